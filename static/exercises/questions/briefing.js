// While the customer is here: the question in the room, fast notes of what is said, quotes from a note in one tap, and reading them back.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Composer } from "../../parts/composer.js";
import { Empty } from "../../parts/empty.js";
import { useKeptFocus } from "../../parts/kept_focus.js";
import { atDesk, useAloud } from "../../room/aloud.js";
import { useAnnounce } from "../../room/announce.js";
import { Contribution } from "../../room/contribution.js";
import { adding, present } from "../../room/edits.js";
import { AskSheet, Question, questionMenu, Standing, useAsking } from "./question.js";
import { ReadBack } from "./read_back.js";
import { OnTheWay } from "../../room/on_the_way.js";
import { Returned } from "../../room/returned.js";
import { UndoLine } from "../../room/undo.js";
import { useWanted } from "../../room/wanted.js";
import { nameOf } from "../../room/who.js";

/** @typedef {import("../../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("./question.js").Asking} Asking */

const NOTE = "questions.add_brief";
/** @param {Live} live */
const now = (live) => Math.round(live.clock.serverNow());

/** @param {WireRecord} slot @param {string} kind whether this line of the run sheet is about such records */
const about = (slot, kind) => (slot.body.board ?? []).includes(kind);

/** @param {Live} live questions by how they stand, in the order in which they were put or chosen */
function questionsOf(live) {
  const all = present(live.store, "question").filter((one) => !one.body.late);
  const by = (/** @type {string[]} */ ...standing) => all.filter((one) => standing.includes(one.body.status));
  return {
    now: by("put").sort((a, b) => b.body.put_at - a.body.put_at),
    next: [...by("chosen"), ...by("drafted")],
    answered: by("answered").sort((a, b) => b.body.put_at - a.body.put_at),
    parked: by("parked"),
  };
}

/** @param {BoardProps} props what the team has */
export function Briefing({ live, slot }) {
  useWanted();
  const questions = questionsOf(live);
  const asking = useAsking(live);
  return html`<div class="briefing-frame"><div class="briefing">
    <div class="briefing-main">
      ${[...questions.now, ...questions.answered].filter((one) => one === questions.now[0] || begunOn(live, one)).map((one) => part(InTheRoom, { live, question: one, asking, key: one.id }))}
      ${part(Notes, { live })}
    </div>
    <div class="briefing-side">
      ${about(slot, "quote") && part(ReadBack, { live })}
      ${part(AskOne, { live })}
      ${part(QuestionList, { live, title: "Still to be asked", questions: questions.next, asking, empty: "Questions that were prepared stand here." })}
      ${part(Answered, { live, questions: questions.answered })}
    </div>
    ${part(UndoLine, { live })}
  </div>${part(AskSheet, { live, asking })}</div>`;
}

/** @param {{ live: Live }} props what the desk has: put, answer, park, one question after the other */
export function DeskBriefing({ live }) {
  useWanted();
  const questions = questionsOf(live);
  const asking = useAsking(live);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const kept = useKeptFocus(() => box.current?.querySelector(".in-the-room textarea") ?? box.current?.querySelector("[data-put] .button"));
  return html`<div class="briefing-frame"><div class="briefing">
    <div class="briefing-main" ref=${box} ...${kept}>
      ${part(NotRevealed, { live })}
      ${questions.now.map((one) => part(InTheRoom, { live, question: one, asking, key: one.id }))}
      ${part(QuestionList, { live, title: "Next to be asked", questions: questions.next, asking, empty: "All questions are asked or parked.", desk: true })}
      ${part(Answered, { live, questions: questions.answered })}
      ${questions.parked.length > 0 && html`<details class="inside"><summary>Parked ${questions.parked.length}</summary><div class="cards-list">
        ${questions.parked.map((one) => part(Question, { live, question: one, asking, below: html`<p class="small quiet" dir="auto">${one.body.why_parked}</p>`, key: one.id }))}</div></details>`}
    </div>
    <div class="briefing-side">
      ${part(Notes, { live })}
      ${part(ReadBack, { live })}
      ${part(AskOne, { live })}
    </div>
    ${part(UndoLine, { live })}
  </div>${part(AskSheet, { live, asking })}</div>`;
}

