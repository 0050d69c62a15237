// Write and group: everybody writes alone, the desk reveals, then people read, star, and put what belongs together under headings.
import { useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Choice } from "../parts/choice.js";
import { Empty } from "../parts/empty.js";
import { useAnnounce } from "../room/announce.js";
import { atDesk } from "../room/aloud.js";
import { Contribution } from "../room/contribution.js";
import { DeskBefore, DeskWrites, Manner, NotClear, Tray } from "../room/desk_writing.js";
import { roomTitle } from "../room/breakouts/rooms.js";
import { present } from "../room/edits.js";
import { Groups, NewHeading } from "../room/grouping.js";
import { LookAlikes, useJoining } from "../room/joining.js";
import { UndoLine } from "../room/undo.js";
import { useWanted } from "../room/wanted.js";
import { TakingTurns } from "../room/taking_turns.js";
import { short } from "../room/words.js";
import { isHidden, LateNameless, LeaderWaits, OwnCards, Sent, WriteOne } from "../room/writing.js";

export { openRecord } from "../room/wanted.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** How many stars each has for the cards of one line of the run sheet; the server holds to it. */
const STARS = 3;
const EXAMPLE = "The work is never the problem; the handover is.";

/** @param {WireRecord} slot */
export const wide = (slot) => !isHidden(slot);

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const hidden = isHidden(slot);
  return html`<div class="reading">
    ${part(WriteOne, { live, slot, kind: "note", filled: hidden })}
    ${hidden ? part(OwnCards, { live, slot, kind: "note", example: slot.body.example || EXAMPLE }) : part(Reading, { live, slot })}
  </div>`;
}

/** @param {BoardProps} props before the reveal the desk has counts and no words */
export function Desk({ live, slot }) {
  if (isHidden(slot)) return part(DeskBefore, { live, slot, kind: "note" });
  return html`<div class="stack">${!slot.body.revealed && part(Manner, { live, slot })} ${part(NotClear, { live, slot })} ${part(Tray, { live, slot, kind: "note" })} ${part(DeskWrites, { live, slot, kind: "note" })} ${part(Reading, { live, slot })}</div>`;
}

/** @param {Live} live @param {WireRecord} slot @returns {WireRecord[]} the notes on the board, in the order of the reveal, and one's own late ones */
function notesOn(live, slot) {
  const me = live.store.me.value.person;
  const there = (/** @type {WireRecord} */ { body, by }) => body.slot === slot.id && (!body.late || by === me) && (!body.breakout || body.report);
  const late = (/** @type {WireRecord} */ note) => Number(Boolean(note.body.late));
  return present(live.store, "note").filter(there).sort((a, b) => late(a) - late(b) || a.body.order - b.body.order || a.at - b.at);
}

/** @param {Live} live @param {WireRecord} slot headings, and what can be done with them @returns {import("../room/grouping.js").Grouping} */
function groupingOf({ store, send }, slot) {
  const moved = new Map(store.ghosts("capture.move").map((ghost) => [ghost.data.note, ghost.data.cluster]));
  const headings = store.records("cluster").filter((one) => one.body.slot === slot.id);
  return {
    headings: headings.map(({ id, body }) => ({ id, title: body.title })),
    under: (card) => moved.get(card.id) ?? card.body.cluster,
    move: (note, cluster) => void send("capture.move", { note, cluster }),
    add: (title, notes) => void send("capture.add_cluster", { title, notes, slot: slot.id }),
    rename: (id, title, rev) => void send("record.edit", { id, set: { title } }, { rev }),
    dissolve: (id) => void send("record.withdraw", { id }),
    fixed: slot.body.grouped > 0,
  };
}

