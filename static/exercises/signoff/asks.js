// What the team asks of management: what, how much, why it is worth it, who decides; and, later, the answer.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { Choice } from "../../parts/choice.js";
import { Composer } from "../../parts/composer.js";
import { dayWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { DayField, MoneyField, TextField } from "../../parts/field.js";
import { formatMoney, parseMoney } from "../../parts/money.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { useAloud } from "../../room/aloud.js";
import { withComing } from "../../room/coming.js";
import { Conflicts } from "../../room/correction.js";
import { adding } from "../../room/edits.js";
import { FromDesk } from "../../room/from_desk.js";
import { RecordSheet } from "../../room/record_sheet.js";
import { Returned } from "../../room/returned.js";
import { nameOf, peopleOf, ROLES } from "../../room/who.js";
import { Fact } from "./risks.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const ADD = "signoff.add_ask";
const ANSWER = "signoff.answer_ask";
const EMPTY = { what: "", amount: 0, why: "", decider: "" };
const MANAGERS = ["second_level_manager", "first_line_manager"];
export const ANSWERS = [
  { id: "granted", title: "Granted", tone: /** @type {const} */ ("good") },
  { id: "partly", title: "Partly" },
  { id: "later", title: "Later" },
  { id: "refused", title: "No", tone: /** @type {const} */ ("bad") },
];

/** @param {string} line "Two engineers until May, 600k" @returns {{what: string, amount?: number}} */
export function readAsk(line) {
  const cut = line.lastIndexOf(",");
  const amount = cut > 0 ? parseMoney(line.slice(cut + 1)) : null;
  return amount !== null && amount > 0 ? { what: line.slice(0, cut).trim(), amount } : { what: line };
}

/** @param {import("../../room/board.js").BoardProps} props */
export function Asks({ live, slot }) {
  const aloud = useAloud(live);
  const [open, setOpen] = useState(/** @type {Shown | null} */ (null));
  const asks = withComing(live.store, "ask", ADD);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Ask for something", () => box.current?.querySelector("textarea")), []);
  const total = asks.reduce((sum, one) => sum + (one.body.amount ?? 0), 0);
  // With senior management nothing more is asked for: what stands there is answered.
  const closed = live.store.stage.value === "acceptance";
  return html`<div class="pieces" ref=${box}>
    <div class="stack">${!closed && part(FromDesk, { live, children: html`${aloud.line}
      ${part(Composer, { label: "What do we need from our management?", hideLabel: slot.body.board?.includes("ask"), draftKey: `${live.boot.seat}:ask`, word: "Ask for it", placeholder: "Two service engineers until May, 600k",
        hint: "What we need, and after a comma what it costs.", ...adding(live, ADD, readAsk, () => aloud.person) })}` })}
      ${part(Returned, { live, types: [ADD, ANSWER], field: "what" })}</div>
    ${total > 0 && html`<p class="tally"><span><b>${asks.length}</b> asked</span><span><b>${formatMoney(total, currencyOf(live.store))}</b> in all</span><span><b>${asks.filter((one) => one.body.answer).length}</b> answered</span></p>`}
    ${asks.length === 0 && live.store.ready.value
      ? closed ? html`<p class="quiet">The team asks for nothing.</p>` : part(Empty, { say: "What the plan needs and we cannot decide ourselves: what, how much, what for, and who can say yes.", example: "Two service engineers until May, 600k: without them the pilot waits until autumn." })
      : html`<ul class="risks">${asks.map((ask) => part(Ask, { live, ask, onOpen: () => !ask.coming && setOpen(ask), key: ask.id }))}</ul>`}
    ${open && part(AskSheet, { live, ask: open, onClose: () => setOpen(null), key: open.id })}
  </div>`;
}

/** @param {{live: Live, ask: Shown, onOpen: () => void}} props */
function Ask({ live, ask, onOpen }) {
  const [answering, setAnswering] = useState(false);
  const { body } = ask;
  const me = live.store.me.value;
  const may = !ask.pending && !body.answer && (body.decider === me.person || (MANAGERS.includes(me.role) && live.store.stage.value === "acceptance"));
  return html`<li class=${names("risk", ask.pending && "risk-pending")} data-record=${ask.id}>
    <div class="row apart ask-head">
      <button type="button" class="risk-open" disabled=${ask.pending && ask.rev === 0} onClick=${onOpen}><span class="risk-text" dir="auto">${body.what}</span></button>
      ${body.amount > 0 && html`<b class="num ask-amount">${formatMoney(body.amount, currencyOf(live.store))}</b>`}
    </div>
    ${part(WayMark, { pending: ask.pending })}
    <dl class="risk-facts">
      ${part(Fact, { what: "Because", of: body.what, value: body.why, missing: "What is it worth to them?", onOpen })}
      ${part(Fact, { what: "Decides", of: body.what, value: body.decider && nameOf(live.store, body.decider), missing: "Who can say yes?", onOpen })}
      ${body.answer && part(Given, { body })}
    </dl>
    ${may && !answering && html`<div>${part(Button, { size: "s", onClick: () => setAnswering(true), of: body.what, children: "Answer it" })}</div>`}
    ${answering && part(Answering, { live, ask, onClose: () => setAnswering(false) })}
    ${part(Conflicts, { live, record: ask })}
  </li>`;
}

/** @param {{body: any}} props what management said */
function Given({ body }) {
  const answer = ANSWERS.find((one) => one.id === body.answer);
  return html`<div><dt>Answer</dt><dd><span class=${names("tag", body.answer === "granted" && "tag-good", body.answer === "refused" && "tag-bad", ["partly", "later"].includes(body.answer) && "tag-warn")}>${answer?.title}${body.until && `, ${dayWords(body.until)}`}</span>
    ${body.answer_note && html` <span dir="auto">${body.answer_note}</span>`}</dd></div>`;
}

/** @param {{live: Live, ask: Shown, onClose: () => void}} props yes, partly, later or no, in two taps */
function Answering({ live, ask, onClose }) {
  const [given, setGiven] = useState({ answer: "", note: "", until: "" });
  const put = (/** @type {object} */ change) => setGiven({ ...given, ...change });
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!given.answer) return;
    void live.send(ANSWER, { ask: ask.id, ...given });
    onClose();
  };
  return part(Sheet, { title: "Your answer", open: true, onClose, children: html`<form class="stack" onSubmit=${send}>
    <p dir="auto" class="joining-into">${ask.body.what}</p>
    ${part(Choice, { label: "Answer", options: ANSWERS, value: given.answer || null, onChoose: (answer) => put({ answer }) })}
    ${part(TextField, { label: "In a sentence, if you like", rows: 2, most: 4000, value: given.note, onChange: (note) => put({ note }) })}
    ${given.answer === "later" && part(DayField, { label: "When", value: given.until, onChange: (until) => put({ until }) })}
    <div>${part(Button, { type: "submit", look: "filled", children: "Give this answer" })}</div>
  </form>` });
}