/** @param {{ live: Live }} props questions from before that nobody has revealed */
function NotRevealed({ live }) {
  const { store, send } = live;
  const waiting = store.records("written").filter(({ body }) => {
    const slot = store.record(body.slot);
    return body.total > 0 && slot?.body.kind === "questions" && slot.body.mode === "write_reveal" && !slot.body.revealed;
  });
  return html`${waiting.map(({ id, body }) => html`<div key=${id} class="not-clear">
    <p><b>${body.total}</b> ${body.total === 1 ? "question is" : "questions are"} still hidden from everybody.</p>
    ${part(Button, { size: "s", onClick: () => void send("capture.reveal", { slot: body.slot }), children: `Reveal ${body.total}` })}</div>`)}`;
}

/** @param {Live} live @param {WireRecord} question what one writes down is kept under */
const draftOf = ({ boot }, { id }) => `${boot.seat}:answer:${id}`;

/** Whoever is in the middle of writing down an answer goes on where they are, also when the desk has gone on. @param {Live} live @param {WireRecord} question */
const begunOn = (live, question) => Boolean(sessionStorage.getItem(`draft:${draftOf(live, question)}`));

/** @param {Live} live @param {WireRecord} note @returns {"customer" | undefined} whose words it shows as */
const voiceOf = ({ store }, note) => (store.record(note.by)?.body.role === "customer_guest" ? "customer" : undefined);

/** @param {{ live: Live, question: WireRecord, desk: boolean }} props what was heard to a question, until the desk makes its answer of it */
function Heard({ live, question, desk }) {
  const { store } = live;
  const heard = present(store, "brief").filter((one) => one.body.about === question.id);
  const sent = store.ghosts("questions.answer").some((ghost) => ghost.data.question === question.id);
  /** @param {WireRecord} note */
  const make = ({ id, body }) => void live.send("questions.answer", { question: question.id, text: body.text, of: id });
  return html`<div class="cards-list">${heard.map((one) => part(Contribution, { live, record: one, voice: voiceOf(live, one), key: one.id,
    aside: desk && part(Button, { size: "s", pending: sent, onClick: () => make(one), of: one.body.text, children: "Make it the answer" }) }))}</div>`;
}

/** @param {{ live: Live, question: WireRecord, asking: Asking }} props the question that the customer has now */
function InTheRoom({ live, question, asking }) {
  const { store, send } = live;
  const { id, body } = question;
  const desk = atDesk(live);
  const me = store.me.value.person;
  return html`<section class="in-the-room" aria-label=${`Being asked now: ${body.text}`} data-record=${id}>
    <p class="kicker">${body.asks === me ? "You ask the customer" : body.asks ? html`<bdi>${nameOf(store, body.asks)}</bdi> asks` : "Being asked now"}</p>
    <p class="in-the-room-words" dir="auto">${body.text}</p>
    ${part(Heard, { live, question, desk })}
    ${part(Composer, { label: "What did they answer, word for word?", hideLabel: true, draftKey: draftOf(live, question), word: desk ? "Keep" : "Note", placeholder: "What did they answer, word for word?",
      hint: desk ? "The customer reads it at once as their answer, and the question is done." : "The team reads it at once, the customer does not: the desk makes the answer of what you all heard.",
      ...(desk ? adding(live, "questions.answer", (text) => ({ question: id, text })) : adding(live, NOTE, (text) => ({ text, about: id, written: now(live) }))) })}
    ${part(Returned, { live, types: ["questions.answer"] })}
    ${!desk && part(OnTheWay, { live, types: [NOTE], fits: (ghost) => ghost.data.about === id })}
    ${desk && html`<div class="row hang gap-s">
      ${part(Button, { size: "s", look: "quiet", onClick: () => asking.set({ id, what: "park" }), children: "Park it, because…" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void send("questions.choose", { question: id }), children: "Take it back from the screen" })}
    </div>`}
  </section>`;
}

/** @param {{ live: Live, title: string, questions: WireRecord[], asking: Asking, empty: string, desk?: boolean }} props */
function QuestionList({ live, title, questions, asking, empty, desk }) {
  if (questions.length === 0 && !desk) return null;
  return html`<section aria-label=${title}><h2 class="briefing-title">${title} <span class="lane-count">${questions.length}</span></h2>
    ${questions.length === 0 && html`<p class="small faint">${empty}</p>`}
    <div class="cards-list">${questions.map((one) => (desk ? part(ToPut, { live, question: one, asking, key: one.id }) : part(Question, { live, question: one, asking, key: one.id })))}</div>
  </section>`;
}