/** @param {BoardProps} props */
function Reading({ live, slot }) {
  const [byStars, setByStars] = useState(false);
  const notes = notesOn(live, slot);
  const shown = byStars ? [...notes].sort((a, b) => b.body.stars.length - a.body.stars.length) : notes;
  const joining = useJoining(live, notes);
  useAnnounce(live, notes);
  useWanted();
  const grouping = groupingOf(live, slot);
  const me = live.store.me.value.person;
  const given = notes.filter((note) => note.body.stars.includes(me)).length;
  const draw = (/** @type {WireRecord} */ note, /** @type {import("../parts/menu.js").MenuItem} */ move) =>
    part(Contribution, { live, record: note, aside: html`${part(FromRoom, { live, note })} ${part(Star, { live, note, left: STARS - given })}`, menu: [move, ...joining.items(note)] });
  return html`<div class="reading">
    ${notes.length > 0 && html`<div class="board-bar">
          <p class="task-count"><b>${notes.length}</b> ${notes.length === 1 ? "card" : "cards"} · <b>${Math.max(0, STARS - given)}</b> of your ${STARS} stars left</p>
          <div class="row gap-s">
            ${part(Choice, { label: "Order", hideLabel: true, value: byStars ? "stars" : "order", onChoose: (id) => setByStars(id === "stars"),
              options: [{ id: "order", title: slot.body.revealed ? "As revealed" : "As written" }, { id: "stars", title: "Most stars" }] })}
            ${!grouping.fixed && part(NewHeading, { onAdd: (title) => grouping.add(title, []) })} ${part(LookAlikes, { live, records: notes })}
            ${part(Stand, { live, slot, headings: grouping.headings.length })}
          </div>
        </div>`}
    ${part(LeaderWaits, { live, slot })}
    ${slot.body.naming === "anonymous" && slot.body.revealed && part(LateNameless, { live, slot, notes })}
    ${slot.body.naming !== "anonymous" && part(Sent, { live, slot, kind: "note", look: "cards", empty: notes.length ? null : part(Empty, { say: "One thought a card. They gather here, and are put under headings together.", example: slot.body.example || EXAMPLE }) })}
    ${part(Groups, { live, grouping, cards: shown, draw, loose: "Not under a heading yet" })}
    ${part(UndoLine, { live })} ${joining.sheet}
  </div>`;
}

/** @param {{ live: Live, slot: WireRecord, headings: number }} props whether cards still move: said by the desk, seen by all */
function Stand({ live, slot, headings }) {
  const desk = atDesk(live);
  if (!slot.body.grouped) {
    return desk && headings > 0 ? part(Button, { size: "s", look: "quiet", onClick: () => void live.send("capture.finish_grouping", { slot: slot.id }), children: "The headings stand" }) : null;
  }
  return html`<span class="small quiet">The headings stand.</span>
    ${desk && part(Button, { size: "s", look: "quiet", onClick: () => void live.send("capture.regroup", { slot: slot.id }), children: "Move cards again" })}`;
}

/** @param {{ live: Live, note: WireRecord }} props which breakout room brought it back */
function FromRoom({ live, note }) {
  const room = roomTitle(live.store, note);
  return room ? html`<span class="tag"><bdi>${room}</bdi></span>` : null;
}

/** @param {{ live: Live, note: WireRecord, left: number }} props */
function Star({ live, note, left }) {
  const sent = live.store.ghosts("capture.star").filter((ghost) => ghost.data.note === note.id && ghost.state === "waiting").length;
  const before = note.body.stars.includes(live.store.me.value.person);
  const mine = before !== (sent % 2 === 1);
  const count = note.body.stars.length + (mine ? 1 : 0) - (before ? 1 : 0);
  if (!mine && left <= 0) return html`<span class="star star-count" title=${`${count} stars`}><span aria-hidden="true">☆</span> ${count || ""}<span class="spoken">stars</span></span>`;
  const press = () => void live.send("capture.star", { note: note.id });
  return html`<button type="button" class=${names("star", mine && "star-mine")} aria-pressed=${String(mine)}
    aria-label=${`This one matters to me, ${count} ${count === 1 ? "star" : "stars"}: ${short(note.body.text, 8)}`} onClick=${press}><span aria-hidden="true">${mine ? "★" : "☆"}</span> ${count || ""}</button>`;
}

/** @param {BoardProps} props the projector: the question, then what mattered most, in few words */
export function Display({ live, slot }) {
  const ask = slot.body.prompt || slot.body.task || slot.body.title;
  // What waits for its reveal never comes here, so whatever has come may show.
  const notes = notesOn(live, slot);
  const starred = notes.filter((note) => note.body.stars.length > 0).sort((a, b) => b.body.stars.length - a.body.stars.length);
  const headings = live.store.records("cluster").filter((one) => one.body.slot === slot.id);
  if (headings.length > 0) {
    return html`<p class="screen-head">${ask}</p><ul class="screen-list screen-cards">${headings.slice(0, 5).map((one) => html`<li key=${one.id}>
      <b class="num">${notes.filter((note) => note.body.cluster === one.id).length}</b> <span dir="auto">${short(one.body.title, 5)}</span></li>`)}</ul>`;
  }
  if (notes.length === 0) return html`<p class=${names("screen-ask", ask.length > 60 && "screen-ask-long")}>${ask}</p>`;
  const texts = [...starred, ...notes.filter((note) => !starred.includes(note))].map((note) => note.body.text);
  return part(TakingTurns, { live, ask, texts, since: slot.body.revealed });
}
