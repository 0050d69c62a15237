// Where a fact comes from: found by typing, most recent first; written in place when it is new; or said to be the team's own knowledge.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Picker } from "../parts/picker.js";
import { useTakenUp } from "./edits.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{ sources: string[], basis: string }} Rests what something rests on */

export const OWN = "team knowledge";

/**
 * Sources as a card shows them.
 * @param {Live} live
 * @param {{ sources?: string[], basis?: string }} body
 * @returns {NonNullable<import("../parts/card.js").CardProps["sources"]>}
 */
export function shownSources(live, { sources = [], basis }) {
  const found = sources.flatMap((id) => live.store.record(id) ?? []).map(({ body }) => ({
    kind: body.customer_words ? /** @type {const} */ ("customer") : body.origin, title: [body.title, body.date].filter(Boolean).join(", "),
    ...(/^https?:\/\//u.test(body.url ?? "") ? { url: body.url } : {}),
  }));
  return basis ? [...found, { kind: /** @type {const} */ ("team"), title: basis === OWN ? "" : basis }] : found;
}

/** @param {{ live: Live, value: Rests, onChange: (next: Rests) => void, label?: string }} props */
export function SourcePicker({ live, value, onChange, label = "Where from?" }) {
  const [fresh, setFresh] = useState(/** @type {string | null} */ (null));
  const all = [...live.store.records("source")].reverse();
  const options = all.filter((one) => !value.sources.includes(one.id)).map(({ id, body }) => ({ id, title: body.title, hint: [body.customer_words ? "customer’s words" : "", body.date || body.date_note].filter(Boolean).join(", ") }));
  const add = (/** @type {string} */ id) => (setFresh(null), onChange({ ...value, sources: [...value.sources, id] }));
  const drop = (/** @type {string} */ id) => onChange({ ...value, sources: value.sources.filter((one) => one !== id) });
  const own = value.basis !== "";
  return html`<div class="source-picker">
    ${value.sources.length > 0 && html`<ul class="source-chips" aria-label="Chosen sources">${value.sources.map((id) => html`<li key=${id} class="source-chip">
      <span class="clip" dir="auto">${live.store.record(id)?.body.title ?? "…"}</span>
      ${part(Button, { label: `Not ${live.store.record(id)?.body.title ?? "this"}`, icon: "close", size: "s", look: "quiet", onClick: () => drop(id) })}</li>`)}</ul>`}
    ${fresh === null
      ? html`<div class="source-find">${part(Picker, { label, options, placeholder: "A title, or a new one", most: 7, onPick: add, onNew: setFresh })}
          ${part(Button, { size: "s", pressed: own, onClick: () => onChange({ ...value, basis: own ? "" : OWN }), children: "Team knowledge" })}</div>`
      : part(NewSource, { live, title: fresh, onDone: add, onCancel: () => setFresh(null) })}
  </div>`;
}

/** @param {{ live: Live, title: string, onDone: (id: string) => void, onCancel: () => void }} props */
function NewSource({ live, title, onDone, onCancel }) {
  const [called, setCalled] = useState(title);
  const [said, setSaid] = useState("");
  const takenUp = useTakenUp(live);
  const [pending, setPending] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    if (!form.current || pending) return;
    const given = Object.fromEntries(new FormData(form.current));
    const words = given["customer_words"] === "on";
    setPending(true);
    const answer = await live.send("research.add_source", { title: String(given["title"]).trim(), url: String(given["url"]).trim(), date: given["date"], customer_words: words, origin: words ? "customer" : "research" });
    setPending(false);
    const made = answer.made?.[0];
    if (made) return onDone(made);
    setSaid(answer.say ?? "");
    takenUp(answer);
  };
  return html`<form class="new-source" ref=${form} onSubmit=${save}>
    <div class="field-row">
      <div class="field"><label>Title <input name="title" required maxlength="200" dir="auto" value=${called} onInput=${(/** @type {any} */ e) => setCalled(e.target.value)} /></label></div>
      <div class="field"><label>Address <input name="url" type="text" inputmode="url" maxlength="2000" placeholder="https://…" /></label></div>
      <div class="field new-source-date"><label>Date <input name="date" type="date" /></label></div>
    </div>
    <label class="tick"><input type="checkbox" name="customer_words" /> The customer’s own words</label>
    ${said && html`<p class="field-error" role="alert">${said}</p>`}
    <div class="row gap-s">${part(Button, { type: "submit", size: "s", pending, children: "Add the source" })}
      ${part(Button, { size: "s", look: "quiet", onClick: onCancel, children: "Cancel" })}</div>
  </form>`;
}
