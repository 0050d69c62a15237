// One person of the map: five things first, the rest folded; leaving, and who follows.
import { html, part } from "../../live/part.js";
import { Choice } from "../../parts/choice.js";
import { TextField } from "../../parts/field.js";
import { Picker } from "../../parts/picker.js";
import { RecordSheet } from "../../room/record_sheet.js";
import { teamOptions } from "../../room/who.js";
import { Listening } from "./influence.js";
import { DECISION_ROLES, INFLUENCES, LEVELS, STANCES, titleOf } from "./people.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/record_sheet.js").Form} Form */
/** @typedef {import("../../room/coming.js").Shown} Shown */

export const ADD = "relationship_map.add_stakeholder";
const EMPTY = {
  name: "", title: "", reports_to: "", influence: "", disposition: "unknown", coverage: "", unit: "", level: "", decision_role: "",
  contact: "", relationship: "", wanted: "", adaptability: "", mentor: false, placeholder: false, left: false, successor: "", note: "",
};
const RELATIONS = ["vendor", "credible source", "problem solver", "trusted advisor"].map((id) => ({ id, title: id }));
const CONTACTS = ["none", "brief", "multiple", "in depth"].map((id) => ({ id, title: id }));

/** @param {Live} live @param {string} self */
function othersOnMap(live, self) {
  const people = live.store.records("stakeholder").filter((one) => one.id !== self && !one.body.left);
  return people.map((one) => ({ id: one.id, title: titleOf(one), hint: [one.body.title, one.body.unit].filter(Boolean).join(", ") }));
}

/** @param {{id: string, title: string}[]} options @param {string} none */
const orNone = (options, none) => [{ id: "", title: none }, ...options];

/** @param {{ live: Live, form: Form, self: string }} props */
function FirstFive({ live, form, self }) {
  const { values, set, wrong } = form;
  return html`
    ${part(TextField, { label: values["placeholder"] ? "Name, once you know it" : "Name", value: values["name"], error: wrong["name"],
      onChange: (name) => set({ name, ...(name.trim() && { placeholder: false }) }) })}
    ${part(TextField, { label: "Title", value: values["title"], error: wrong["title"], placeholder: "Chief financial officer", onChange: (title) => set({ title }) })}
    ${part(Picker, { label: "Reports to", options: orNone(othersOnMap(live, self), "Nobody on the map"), value: values["reports_to"], onPick: (id) => set({ reports_to: id }) })}
    ${wrong["reports_to"] && html`<p class="field-error" role="alert">${wrong["reports_to"]}</p>`}
    ${part(Choice, { label: "Influence", options: INFLUENCES, value: values["influence"], onChoose: (influence) => set({ influence }) })}
    ${part(Choice, { label: "How they stand to us", options: [...STANCES], value: values["disposition"], onChoose: (disposition) => set({ disposition }) })}
    ${part(Picker, { label: "Our person", options: orNone(teamOptions(live.store), "Nobody yet"), value: values["coverage"], onPick: (coverage) => set({ coverage }) })}
    ${wrong["coverage"] && html`<p class="field-error" role="alert">${wrong["coverage"]}</p>`}`;
}

/** @param {{ live: Live, form: Form }} props */
function TheRest({ live, form }) {
  const { values, set } = form;
  const units = live.store.records("unit").map((one) => one.body.name);
  const known = [...new Set([...units, ...live.store.records("stakeholder").map((one) => one.body.unit)])].filter(Boolean);
  return html`<details class="folded"><summary>Unit, level and more</summary><div class="stack">
    ${part(TextField, { label: "Unit", value: values["unit"], suggest: known, onChange: (unit) => set({ unit }) })}
    ${part(TextField, { label: "Level", value: values["level"], suggest: LEVELS, placeholder: "executive", onChange: (level) => set({ level }) })}
    ${part(TextField, { label: "Part in a decision", value: values["decision_role"], suggest: DECISION_ROLES, onChange: (decision_role) => set({ decision_role }) })}
    ${part(Choice, { label: "How well we know them", options: CONTACTS, value: values["contact"], onChoose: (contact) => set({ contact }) })}
    ${part(Choice, { label: "What we are to them today", options: RELATIONS, value: values["relationship"], onChoose: (relationship) => set({ relationship }) })}
    ${part(Choice, { label: "What we want to be", options: RELATIONS, value: values["wanted"], onChoose: (wanted) => set({ wanted }) })}
    <label class="tick"><input type="checkbox" checked=${values["mentor"]} onChange=${() => set({ mentor: !values["mentor"] })} /> They help us find our way</label>
    ${part(TextField, { label: "How they take to change", value: values["adaptability"], suggest: ["early", "with the others", "late"], onChange: (adaptability) => set({ adaptability }) })}
    ${part(TextField, { label: "Note", rows: 3, most: 4000, value: values["note"], onChange: (note) => set({ note }) })}
  </div></details>`;
}

/** @param {{ live: Live, form: Form, self: string }} props */
function Leaving({ live, form, self }) {
  const { values, set, wrong } = form;
  return html`<div class="stack gap-s leaving">
    <label class="tick"><input type="checkbox" checked=${values["left"]} onChange=${() => set({ left: !values["left"], successor: "" })} /> Has left</label>
    ${values["left"] && part(Picker, { label: "Who follows", options: orNone(othersOnMap(live, self), "Not known yet"), value: values["successor"], onPick: (successor) => set({ successor }) })}
    ${wrong["successor"] && html`<p class="field-error" role="alert">${wrong["successor"]}</p>`}
  </div>`;
}

/**
 * @param {{ live: Live, record?: Shown, preset?: {[field: string]: any}, onClose: () => void }} props `preset`: what is known of a new one
 */
export function PersonSheet({ live, record, preset = {}, onClose }) {
  const self = record?.id ?? "";
  const held = record?.body.placeholder;
  return part(RecordSheet, {
    key: self || "new", live, type: ADD, empty: { ...EMPTY, ...preset }, onClose,
    ...(record && { record: live.store.record(self) ?? record }),
    title: record ? titleOf(record) : "Somebody who counts",
    named: (body) => body["name"] || body["title"],
    draw: (form) => html`
      ${held && html`<p class="quiet small">A place held open. Give a name as soon as you have one.</p>`}
      ${part(FirstFive, { live, form, self })}
      ${record && part(Listening, { live, self, others: othersOnMap(live, self) })}
      ${part(TheRest, { live, form })}
      ${record && part(Leaving, { live, form, self })}`,
  });
}