/** @param {{ live: Live, question: WireRecord, asking: Asking }} props */
function ToPut({ live, question, asking }) {
  const sent = live.store.ghosts("questions.put").some((ghost) => ghost.data.question === question.id);
  const put = part(Button, { size: "s", pending: sent, onClick: () => void live.send("questions.put", { question: question.id }), of: question.body.text, children: "Put" });
  return part(Contribution, { live, record: question, aside: html`<span class="row gap-s" data-put>${part(Standing, { live, question })}${put}</span>`, menu: questionMenu(live, question, asking),
    below: question.body.asks && html`<p class="question-asks small">asked by <bdi>${nameOf(live.store, question.body.asks)}</bdi></p>` });
}

/** @param {{ live: Live, questions: WireRecord[] }} props */
function Answered({ live, questions }) {
  if (questions.length === 0) return null;
  return html`<section aria-label="Answered"><h2 class="briefing-title">Answered <span class="lane-count">${questions.length}</span></h2>
    <ul class="lines">${questions.map((one) => html`<li key=${one.id} class="answered">
      <p class="small quiet" dir="auto">${one.body.text}</p>
      <p class="quote" dir="auto">${one.body.answer}</p>
      ${part(QuoteIt, { live, of: one })}
    </li>`)}</ul></section>`;
}

/** @param {{ live: Live, of: WireRecord }} props a quote from a note or an answer in one tap */
function QuoteIt({ live, of }) {
  const quoted = live.store.records("quote").some((one) => one.body.of === of.id) || live.store.ghosts("questions.quote").some((ghost) => ghost.data.of === of.id);
  if (quoted) return html`<span class="tag tag-customer">a quote</span>`;
  return part(Button, { size: "s", look: "quiet", onClick: () => void live.send("questions.quote", { of: of.id }), of: of.body.answer || of.body.text, children: "Make it a quote" });
}

/** @param {{ live: Live }} props what is said, as fast as somebody can type: a line, Enter, the next line */
function Notes({ live }) {
  const { store } = live;
  const [most, setMost] = useState(12);
  const { person, line } = useAloud(live);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Write a note", () => box.current?.querySelector("textarea")), []);
  const asked = new Set(questionsOf(live).now.map((one) => one.id));
  const notes = present(store, "brief").filter((one) => !asked.has(one.body.about)).reverse();
  useAnnounce(live, notes, "{n} new notes.");
  return html`<section class="briefing-notes" aria-label="Notes" ref=${box}>
    ${line}
    ${part(Composer, { label: "What did they say, word for word?", hideLabel: true, draftKey: `${live.boot.seat}:brief`, placeholder: "What did they say, word for word?", word: "Note",
      hint: "Everybody on the team sees it at once, the customer does not. Enter, then the next.", ...adding(live, NOTE, (text) => ({ text, written: now(live) }), () => person) })}
    ${part(Returned, { live, types: [NOTE] })}
    ${part(OnTheWay, { live, types: [NOTE], fits: (ghost) => !ghost.data.about, empty: notes.length ? null
      : part(Empty, { say: "Write down what you hear, in their words, one sentence a note.", example: "If I could give my people two hours back, I would not need another system." }) })}
    <div class="cards-list">
      ${notes.slice(0, most).map((one) => part(Contribution, { live, record: one, aside: part(QuoteIt, { live, of: one }), voice: voiceOf(live, one), key: one.id }))}
    </div>
    ${notes.length > most && html`<button type="button" class="more-link" onClick=${() => setMost(notes.length)}>and ${notes.length - most} earlier ones</button>`}
  </section>`;
}

/** @param {{ live: Live }} props */
function AskOne({ live }) {
  return html`<section class="ask-one">
    ${part(Composer, { label: "Something we should ask them?", hideLabel: true, draftKey: `${live.boot.seat}:ask`, word: "Suggest", placeholder: "Something we should ask them?",
      hint: "The desk decides which are asked, and when.", ...adding(live, "questions.add_question", (text) => ({ text })) })}
    ${part(Returned, { live, types: ["questions.add_question"] })}
    ${part(OnTheWay, { live, types: ["questions.add_question"] })}
  </section>`;
}
