// One objective: what must be true, what the customer said behind it, the deals it is for, and how we get there.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Composer } from "../../parts/composer.js";
import { TextField } from "../../parts/field.js";
import { Unsaid } from "../../parts/unsaid.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { AskText } from "../../room/ask_text.js";
import { Contribution } from "../../room/contribution.js";
import { adding } from "../../room/edits.js";
import { Returned } from "../../room/returned.js";

import { WORDS } from "../signoff/planned.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const STRATEGY = "objectives.add_strategy";

/** @param {{live: Live, objective: Shown, strategies: Shown[], aloud: string}} props */
export function Objective({ live, objective, strategies, aloud }) {
  const [sheet, setSheet] = useState("");
  const { store } = live;
  const behind = store.record("coverage")?.body.behind?.[objective.id];
  const menu = [
    { id: "deals", title: "For which opportunities", onPick: () => setSheet("deals") },
    { id: "insights", title: "What it rests on", onPick: () => setSheet("insights") },
    { id: "measure", title: "How we measure it", onPick: () => setSheet("measure") },
    { id: "customer", title: "How we say it to the customer", onPick: () => setSheet("customer") },
  ];
  const own = strategies.filter((one) => one.body.objective === objective.id);
  return html`<article class="objective-card stack" data-record=${objective.id} aria-label=${objective.body.text}>
    ${part(Contribution, { live, record: objective, team: true, voice: "ours", menu, below: part(Facts, { live, objective, behind, onSheet: setSheet }) })}
    <div class="strategies stack gap-s">
      ${own.map((strategy) => part(Strategy, { live, strategy, key: strategy.id }))}
      ${!objective.pending && part(AddStrategy, { live, objective, aloud, first: own.length === 0 })}
    </div>
    ${sheet && part(Tying, { live, objective, what: sheet, onClose: () => setSheet("") })}
  </article>`;
}

/** @param {{live: Live, strategy: Shown}} props */
function Strategy({ live, strategy }) {
  const [wording, setWording] = useState(false);
  const said = strategy.body.customer_wording;
  const menu = [{ id: "customer", title: "How we say it to the customer", onPick: () => setWording(true) }];
  return html`${part(Contribution, { live, record: strategy, team: true, menu, below: said && html`<p dir="auto" class="objective-facts small voice-customer">To the customer: ${said}</p>` })}
    ${wording && part(Sheet, { title: "How we say it to the customer", open: true, onClose: () => setWording(false), children: html`<div class="stack"><p dir="auto" class="quiet">${strategy.body.text}</p>
      ${part(ForThem, { live, record: strategy, label: "What we do for them", onClose: () => setWording(false) })}</div>` })}`;
}

/** @param {{live: Live, objective: Shown, behind: string[] | undefined, onSheet: (what: string) => void}} props */
function Facts({ live, objective, behind, onSheet }) {
  const deals = (objective.body.opportunities ?? []).map((/** @type {string} */ id) => live.store.record(id)).filter(Boolean);
  const measure = [objective.body.metric, objective.body.target].filter(Boolean).join(": ");
  const first = behind?.[0] && live.store.record(behind[0]);
  return html`<div class="objective-facts small">
    ${first
      ? html`<p class="quote" dir="auto">${first.body.text || first.body.answer || first.body.title}</p>`
      : behind && part(Unsaid, { ask: "No word of the customer behind it yet. What does it rest on?", of: objective.body.text, onClick: () => onSheet("insights") })}
    ${deals.length > 0 && html`<p class="row gap-s">${deals.map((/** @type {WireRecord} */ deal) => html`<span class="tag tag-ours" key=${deal.id} dir="auto">${deal.body.name}</span>`)}</p>`}
    ${measure && html`<p dir="auto">Measured by ${measure}</p>`}
    ${objective.body.customer_wording && html`<p dir="auto" class="voice-customer">To the customer: ${objective.body.customer_wording}</p>`}
  </div>`;
}

/** @param {{live: Live, objective: Shown, aloud: string, first: boolean}} props */
function AddStrategy({ live, objective, aloud, first }) {
  const [more, setMore] = useState(false);
  const send = adding(live, STRATEGY, (text) => ({ objective: objective.id, text }), () => aloud);
  if (!first && !more) return html`<div class="hang">${part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => setMore(true), of: objective.body.text, children: "One more strategy" })} ${part(Returned, { live, types: [STRATEGY] })}</div>`;
  return html`${part(Composer, {
    label: `How do we get there? ${objective.body.text}`, hideLabel: true, draftKey: `${live.boot.seat}:${objective.id}`, word: "Add strategy",
    placeholder: "How do we get there? One sentence for each way", called: more, ...send,
  })} ${part(Returned, { live, types: [STRATEGY] })}`;
}

