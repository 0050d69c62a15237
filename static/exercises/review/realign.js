// Changing a record where it is flagged, because of what has changed: only the two or three fields that matter.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { DayField, MoneyField, SelectField, TextField } from "../../parts/field.js";
import { isTeam, peopleOf } from "../../room/who.js";
import { changedIn } from "../../room/record_sheet.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{name: string, label: string, as: "text" | "day" | "money" | "person" | "one" | "yes", options?: string[]}} Field */

const TEXT = /** @type {Field} */ ({ name: "text", label: "In words", as: "text" });
const OWNER = /** @type {Field} */ ({ name: "owner", label: "Who", as: "person" });

/** @type {{[kind: string]: Field[]}} */
const FIELDS = {
  action: [{ name: "what", label: "What", as: "text" }, { name: "outcome", label: "So that", as: "text" }, { name: "due", label: "By", as: "day" }, OWNER],
  objective: [TEXT, { name: "target", label: "What it should be", as: "text" }],
  strategy: [TEXT],
  goal: [TEXT],
  pressure: [TEXT],
  initiative: [TEXT, { name: "timing", label: "When", as: "text" }],
  obstacle: [TEXT],
  card: [TEXT],
  opportunity: [
    { name: "focus", label: "Decision", as: "one", options: ["focus", "nurture", "drop"] },
    { name: "stage", label: "How far", as: "one", options: ["potential", "qualified", "proposal", "won", "lost", "on_hold"] },
    { name: "amount", label: "Amount", as: "money" }, { name: "close_date", label: "Closes on", as: "day" },
  ],
  stakeholder: [{ name: "left", label: "Has left", as: "yes" }, { name: "title", label: "Title", as: "text" }, { name: "disposition", label: "How they stand to us", as: "one", options: ["supporter", "neutral", "sceptic", "opponent", "unknown"] }],
  prospect: [{ name: "name", label: "Name", as: "text" }, { name: "referrer", label: "Who takes us along", as: "text" }, OWNER],
  risk: [TEXT, { name: "response", label: "What we do", as: "text" }, OWNER],
  ask: [{ name: "what", label: "What we need", as: "text" }, { name: "amount", label: "How much", as: "money" }],
};

/** @param {WireRecord} record */
export const canRealign = (record) => record.kind in FIELDS;

/** @param {{live: Live, signal: WireRecord, record: WireRecord, onBehalf: string, onClose: () => void}} props */
export function Realign({ live, signal, record, onBehalf, onClose }) {
  const fields = FIELDS[record.kind] ?? [];
  const [from] = useState(record);
  const before = Object.fromEntries(fields.map(({ name }) => [name, from.body[name] ?? ""]));
  const [values, setValues] = useState(before);
  const put = (/** @type {string} */ name) => (/** @type {any} */ value) => setValues({ ...values, [name]: value });
  const changed = changedIn(values, before);
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (Object.keys(changed).length === 0 || Object.values(changed).includes(undefined)) return;
    void live.send("review.realign", { target: from.id, because: signal.id, set: changed }, { rev: from.rev, ...(onBehalf && { onBehalf }) });
    onClose();
  };
  return html`<form class="realign stack gap-s" onSubmit=${save}>
    ${fields.map((field) => html`<div key=${field.name}>${drawn(live, field, values[field.name], put(field.name))}</div>`)}
    <p class="small quiet">Because: <span dir="auto">${signal.body.text}</span></p>
    <div class="row gap-s">${part(Button, { type: "submit", size: "s", children: "Change it" })} ${part(Button, { size: "s", look: "quiet", onClick: onClose, children: "Cancel" })}</div>
  </form>`;
}

/** @param {Live} live @param {Field} field @param {any} value @param {(value: any) => void} onChange */
function drawn(live, { label, as, options = [] }, value, onChange) {
  if (as === "text") return part(TextField, { label, value: value ?? "", rows: 2, most: 4000, onChange });
  if (as === "day") return part(DayField, { label, value: value ?? "", onChange });
  if (as === "money") return part(MoneyField, { label, value: value ?? 0, currency: currencyOf(live.store), onChange });
  if (as === "yes") return html`<label class="tick"><input type="checkbox" checked=${value === true} onChange=${(/** @type {any} */ e) => onChange(e.target.checked)} /><span>${label}</span></label>`;
  const choices = as === "person" ? peopleOf(live.store).filter(isTeam).map((one) => ({ id: one.id, title: one.body.name })) : options.map((id) => ({ id, title: id.replaceAll("_", " ") }));
  return part(SelectField, { label, value: value ?? "", options: [...(value ? [] : [{ id: "", title: "—" }]), ...choices], onChange });
}
