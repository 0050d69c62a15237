// Questions for the customer, and what the customer says: written before the guest enters, put one by one, answered, read back.
import { html, part, names } from "../live/part.js";
import { Empty } from "../parts/empty.js";
import { TakingTurns } from "../room/taking_turns.js";
import { useAnnounce } from "../room/announce.js";
import { DeskBefore, DeskWrites, Manner, NotClear, Tray } from "../room/desk_writing.js";
import { Groups } from "../room/grouping.js";
import { LookAlikes, useJoining } from "../room/joining.js";
import { AskSheet, Question, useAsking } from "./questions/question.js";
import { Briefing, DeskBriefing } from "./questions/briefing.js";
import { present } from "../room/edits.js";
import { UndoLine } from "../room/undo.js";
import { useWanted } from "../room/wanted.js";
import { nameOf } from "../room/who.js";
import { isHidden, LeaderWaits, OwnCards, Sent, WriteOne } from "../room/writing.js";

export { openRecord } from "../room/wanted.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const EXAMPLE = "What would your people stop doing tomorrow if they could?";

/** @param {WireRecord} slot */
const before = (slot) => slot.body.stage === "open";

/** @param {WireRecord} slot */
export const wide = (slot) => !isHidden(slot);

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  if (!before(slot)) return part(Briefing, { live, slot });
  const hidden = isHidden(slot);
  return html`<div class="reading">
    ${part(WriteOne, { live, slot, kind: "question", filled: hidden })}
    ${hidden ? part(OwnCards, { live, slot, kind: "question", example: EXAMPLE }) : part(Prepared, { live, slot })}
  </div>`;
}

/** @param {BoardProps} props */
export function Desk({ live, slot }) {
  if (!before(slot)) return part(DeskBriefing, { live });
  if (isHidden(slot)) return part(DeskBefore, { live, slot, kind: "question" });
  return html`<div class="stack">${!slot.body.revealed && part(Manner, { live, slot })} ${part(NotClear, { live, slot })} ${part(Tray, { live, slot, kind: "question" })} ${part(DeskWrites, { live, slot, kind: "question" })} ${part(Prepared, { live, slot })}</div>`;
}

/** @param {Live} live @param {WireRecord} slot topics are headings that exist only on their questions @returns {import("../room/grouping.js").Grouping} */
function groupingOf({ store, send }, slot) {
  const questions = store.records("question").filter((one) => one.body.slot === slot.id);
  const moved = new Map(store.ghosts("questions.group").flatMap((ghost) => ghost.data.questions.map((/** @type {string} */ id) => [id, ghost.data.topic])));
  const topicOf = (/** @type {WireRecord} */ one) => moved.get(one.id) ?? one.body.topic;
  const titles = [...new Set(questions.map(topicOf).filter(Boolean))].sort((a, b) => a.localeCompare(b));
  const put = (/** @type {string[]} */ ids, /** @type {string} */ topic) => void (ids.length && send("questions.group", { questions: ids, topic }));
  const under = (/** @type {string} */ topic) => questions.filter((one) => topicOf(one) === topic).map((one) => one.id);
  return {
    headings: titles.map((title) => ({ id: title, title })),
    under: topicOf,
    move: (id, topic) => put([id], topic),
    add: (title, ids) => put(ids, title),
    rename: (topic, title) => put(under(topic), title),
    dissolve: (topic) => put(under(topic), ""),
  };
}

/** @param {BoardProps} props after the reveal: read, put together what asks for the same, choose and assign */
function Prepared({ live, slot }) {
  const { store } = live;
  const questions = present(store, "question").filter((one) => one.body.slot === slot.id && (!one.body.late || one.by === store.me.value.person))
    .sort((a, b) => a.body.order - b.body.order || a.at - b.at);
  const joining = useJoining(live, questions);
  useAnnounce(live, questions, "{n} new questions.");
  useWanted();
  const asking = useAsking(live);
  const chosen = questions.filter((one) => one.body.status === "chosen").length;
  const draw = (/** @type {WireRecord} */ question, /** @type {import("../parts/menu.js").MenuItem} */ move) =>
    part(Question, { live, question, asking, menu: [move, ...joining.items(question)] });
  return html`<div class="reading">
    ${questions.length > 0 && html`<div class="board-bar"><p class="task-count"><b>${questions.length}</b> ${questions.length === 1 ? "question" : "questions"}, <b>${chosen}</b> to be asked</p>
          ${part(LookAlikes, { live, records: questions })}</div>`}
    ${part(LeaderWaits, { live, slot })}
    ${part(Sent, { live, slot, kind: "question", look: "cards", empty: questions.length ? null
      : part(Empty, { say: "What only this customer can tell us. The desk puts the questions one by one while the guest is here.", example: EXAMPLE }) })}
    ${part(Groups, { live, grouping: groupingOf(live, slot), cards: questions, draw, loose: "Without a topic" })}
    ${part(UndoLine, { live })} ${joining.sheet} ${part(AskSheet, { live, asking })}
  </div>`;
}

/** @param {BoardProps} props the projector: the question that was put, or what is going on */
export function Display({ live, slot }) {
  const { store } = live;
  const quote = readingBack(slot) && heard(live);
  if (quote) {
    return html`<p class="screen-words">We heard you say</p><blockquote class="quote screen-quote" dir="auto">${quote.body.text}</blockquote>`;
  }
  const put = store.records("question").filter((one) => one.body.status === "put").sort((a, b) => b.body.put_at - a.body.put_at)[0];
  if (put) {
    const name = put.body.asked_by || (put.body.asks ? nameOf(store, put.body.asks) : "");
    const by = name ? html`<p class="screen-words"><bdi>${name}</bdi> asks</p>` : null;
    return html`${by}<p class=${names("screen-ask", put.body.text.length > 60 && "screen-ask-long")} dir="auto">${put.body.text}</p>`;
  }
  const ask = before(slot) || slot.body.stage === undefined ? slot.body.prompt || slot.body.title : slot.body.title;
  // What waits for its reveal never comes here.
  const texts = before(slot) ? present(store, "question").filter((one) => one.body.slot === slot.id).map((one) => one.body.text) : [];
  if (texts.length > 0) return part(TakingTurns, { live, ask, texts, since: slot.body.revealed });
  return html`<p class=${names("screen-ask", ask.length > 60 && "screen-ask-long")}>${ask}</p>`;
}

/** @param {WireRecord} slot whether quotes are all that stands on its board */
const readingBack = (slot) => slot.body.board?.length === 1 && slot.body.board[0] === "quote";

/** @param {Live} live @returns {WireRecord | undefined} the next quote to confirm; once there is none, the newest */
function heard({ store }) {
  const quotes = store.records("quote").sort((a, b) => a.at - b.at);
  return quotes.find((one) => one.body.confirmed === "no") ?? quotes.at(-1);
}