/** @param {{live: Live, objective: Shown, what: string, onClose: () => void}} props */
function Tying({ live, objective, what, onClose }) {
  const titles = /** @type {{[what: string]: string}} */ ({ deals: "For which opportunities", insights: "What it rests on", measure: "How we measure it", customer: "How we say it to the customer" });
  const body = what === "measure" ? part(Measure, { live, objective, onClose }) : what === "customer" ? part(ForThem, { live, record: objective, label: "What it means for them", onClose }) : part(Ties, { live, objective, field: what === "deals" ? "opportunities" : "insights" });
  return part(Sheet, { title: titles[what] ?? "", open: true, onClose, children: html`<div class="stack"><p dir="auto" class="quiet">${objective.body.text}</p>${body}</div>` });
}

/** So many of the customer's sentences are listed. */
const MOST = 6;

/** @param {Live["store"]} store @param {import("../../live/view.js").WireRecord} card whether these are the customer's own words */
const isTheirs = (store, card) => (card.body.sources ?? []).some((/** @type {string} */ id) => store.record(id)?.body.customer_words);

/** @param {{live: Live, objective: Shown, field: "opportunities" | "insights"}} props */
function Ties({ live, objective, field }) {
  const { store } = live;
  const kinds = field === "opportunities" ? ["opportunity"] : ["goal", "pressure", "initiative", "obstacle", "card"];
  const tied = /** @type {string[]} */ (store.record(objective.id)?.body[field] ?? []);
  const options = kinds.flatMap((kind) => store.records(kind)).filter((one) => !tied.includes(one.id)).map((one) => ({ id: one.id, title: one.body.name || one.body.text, hint: WORDS[one.kind] ?? one.kind, theirs: one.kind === "card" && isTheirs(store, one) }));
  const theirs = field === "insights" ? options.filter((one) => one.theirs).slice(0, MOST) : [];
  const tie = (/** @type {string} */ to) => void live.send("record.link", { id: objective.id, to, field });
  const untie = (/** @type {string} */ to) => void live.send("record.unlink", { id: objective.id, to, field });
  return html`<div class="stack">
    ${theirs.length > 0 && html`<div class="stack gap-s" role="group" aria-label="What the customer said"><p class="small quiet">What the customer said:</p>
      <ul class="lines">${theirs.map((one) => html`<li key=${one.id} class="row apart"><span dir="auto">“${one.title}”</span>
        ${part(Button, { size: "s", icon: "plus", onClick: () => tie(one.id), of: one.title, children: "It rests on this" })}</li>`)}</ul></div>`}
    ${part(Picker, { label: theirs.length > 0 ? "Or something else" : "Add", options, onPick: tie })}
    <ul class="lines">${tied.map((id) => html`<li key=${id} class="row apart"><span dir="auto">${store.record(id)?.body.name || store.record(id)?.body.text}</span>
      ${part(Button, { size: "s", look: "quiet", onClick: () => untie(id), of: store.record(id)?.body.name || store.record(id)?.body.text, children: "Untie" })}</li>`)}</ul>
  </div>`;
}

/** @param {{live: Live, record: Shown, label: string, onClose: () => void}} props in words that may stand in the customer's edition */
function ForThem({ live, record, label, onClose }) {
  const keep = (/** @type {string} */ customer_wording) => (onClose(), void live.send("record.edit", { id: record.id, set: { customer_wording } }, { rev: record.rev }));
  return part(AskText, { label, word: "Save", value: record.body.customer_wording ?? "", most: 4000, optional: true, hint: "Offered when the customer’s edition is written. Nothing reaches them without that.", onGive: keep });
}

/** @param {{live: Live, objective: Shown, onClose: () => void}} props */
function Measure({ live, objective, onClose }) {
  const [metric, setMetric] = useState(objective.body.metric ?? "");
  const [target, setTarget] = useState(objective.body.target ?? "");
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    void live.send("record.edit", { id: objective.id, set: { metric, target } }, { rev: objective.rev });
    onClose();
  };
  return html`<form class="stack" onSubmit=${save}>
    ${part(TextField, { label: "What we count", value: metric, onChange: setMetric, placeholder: "orders that arrive on the day" })}
    ${part(TextField, { label: "What it should be", value: target, onChange: setTarget, placeholder: "19 in 20 by June" })}
    <div>${part(Button, { type: "submit", children: "Save" })}</div>
  </form>`;
}
