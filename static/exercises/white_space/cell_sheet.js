// One cell: how it stands in one tap, and the few things that belong to that; from an open one, an opportunity.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { DayField, MoneyField, TextField } from "../../parts/field.js";
import { formatMoney } from "../../parts/money.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { changedIn } from "../../room/record_sheet.js";
import { teamOptions } from "../../room/who.js";
import { STATUSES, cellAt, isLoose } from "./cells.js";
import { useTakenUp } from "../../room/edits.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../../room/record_sheet.js").Form} Form */

const EMPTY = { spend: 0, our_revenue: 0, competitor: "", contract_end: "", reason: "", until: "", owner: "", due: "", confidence: "" };
const SURE = ["sure", "likely", "guess"].map((id) => ({ id, title: id }));

/** Which of a cell's fields matter for which status. @type {{[status: string]: string[]}} */
const ASKED = {
  open: ["spend", "confidence"],
  owned: ["our_revenue", "contract_end"],
  competitor: ["competitor", "spend", "contract_end", "confidence"],
  in_house: ["spend", "confidence"],
  blocked: ["reason", "until"],
  unknown: ["owner", "due"],
  not_applicable: ["reason"],
};

/** @param {{ live: Live, form: Form, field: string, currency: string }} props */
function CellField({ live, form, field, currency }) {
  const { values, set, wrong } = form;
  const shared = { value: values[field], error: wrong[field], onChange: (/** @type {any} */ value) => set({ [field]: value }) };
  switch (field) {
    case "spend": return part(MoneyField, { label: "They spend a year", currency, placeholder: "600k", ...shared });
    case "our_revenue": return part(MoneyField, { label: "We earn a year", currency, placeholder: "1.2m", ...shared });
    case "competitor": return part(TextField, { label: "Who", placeholder: "Who serves them there", ...shared });
    case "contract_end": return part(DayField, { label: "Contract until", ...shared });
    case "until": return part(DayField, { label: "Until", ...shared });
    case "due": return part(DayField, { label: "By when", ...shared });
    case "reason": return part(TextField, { label: "Why", rows: 2, most: 4000, ...shared });
    case "confidence": return part(Choice, { label: "How sure are we?", options: SURE, value: values[field], onChoose: (id) => set({ confidence: id }) });
    default: return part(Picker, { label: "Who finds out", value: values[field], onPick: (owner) => set({ owner }),
      options: teamOptions(live.store) });
  }
}

/**
 * @typedef {object} CellSheetProps
 * @property {Live} live
 * @property {WireRecord} unit
 * @property {WireRecord} offering
 * @property {string} currency
 * @property {string} onBehalf
 * @property {() => void} onClose
 * @property {() => void} onOpportunity
 * @property {import("../../live/part.js").Children} [aloud]
 */

/** @param {CellSheetProps} props what is typed, and sending it */
function useCell({ live, unit, offering, onBehalf, onClose }) {
  const cell = cellAt(live.store, unit.id, offering.id);
  const [before] = useState(() => Object.fromEntries(Object.entries(EMPTY).map(([name, value]) => [name, cell[name] ?? value])));
  const [values, setValues] = useState(before);
  const [wrong, setWrong] = useState(/** @type {{[field: string]: string}} */ ({}));
  const takenUp = useTakenUp(live);
  /** @param {{[field: string]: any}} data */
  const send = async (data) => {
    const answer = await live.send("white_space.set_cell", { unit: unit.id, offering: offering.id, ...data }, onBehalf ? { onBehalf } : {});
    if (answer.ok) return setWrong({});
    setWrong({ [answer["field"] ?? ""]: answer.say ?? "" });
    return takenUp(answer);
  };
  const save = () => {
    const changed = changedIn(values, before);
    const unread = Object.keys(values).find((name) => values[name] === undefined);
    if (unread) return setWrong({ [unread]: "This cannot be read yet." });
    if (Object.keys(changed).length) void send({ status: cell["status"] ?? "unknown", ...changed });
    return onClose();
  };
  const form = { values, wrong, set: (/** @type {{[field: string]: any}} */ change) => setValues((now) => ({ ...now, ...change })) };
  return { cell, form, save, choose: (/** @type {string} */ status) => void send({ status }) };
}

/** @param {CellSheetProps} props */
export function CellSheet(props) {
  const { live, unit, offering, currency, onClose, onOpportunity, aloud } = props;
  const { cell, form, save, choose } = useCell(props);
  const fields = ASKED[cell["status"]] ?? [];
  const foot = html`${part(Button, { onClick: save, children: fields.length ? "Save" : "Done" })}`;
  return part(Sheet, { title: `${unit.body.name} · ${offering.body.name}`, open: true, onClose, foot, children: html`
    <form class="stack sheet-form" onSubmit=${(/** @type {Event} */ e) => (e.preventDefault(), save())}>
      ${aloud}
      <fieldset class="ws-choose"><legend>How does it stand?</legend>
        ${STATUSES.map((one) => html`<label key=${one.id} class=${names("ws-pick", `ws-${one.id}`)}>
          <input class="spoken" type="radio" name="ws-status" checked=${cell["status"] === one.id} onChange=${() => choose(one.id)} />
          <span class="ws-sign" aria-hidden="true">${one.sign}</span><span class="ws-pick-words"><b>${one.title}</b> <span class="small">${one.hint}</span></span>
        </label>`)}
      </fieldset>
      ${cell["status"] === "unknown" && isLoose({ ...cell, ...form.values }) && html`<p class="small warn">Unknown counts once somebody finds out by a day.</p>`}
      ${fields.map((field) => html`<div key=${`${cell["status"]}:${field}`}>${CellField({ live, form, field, currency })}</div>`)}
      ${form.wrong[""] && html`<p class="field-error" role="alert">${form.wrong[""]}</p>`}
      ${["open", "owned"].includes(cell["status"]) && part(Deals, { live, unit, offering, currency, onOpportunity })}
      <button type="submit" hidden>Save</button>
    </form>` });
}

/** @param {{ live: Live, unit: WireRecord, offering: WireRecord, currency: string, onOpportunity: () => void }} props what we could do here */
function Deals({ live, unit, offering, currency, onOpportunity }) {
  const deals = live.store.records("opportunity").filter(({ body }) => body.unit === unit.id && body.offering === offering.id);
  return html`<section class="stack gap-s ws-deals" aria-label="Opportunities here">
    <h3 class="label">What we could do here</h3>
    ${deals.length > 0 && html`<ul class="lines">${deals.map(({ id, body }) => html`<li key=${id} class="row apart"><span dir="auto">${body.name}</span>
      <span class="num quiet">${body.amount > 0 && formatMoney(body.amount, currency)}</span></li>`)}</ul>`}
    ${part(Button, { size: "s", icon: "plus", onClick: onOpportunity, children: "Add an opportunity here" })}
  </section>`;
}
