// The people behind the number: named one by one, through whom, by whom, by when; how far each is, in one tap.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { WayMark } from "../../parts/card.js";
import { Choice } from "../../parts/choice.js";
import { Composer } from "../../parts/composer.js";
import { dayWords, dueWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { DayField, TextField } from "../../parts/field.js";
import { Picker } from "../../parts/picker.js";
import { useAloud } from "../../room/aloud.js";
import { todayOf } from "../../room/agenda.js";
import { tap, withComing } from "../../room/coming.js";
import { Conflicts } from "../../room/correction.js";
import { adding } from "../../room/edits.js";
import { RecordSheet } from "../../room/record_sheet.js";
import { FromDesk } from "../../room/from_desk.js";
import { Returned } from "../../room/returned.js";
import { isTeam, nameOf, peopleOf } from "../../room/who.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {import("../../room/record_sheet.js").Form} Form */

const ADD = "funnel.add_prospect";
const EMPTY = { name: "", title: "", unit: "", referrer: "", approach: "", owner: "", due: "", opportunity: "" };
export const STATUSES = [
  { id: "to_reach", title: "To reach" },
  { id: "reached", title: "Reached" },
  { id: "engaged", title: "Talking" },
  { id: "qualified", title: "Qualified", tone: /** @type {const} */ ("good") },
];

/** @param {string} line "Claire Boucher, through Julian" */
function readProspect(line) {
  const [name = "", ...rest] = line.split(/[,;\t]/u).map((piece) => piece.trim());
  const referrer = rest.join(", ").replace(/^(through|via|by|from)\s+/iu, "");
  return { name, ...(referrer && { referrer }) };
}

/** @param {{ live: Live, slot: import("../../live/view.js").WireRecord }} props */
export function PeopleToMeet({ live, slot }) {
  const { store } = live;
  const aloud = useAloud(live);
  const [open, setOpen] = useState(/** @type {Shown | null} */ (null));
  const people = withComing(store, "prospect", ADD);
  const send = adding(live, ADD, readProspect, () => aloud.person);
  const needed = store.record("funnel")?.body.result?.prospects ?? 0;
  const referred = people.filter((one) => one.body.referrer).length;
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Somebody to meet", () => box.current?.querySelector("textarea")), []);
  return html`<div class="stack gap-l" ref=${box}>
    <div class="stack">${part(FromDesk, { live, children: html`${aloud.line}
      ${part(Composer, { label: "Who there should know us and does not?", hideLabel: slot.body.block === "names", draftKey: `${live.boot.seat}:names`, most: 200,
        placeholder: "For example: Jane Smith, through our sponsor", hint: "A name, then who can take us along. Paste a list to add several.", ...send })}` })}
      ${part(Returned, { live, types: [ADD], field: "name" })}</div>
    <div class="stack gap-s">
      <p class="tally"><span><b>${people.length}${needed ? ` of ${needed}` : ""}</b> named</span><span><b>${referred}</b> with somebody who takes us along</span>
        <span><b>${people.filter((one) => (one.body.status ?? "to_reach") !== "to_reach").length}</b> reached</span></p>
      ${needed > 0 && html`<span class="meter" aria-hidden="true"><span style=${`inline-size:${Math.min(100, (100 * people.length) / needed)}%`}></span></span>`}
    </div>
    ${people.length === 0 && store.ready.value ? part(Empty, { say: "New people in the account, by name: each with somebody who opens the door.", example: "Talk to our head of operations. Tell her I sent you." })
      : html`<ul class="prospects">${people.map((one) => html`<li key=${one.id} class=${names("prospect", one.pending && "prospect-pending")} data-record=${one.id}>${part(Row, { live, one, onOpen: setOpen })}</li>`)}</ul>`}
    ${open && part(ProspectSheet, { live, record: open, onClose: () => setOpen(null), key: open.id })}
  </div>`;
}

/** @param {{ live: Live, one: Shown, onOpen: (one: Shown) => void }} props */
function Row({ live, one, onOpen }) {
  const { store } = live;
  const { body } = one;
  const today = todayOf(live);
  const unit = body.unit ? nameOf(store, body.unit) : "";
  const set = (/** @type {string} */ status) => void tap(live, one, { status });
  return html`
    <button type="button" class="prospect-words" onClick=${() => !one.coming && onOpen(one)}>
      <span class="prospect-name"><bdi>${body.name}</bdi> <span class="small quiet" dir="auto">${[body.title, unit].filter(Boolean).join(", ")}</span></span>
      <span class="small">${body.referrer ? html`<span class="faint">through</span> <bdi>${body.referrer}</bdi>` : html`<span class="warn">who takes us along?</span>`}
        ${body.owner ? html` · <bdi>${nameOf(store, body.owner)}</bdi>` : html` · <span class="warn">who of us?</span>`}
        ${body.due && html` · <span title=${dayWords(body.due)}>${dueWords(body.due, today)}</span>`}</span>
      ${body.approach && html`<span class="small quiet" dir="auto">${body.approach}</span>`}
    </button>
    ${one.coming ? part(WayMark, { pending: one.pending }) : part(Choice, { label: `How far with ${body.name}?`, hideLabel: true, options: STATUSES, value: body.status ?? "to_reach", onChoose: set })}
    ${part(Conflicts, { live, record: one })}`;
}

/** @param {{ live: Live, record: Shown, onClose: () => void }} props */
function ProspectSheet({ live, record, onClose }) {
  const { store } = live;
  const none = (/** @type {string} */ title) => ({ id: "", title });
  const units = [none("Not said"), ...store.records("unit").map((one) => ({ id: one.id, title: one.body.name }))];
  const ours = [none("Nobody yet"), ...peopleOf(store).filter(isTeam).map((one) => ({ id: one.id, title: one.body.name, hint: one.body.function }))];
  const deals = [none("None yet"), ...store.records("opportunity").map((one) => ({ id: one.id, title: one.body.name }))];
  const known = store.records("stakeholder").map((one) => one.body.name).filter(Boolean);
  const text = (/** @type {Form} */ form, /** @type {string} */ field, /** @type {string} */ label, more = {}) =>
    part(TextField, { label, value: form.values[field], error: form.wrong[field], onChange: (value) => form.set({ [field]: value }), ...more });
  return part(RecordSheet, {
    live, type: ADD, empty: EMPTY, onClose, record: store.record(record.id) ?? record, title: record.body.name, named: (body) => body["name"],
    draw: (form) => html`
      ${text(form, "name", "Name")} ${text(form, "title", "Title")}
      ${part(Picker, { label: "Unit", options: units, value: form.values["unit"], onPick: (unit) => form.set({ unit }) })}
      ${text(form, "referrer", "Who takes us along", { suggest: known })}
      ${text(form, "approach", "What would make them listen?", { rows: 2, most: 4000 })}
      ${part(Picker, { label: "Who of us", options: ours, value: form.values["owner"], onPick: (owner) => form.set({ owner }) })}
      ${form.wrong["owner"] && html`<p class="field-error" role="alert">${form.wrong["owner"]}</p>`}
      ${part(DayField, { label: "By when", value: form.values["due"], error: form.wrong["due"], onChange: (due) => form.set({ due }) })}
      ${part(Picker, { label: "For which opportunity", options: deals, value: form.values["opportunity"], onPick: (opportunity) => form.set({ opportunity }) })}`,
  });
}
