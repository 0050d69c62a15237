// SavedLight: whether what one has written is on the server: saved, saving, kept here for the manager, offline. Lit only after the commit.
import { html, names } from "../live/part.js";

/** @param {{ waiting: number, held?: number, online: boolean, brief?: boolean }} props `waiting`: changes not yet kept; `held`: waiting for the manager; `brief`: a dot with spoken words */
export function SavedLight({ waiting, held = 0, online, brief }) {
  const state = online ? (waiting ? "saving" : held ? "held" : "saved") : "offline";
  const count = waiting + held;
  const words = { saved: "Saved", saving: "Saving", held: `${held} kept here`, offline: `Offline${count ? `, ${count} waiting` : ""}` }[state];
  return html`<span class=${names("light", `light-${state}`)} title=${words}>
    <span class="light-dot" aria-hidden="true"></span><span class=${brief && ["saved", "saving"].includes(state) ? "spoken" : "light-words"}>${words}</span>
  </span>`;
}