/** @param {{live: Live, ask: Shown, onClose: () => void}} props */
function AskSheet({ live, ask, onClose }) {
  const order = (/** @type {Shown} */ one) => (MANAGERS.includes(one.body.role) ? MANAGERS.indexOf(one.body.role) : 9);
  const people = peopleOf(live.store).filter((one) => one.body.role !== "customer_guest").sort((a, b) => order(a) - order(b))
    .map((one) => ({ id: one.id, title: one.body.name, hint: ROLES[one.body.role] ?? "" }));
  return part(RecordSheet, {
    live, title: "What we ask for", type: ADD, empty: EMPTY, record: live.store.record(ask.id) ?? ask, onClose, named: (body) => body["what"],
    draw: ({ values, set, wrong }) => html`
      ${part(TextField, { label: "What we need", rows: 2, most: 4000, value: values["what"], error: wrong["what"], onChange: (what) => set({ what }) })}
      ${part(MoneyField, { label: "How much", currency: currencyOf(live.store), placeholder: "600k", value: values["amount"], error: wrong["amount"], onChange: (amount) => set({ amount }) })}
      ${part(TextField, { label: "What it is worth, and what happens without it", rows: 2, most: 4000, value: values["why"], onChange: (why) => set({ why }) })}
      ${part(Picker, { label: "Who can say yes", options: people, value: values["decider"], onPick: (decider) => set({ decider }) })}`,
  });
}
