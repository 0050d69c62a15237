// One opportunity: what, where, which initiative of theirs it serves, how far, how much, when; the rest folded.
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { DayField, MoneyField, TextField } from "../../parts/field.js";
import { Picker } from "../../parts/picker.js";
import { RecordSheet } from "../../room/record_sheet.js";
import { ADD, openPlaces, placeOf, STAGES } from "./deals.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/record_sheet.js").Form} Form */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const EMPTY = {
  name: "", unit: "", offering: "", initiatives: /** @type {string[]} */ ([]), stage: "potential", amount: 0, close_date: "",
  sponsor: "", evidence: "", why_us: "", customer_wording: "",
};

/** @param {{ live: Live, form: Form }} props the initiatives it serves: at least one, chosen by typing */
function Serves({ live, form }) {
  const { values, set, wrong } = form;
  const all = live.store.records("initiative");
  const chosen = /** @type {string[]} */ (values["initiatives"]);
  const drop = (/** @type {string} */ id) => set({ initiatives: chosen.filter((one) => one !== id) });
  const options = all.filter((one) => !chosen.includes(one.id)).map((one) => ({ id: one.id, title: one.body.text }));
  return html`<div class="stack gap-s">
    ${chosen.length > 0 && html`<ul class="chosen">${chosen.map((id) => html`<li key=${id} class="row">
      <span dir="auto" class="voice-customer">${live.store.record(id)?.body.text ?? "Not there any more"}</span>
      ${part(Button, { size: "s", look: "quiet", icon: "close", label: `Take it out: ${live.store.record(id)?.body.text ?? ""}`, onClick: () => drop(id) })}</li>`)}</ul>`}
    ${(options.length > 0 || chosen.length === 0) && part(Picker, { label: chosen.length ? "And which other initiative?" : "Which initiative of theirs does it serve?", options, onPick: (id) => set({ initiatives: [...chosen, id] }) })}
    ${all.length === 0 && html`<p class="small warn">There is no initiative on the insight map yet: put one there first.</p>`}
    ${wrong["initiatives"] && html`<p class="field-error" role="alert">${wrong["initiatives"]}</p>`}
  </div>`;
}

/** @param {{ live: Live, form: Form }} props */
function Where({ live, form }) {
  const { values, set, wrong } = form;
  const places = openPlaces(live.store);
  const here = `${values["unit"]}:${values["offering"]}`;
  const known = values["unit"] && !places.some((one) => one.id === here)
    ? [{ id: here, title: placeOf(live.store, { unit: values["unit"], offering: values["offering"] }), hint: "", unit: values["unit"], offering: values["offering"] }] : [];
  const pick = (/** @type {string} */ id) => {
    const place = places.find((one) => one.id === id);
    if (place) set({ unit: place.unit, offering: place.offering });
  };
  return html`<div class="stack gap-s">
    ${part(Picker, { label: "Where", options: [...known, ...places], value: here, onPick: pick, placeholder: "An open place of the grid" })}
    ${(wrong["offering"] ?? wrong["unit"]) && html`<p class="field-error" role="alert">${values["unit"] ? (wrong["offering"] ?? wrong["unit"]) : "Say where it would stand: an open place of the grid."}</p>`}
  </div>`;
}

/** @param {{ live: Live, form: Form, currency: string }} props */
function Rest({ live, form }) {
  const { values, set } = form;
  const people = live.store.records("stakeholder").filter((one) => !one.body.left);
  const options = [{ id: "", title: "Nobody yet" }, ...people.map((one) => ({ id: one.id, title: one.body.name || one.body.title, hint: one.body.title }))];
  return html`<details class="folded"><summary>Sponsor, evidence, why us</summary><div class="stack">
    ${part(Picker, { label: "Who there wants it", options, value: values["sponsor"], onPick: (sponsor) => set({ sponsor }) })}
    ${part(TextField, { label: "What did they last do that shows it?", rows: 2, most: 4000, value: values["evidence"], onChange: (evidence) => set({ evidence }) })}
    ${part(TextField, { label: "Why only us", rows: 2, most: 4000, value: values["why_us"], onChange: (why_us) => set({ why_us }) })}
    ${part(TextField, { label: "How we would say it to the customer", rows: 2, most: 4000, value: values["customer_wording"], onChange: (customer_wording) => set({ customer_wording }) })}
  </div></details>`;
}

/** @param {{ live: Live, record?: Shown, preset?: {[field: string]: any}, onClose: () => void, onSaved?: (now: {[field: string]: any}, before: {[field: string]: any}) => void }} props */
export function DealSheet({ live, record, preset = {}, onClose, onSaved }) {
  const currency = currencyOf(live.store);
  return part(RecordSheet, {
    key: record?.id ?? "new", live, type: ADD, empty: { ...EMPTY, ...preset }, onClose, ...(onSaved && { onSaved }),
    ...(record && { record: live.store.record(record.id) ?? record }),
    title: record ? record.body.name : "What could we do?",
    named: (body) => body["name"],
    draw: (form) => html`
      ${part(TextField, { label: "In a few words", value: form.values["name"], error: form.wrong["name"], placeholder: "For example: One service contract for all their sites", onChange: (name) => form.set({ name }) })}
      ${part(Serves, { live, form })}
      ${part(Where, { live, form })}
      ${part(Choice, { label: "How far is it?", options: STAGES, value: form.values["stage"], onChoose: (stage) => form.set({ stage }) })}
      <div class="field-row">
        ${part(MoneyField, { label: "Amount", currency, placeholder: "600k", value: form.values["amount"], error: form.wrong["amount"], onChange: (amount) => form.set({ amount }) })}
        ${part(DayField, { label: "Closes on", value: form.values["close_date"], error: form.wrong["close_date"], onChange: (close_date) => form.set({ close_date }) })}
      </div>
      ${part(Rest, { live, form, currency })}`,
  });
}
