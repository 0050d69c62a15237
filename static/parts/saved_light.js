// SavedLight: whether what one has written is on the server: saved, saving, offline. Lit only after the commit.
import { html, names } from "../live/part.js";

/** @param {{ waiting: number, online: boolean, brief?: boolean }} props `waiting`: changes not yet kept; `brief`: a dot with spoken words */
export function SavedLight({ waiting, online, brief }) {
  const state = online ? (waiting ? "saving" : "saved") : "offline";
  const held = waiting ? `, ${waiting} waiting` : "";
  const words = { saved: "Saved", saving: "Saving", offline: `Offline${held}` }[state];
  return html`<span class=${names("light", `light-${state}`)} title=${words}>
    <span class="light-dot" aria-hidden="true"></span><span class=${brief && state !== "offline" ? "spoken" : "light-words"}>${words}</span>
  </span>`;
}
