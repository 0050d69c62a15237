// The desk's hand on the clock: pause, a little more, exactly so much, time is up.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live, onExact: () => void}} props */
export function ClockMenu({ live, onExact }) {
  const { store, send } = live;
  const box = store.record("timebox")?.body;
  if (!box?.ends_at || !store.workshop.value?.body.sitting) return null;
  const add = (/** @type {number} */ minutes) => () => void send("clock.add", { seconds: minutes * 60 }, { now: true });
  const items = [
    { id: "1", title: "1 minute more", onPick: add(1) },
    { id: "2", title: "2 minutes more", onPick: add(2) },
    { id: "5", title: "5 minutes more", onPick: add(5) },
    { id: "exact", title: "Exactly so much…", onPick: onExact },
    { id: "end", title: "Time is up", hint: "Nobody’s typing is cut", onPick: () => void send("clock.end", {}, { now: true }) },
  ];
  const paused = Boolean(box.paused_at);
  const turn = () => void send(paused ? "clock.resume" : "clock.pause", {}, { now: true });
  return html`<span class="row clock-tools">
    <span class="wide-only">${part(Button, { look: "quiet", size: "s", icon: paused ? "play" : "pause", onClick: turn, children: paused ? "Go on" : "Pause" })}</span>
    ${part(Menu, { label: "Clock", icon: "clock", children: "Clock", items: [{ id: "turn", title: paused ? "Let the clock run" : "Pause the clock", onPick: turn }, ...items] })}
  </span>`;
}

/** @param {{live: Live, onDone: () => void}} props */
export function ExactTime({ live, onDone }) {
  /** @param {any} event */
  const set = (event) => {
    event.preventDefault();
    const minutes = Number(new FormData(event.target).get("minutes"));
    if (!Number.isFinite(minutes) || minutes < 0) return;
    void live.send("clock.set", { seconds: Math.round(minutes * 60) }, { now: true });
    onDone();
  };
  return html`<form class="stack gap-s" onSubmit=${set}>
    <label for="exact-minutes">Minutes left, from now</label>
    <input id="exact-minutes" name="minutes" type="number" min="0" max="120" step="1" value="10" required inputmode="numeric" />
    <div>${part(Button, { type: "submit", children: "Set the clock" })}</div>
  </form>`;
}
