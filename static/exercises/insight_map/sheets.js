// What is said about one item of the map beside its words: what it serves, who told us, whether they confirmed it.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { KeptInput } from "../../parts/field.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { edited } from "../../room/edits.js";
import { SourcePicker } from "../../room/sources.js";
import { peopleOf } from "../../room/who.js";
import { columnOf, COLUMNS, servedBy } from "./chains.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{ live: Live, item: WireRecord, onClose: () => void }} SheetProps */

/** @param {Live} live @param {WireRecord} item */
const setter = (live, item) => (/** @type {{[field: string]: unknown}} */ set) => void live.send("record.edit", { id: item.id, set }, { rev: item.rev });

/** @param {WireRecord} item */
const Words = (item) => html`<p class="joining-into" dir="auto">${item.body.text}</p>`;

/** @param {SheetProps & { items: WireRecord[] }} props every tap connects or cuts; it stays open for the next one */
export function ServesSheet({ live, item, items, onClose }) {
  const column = columnOf(item.kind);
  const now = servedBy(item, items);
  const toggle = (/** @type {WireRecord} */ to) => void live.send(now.includes(to) ? "record.unlink" : "record.link", { id: item.id, to: to.id });
  const candidates = items.filter((one) => column.serves.includes(/** @type {import("./chains.js").Kind} */ (one.kind)) && one.id !== item.id);
  const find = candidates.filter((one) => !now.includes(one)).map((one) => ({ id: one.id, title: one.body.text, hint: columnOf(one.kind).title }));
  return part(Sheet, { title: column.serving.replace("…", "").replace(/^./u, (first) => first.toLocaleUpperCase()), open: true, onClose, children: html`<div class="stack">
    ${Words(item)}
    ${candidates.length > 9 && part(Picker, { label: "Find", options: find, onPick: (id) => candidates.filter((one) => one.id === id).forEach(toggle) })}
    ${COLUMNS.filter((one) => column.serves.includes(one.kind)).map((one) => html`<section key=${one.kind}><h3>${one.title}</h3>
      <div class="serves-list">${candidates.filter((to) => to.kind === one.kind).map((to) => html`<label key=${to.id} class="tick">
        <input type="checkbox" checked=${now.includes(to)} onChange=${() => toggle(to)} /><span dir="auto">${to.body.text}</span></label>`)}</div>
      ${candidates.every((to) => to.kind !== one.kind) && html`<p class="small faint">${one.say}</p>`}</section>`)}
    ${part(Button, { onClick: onClose, children: "Done" })}
  </div>` });
}

/** @param {SheetProps} props */
export function ToldSheet({ live, item, onClose }) {
  const { store } = live;
  const { body } = edited(store, item).record;
  const told = body.told_by ?? [];
  const said = [...store.records("quote"), ...store.records("brief"), ...store.records("question").filter((one) => one.body.status === "answered")];
  const options = said.filter((one) => !told.includes(one.id)).reverse().map((one) => ({ id: one.id, title: one.body.answer || one.body.text, hint: one.kind === "brief" ? "briefing note" : one.kind === "quote" ? "quote" : "answer" }));
  const tie = (/** @type {string} */ id, /** @type {string} */ field) => void live.send("record.link", { id: item.id, to: id, field });
  const cut = (/** @type {string} */ id, /** @type {string} */ field) => void live.send("record.unlink", { id: item.id, to: id, field });
  const rest = (/** @type {import("../../room/sources.js").Rests} */ next) => {
    if (next.basis !== (body.basis ?? "")) return setter(live, item)({ basis: next.basis });
    for (const id of next.sources) if (!body.sources.includes(id)) tie(id, "sources");
    for (const id of body.sources) if (!next.sources.includes(id)) cut(id, "sources");
  };
  const felt = store.records("stakeholder").map((one) => ({ id: one.id, title: one.body.name || one.body.placeholder || "", hint: one.body.title }));
  const owners = body.owners ?? [];
  const chosen = (/** @type {string[]} */ ids, /** @type {string} */ field) => ids.map((id) => html`<li key=${id} class="row apart"><span class="joining-other" dir="auto">${words(store.record(id))}</span>
    ${part(Button, { size: "s", look: "quiet", onClick: () => cut(id, field), children: "Not this" })}</li>`);
  return part(Sheet, { title: "Who told us, where from", open: true, onClose, children: html`<div class="stack gap-l">
    ${Words(item)}
    <section><h3>What the customer said</h3><ul class="lines">${chosen(told, "told_by")}</ul>
      ${part(Picker, { label: "A quote, an answer or a briefing note", options, onPick: (id) => tie(id, "told_by") })}</section>
    <section><h3>Source</h3>${part(SourcePicker, { live, value: { sources: body.sources ?? [], basis: body.basis ?? "" }, onChange: rest })}</section>
    ${(felt.length > 0 || owners.length > 0) && html`<section><h3>Who of them feels it</h3><ul class="lines">${chosen(owners, "owners")}</ul>
      ${part(Picker, { label: "Somebody at the customer", options: felt.filter((one) => !owners.includes(one.id)), onPick: (id) => tie(id, "owners") })}</section>`}
  </div>` });
}

