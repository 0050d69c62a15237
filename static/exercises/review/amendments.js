// Promises changed since the signature: each waits for the first-line manager's yes, and shuts nothing meanwhile.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { dayWords } from "../../parts/dates.js";
import { TextForm } from "../../room/correction.js";
import { Returned } from "../../room/returned.js";
import { nameOf } from "../../room/who.js";
import { titleOf, WORDS } from "../signoff/planned.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

const ANSWER = "review.answer_amendment";
/** @type {{[field: string]: string}} */
const LABELS = { text: "words", what: "what", outcome: "so that", owner: "who", due: "by", strategy: "strategy", objective: "objective", amount: "amount", target: "target", metric: "measure", category: "kind" };

/** @param {{live: Live}} props */
export function Amendments({ live }) {
  const { store } = live;
  const sent = new Set(store.ghosts(ANSWER).map((ghost) => ghost.data.target));
  const waiting = store.records("amendment").filter((one) => !sent.has(one.body.id));
  const hers = store.me.value.role === "first_line_manager";
  const boss = nameOf(store, store.workshop.value?.body.signer ?? "");
  return html`<div class="pieces">
    <p class="quiet">${hers ? "You signed these differently. What you signed stays true for its version; say yes to what it is now, or give it back." : html`These wait for <bdi>${boss}</bdi>. What she signed stays as it was until then.`}</p>
    ${part(Returned, { live, types: [ANSWER], field: "why" })}
    <ul class="amendments">${waiting.map((one) => part(One, { live, amendment: one, hers, key: one.id }))}</ul>
  </div>`;
}

/** @param {{live: Live, amendment: WireRecord, hers: boolean}} props */
function One({ live, amendment, hers }) {
  const [returning, setReturning] = useState(false);
  const { id, kind, was, now } = amendment.body;
  const record = live.store.record(id);
  const title = record ? titleOf(record) : (was?.what ?? was?.text ?? "");
  const answer = (/** @type {string} */ verdict, /** @type {string} */ why = "") => (setReturning(false), void live.send(ANSWER, { target: id, verdict, ...(why && { why }) }));
  return html`<li class="amendment" data-record=${id}>
    <p><span class="faint small">${WORDS[kind] ?? kind}${!was && ", new since"}${!now && ", taken off since"}</span></p>
    <p class="risk-text" dir="auto">${title}</p>
    ${was && now && html`<dl class="risk-facts">${Object.keys(now).map((field) => html`<div key=${field}><dt>${LABELS[field] ?? field.replaceAll("_", " ")}</dt><dd dir="auto"><del>${worded(live, field, was[field])}</del> <ins>${worded(live, field, now[field])}</ins></dd></div>`)}</dl>`}
    ${hers && !returning && html`<div class="row gap-s">${part(Button, { size: "s", icon: "check", onClick: () => answer("ok"), children: "Yes to this" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setReturning(true), children: "Back to the team…" })}</div>`}
    ${returning && part(TextForm, { text: "", label: "Why it goes back", word: "Give it back", onSave: (why) => answer("return", why), onCancel: () => setReturning(false) })}
  </li>`;
}

/** @param {Live} live @param {string} field @param {any} value as people read it */
function worded(live, field, value) {
  if (field === "due" && value) return dayWords(value);
  const record = typeof value === "string" ? live.store.record(value) : undefined;
  return record ? titleOf(record) : Array.isArray(value) ? value.map((id) => live.store.record(id)).flatMap((one) => (one ? titleOf(one) : [])).join(", ") : String(value ?? "");
}
