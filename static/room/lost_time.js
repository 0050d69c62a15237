// Late by more than ten minutes, or time is free that something could use: up to three ways out, each with what follows from it; one press takes one, one takes it back.
import { useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{name: string, say: string, then: string}} Way */
/** @typedef {{late: number, missed: string, by: number, ways: Way[], free?: {at?: string, minutes?: number}}} Now  `late` 0: only time is free */

/** @param {{live: Live}} props */
export function LostTime({ live }) {
  const { store, send } = live;
  const [refused, setRefused] = useState("");
  const now = /** @type {Now | undefined} */ (store.record("lost_time")?.body);
  const last = lastPlan(live);
  if (!now && !last) return null;
  /** @param {string} type @param {any} data */
  const give = async (type, data) => {
    const answer = await send(type, data, { now: true });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (!answer.ok) void live.dismiss(answer.id);
  };
  return html`<section class="lost-time" aria-label="Time">
    ${!now?.late && last && html`<div class="lost-done">
      <p dir="auto">${last.body.say} <span class="faint">${last.body.then}</span></p>
      ${part(Button, { look: "quiet", size: "s", icon: "back", onClick: () => void give("replan.undo", {}), children: "Back to the plan before" })}
    </div>`}
    ${now && part(Ways, { live, now, onTake: (way) => void give("replan.apply", { way }) })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </section>`;
}

/** @param {{live: Live, now: Now, onTake: (way: string) => void}} props */
function Ways({ live, now, onTake }) {
  const missed = live.store.record(now.missed)?.body;
  const said = !now.late ? `Free time at ${now.free?.at}` : missed ? `${missed.title} would begin ${now.by} minutes late.` : `The day would end ${now.late} minutes late.`;
  return html`
    <h2 class=${names("lost-title", !now.late && "lost-free")}>${said}</h2>
    ${now.ways.length === 0 && html`<p class="small">Nothing that may be shortened makes up for it: what is left is kept. Move the fixed time, or go on and end later.</p>`}
    <ul class="lost-ways">${now.ways.map((way) => html`<li key=${way.name}>
      <button type="button" class="lost-way" onClick=${() => onTake(way.name)}>
        <span class="lost-say">${way.say}</span>
        ${way.then && html`<span class="lost-then">${way.then}</span>`}
      </button></li>`)}</ul>`;
}

/** @param {Live} live @returns {import("../live/view.js").WireRecord | undefined} the new plan that holds today */
function lastPlan({ store }) {
  const held = store.records("replan").filter((one) => !one.body.undone).sort((a, b) => a.at - b.at).at(-1);
  return held && held.body.day === store.record("forecast")?.body.day ? held : undefined;
}
