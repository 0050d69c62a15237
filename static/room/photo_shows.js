// What a photograph shows: the cards and lines of the plan whose words stand on it. Where these are read it is shown beside them.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Picker } from "../parts/picker.js";
import { titleOf } from "./record_card.js";
import { Returned } from "./returned.js";
import { isHidden } from "./writing.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** What may be named, and what people call it. @type {{[kind: string]: string}} */
const KINDS = {
  note: "card", card: "fact", goal: "goal", pressure: "pressure", initiative: "initiative", obstacle: "obstacle", stakeholder: "person", unit: "unit",
  opportunity: "opportunity", objective: "objective", strategy: "strategy", action: "action", unknown: "open question", question: "question",
  brief: "from the briefing", quote: "quote", risk: "risk", ask: "request", decision_note: "decision", parked: "parked",
};

/** @param {Live["store"]} store @param {WireRecord} record whether not everybody reads it yet */
const waits = (store, record) => {
  const slot = ["note", "question"].includes(record.kind) ? store.record(record.body.slot) : undefined;
  return Boolean(slot && isHidden(slot));
};

/** @param {{live: Live, photo: WireRecord}} props */
export function PhotoShows({ live, photo }) {
  const { store, send } = live;
  const shown = photo.body.shows ?? [];
  const there = shown.flatMap((/** @type {string} */ id) => store.record(id) ?? []).filter((/** @type {WireRecord} */ one) => one.status === "active");
  const options = Object.entries(KINDS).flatMap(([kind, hint]) => store.records(kind).filter((one) => !shown.includes(one.id) && !waits(store, one)).map((one) => ({ id: one.id, title: titleOf(one), hint })));
  const tie = (/** @type {string} */ type, /** @type {string} */ to) => void send(type, { id: photo.id, to, field: "shows" });
  return html`<div class="stack gap-s photo-shows">
    ${part(Picker, { label: "Whose words stand on it?", options, placeholder: "A goal, a card, an action…", most: 6, onPick: (id) => tie("record.link", id) })}
    <p class="field-hint">It stands beside them, and in the plan where they are told.</p>
    ${there.length > 0 && html`<ul class="lines" aria-label="What it shows">${there.map((/** @type {WireRecord} */ one) => html`<li key=${one.id} class="row apart">
      <span dir="auto">${titleOf(one)} <span class="small faint">${KINDS[one.kind]}</span></span>
      ${part(Button, { size: "s", look: "quiet", icon: "close", label: `Not on it: ${titleOf(one)}`, onClick: () => tie("record.unlink", one.id) })}</li>`)}</ul>`}
    ${part(Returned, { live, types: ["record.link", "record.unlink"] })}
  </div>`;
}