/** @param {WireRecord | undefined} record */
const words = (record) => record?.body.answer || record?.body.text || record?.body.name || record?.body.placeholder || "…";

/** @param {SheetProps} props */
export function ConfirmSheet({ live, item, onClose }) {
  const { body } = edited(live.store, item).record;
  const set = setter(live, item);
  const guest = peopleOf(live.store).find((one) => one.body.role === "customer_guest")?.body.name ?? "";
  const [by, setBy] = useState(body.confirmed_by || guest);
  const [on, setOn] = useState(body.confirmed_on || new Date(live.clock.serverNow()).toISOString().slice(0, 10));
  const choose = (/** @type {string} */ state) => set(state === "unconfirmed" ? { state, confirmed_by: "", confirmed_on: "" } : { state, confirmed_by: by, confirmed_on: on });
  const done = columnOf(item.kind).done;
  return part(Sheet, { title: "How it stands", open: true, onClose, children: html`<div class="stack gap-l">
    ${Words(item)}
    <div class="field-row">
      <div class="field"><label>Confirmed by <input dir="auto" maxlength="200" value=${by} onInput=${(/** @type {Event} */ e) => setBy(/** @type {HTMLInputElement} */ (e.target).value)} /></label></div>
      <div class="field"><label>On <input type="date" value=${on} onInput=${(/** @type {Event} */ e) => setOn(/** @type {HTMLInputElement} */ (e.target).value)} /></label></div>
    </div>
    ${part(Choice, { label: "It is", value: body.state, onChoose: choose, options: ["unconfirmed", "confirmed", done].map((id) => ({ id, title: id.replace(/^./u, (first) => first.toLocaleUpperCase()) })) })}
    ${part(Button, { onClick: () => (body.state !== "unconfirmed" && (by !== body.confirmed_by || on !== body.confirmed_on) && set({ confirmed_by: by, confirmed_on: on }), onClose()), children: "Done" })}
  </div>` });
}

/** @param {SheetProps} props */
export function DetailSheet({ live, item, onClose }) {
  const { body } = edited(live.store, item).record;
  const set = setter(live, item);
  const text = (/** @type {string} */ field, /** @type {string} */ label) => html`<div class="field"><label>${label}
    ${part(KeptInput, { most: 200, value: body[field] ?? "", onKeep: (text) => set({ [field]: text }) })}</label></div>`;
  return part(Sheet, { title: "More about it", open: true, onClose, children: html`<div class="stack gap-l">
    ${Words(item)}
    ${item.kind === "pressure"
      ? part(Choice, { label: "It comes from", value: body.sort || null, onChoose: (sort) => set({ sort }), options: [{ id: "external", title: "Outside" }, { id: "internal", title: "Inside" }] })
      : html`${part(Choice, { label: "How much it matters to them", value: body.priority || null, onChoose: (priority) => set({ priority }),
            options: [{ id: "high", title: "Much" }, { id: "medium", title: "Some" }, { id: "low", title: "Little" }] })}
          ${text("outcome", "What it shall bring")} ${text("timing", "By when")}`}
    ${part(Button, { onClick: onClose, children: "Done" })}
  </div>` });
}
