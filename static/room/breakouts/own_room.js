// One's own room: its task, who sits there, its board, what it will report, and a way to call for help.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part, names } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Composer } from "../../parts/composer.js";
import { Empty } from "../../parts/empty.js";
import { say } from "../../parts/live_region.js";
import { Avatar } from "../../parts/person.js";
import { zoneOf } from "../agenda.js";
import { useAnnounce } from "../announce.js";
import { Contribution } from "../contribution.js";
import { adding } from "../edits.js";
import { OnTheWay } from "../on_the_way.js";
import { Returned } from "../returned.js";
import { askOf } from "../stage_view.js";
import { UndoLine } from "../undo.js";
import { nameOf, personView } from "../who.js";
import { nearWords, useWarnings } from "./room_clock.js";
import { REPORTS, membersOf, notesOf, ownRoom, runningRooms } from "./rooms.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {Live} live @param {string} room what its input's draft is kept under */
const draftOf = (live, room) => `${live.boot.seat}:room:${room}`;

/** @param {Live} live @param {string} room whether somebody is in the middle of a sentence there */
const isTyping = (live, room) => Boolean(sessionStorage.getItem(`draft:${draftOf(live, room)}`)?.trim());

/** @typedef {{leave: () => void, peeking: boolean, peek: (yes: boolean) => void}} Way out of the room's board and back */

/**
 * The room whose board this page shows: mine while breakouts are on, and afterwards for as long as I am in the
 * middle of a sentence there. One may look at everybody's board meanwhile.
 * @param {Live} live
 * @returns {[WireRecord | undefined, Way]}
 */
export function useRoom(live) {
  const now = ownRoom(live.store);
  const [staying, setStaying] = useState("");
  const [peeking, peek] = useState(false);
  const before = useRef("");
  if (now) before.current = now.id;
  const left = !now && before.current ? live.store.record(before.current) : undefined;
  const typing = Boolean(left?.body.ended) && isTyping(live, before.current);
  useEffect(() => {
    peek(false);
    if (now) return setStaying("");
    if (typing) setStaying(before.current);
    before.current = "";
  }, [now?.id]);
  const stay = staying || (typing ? before.current : "");
  return [now ?? (stay ? live.store.record(stay) : undefined), { leave: () => setStaying(""), peeking, peek }];
}

/** @param {{live: Live, room: WireRecord | undefined, way: Way}} props at everybody's board while the others are in rooms */
export function RoomLine({ live, room, way }) {
  if (room) return html`<p class="looking"><span><bdi>${room.body.title}</bdi> goes on meanwhile.</span>${part(Button, { size: "s", icon: "back", onClick: () => way.peek(false), children: "Back to your room" })}</p>`;
  if (runningRooms(live.store).length === 0) return null;
  return html`<p class="looking"><span>The others are in rooms. The desk finds you one in a moment.</span></p>`;
}

/** @param {{live: Live, room: WireRecord, slot: WireRecord | undefined, way: Way}} props */
export function OwnRoom({ live, room, slot, way }) {
  const { store } = live;
  const { title, prompt, ended } = room.body;
  const notes = notesOf(store, room.id);
  const marked = notes.filter((note) => note.body.report).length;
  useAnnounce(live, notes);
  useEffect(() => say(`You are in ${title}.`), [room.id]);
  return html`<section class="own-room" aria-label=${title}>
    <div class="stack gap-s">
      <p class="kicker"><bdi>${title}</bdi></p>
      <h1 class="task-ask" dir="auto">${prompt || (slot ? askOf(slot) : title)}</h1>
      <p class="room-faces">${membersOf(store, room).map((/** @type {WireRecord} */ one) => html`<span class="room-face" key=${one.id}>${part(Avatar, { person: personView(one, zoneOf(store)), size: "s" })} <bdi>${one.body.name}</bdi></span>`)}</p>
    </div>
    ${ended ? part(AfterTime, { onLeave: way.leave }) : part(Near, { live, room })}
    ${part(RoomWrite, { live, room, filled: !ended, onKept: ended ? way.leave : undefined })}
    ${!ended && html`<div class="board-bar">
      <p class="task-count"><b>${notes.length}</b> ${notes.length === 1 ? "card" : "cards"} · your report: <b>${marked}</b> of up to ${REPORTS}</p>
      ${part(Help, { live, room })}
    </div>`}
    <div class="cards-list">${part(OnTheWay, { live, types: ["capture.add_note"], fits: (ghost) => ghost.data.breakout === room.id, empty: notes.length ? null : part(Empty, { say: "One thought a card. Only your room sees them. Mark up to three as your report.", example: "The work is never the problem; the handover is." }) })}
      ${[...notes].reverse().map((note) => part(RoomNote, { live, note, full: marked >= REPORTS, fixed: Boolean(ended), key: note.id }))}</div>
    ${!ended && slot && html`<div>${part(Button, { size: "s", look: "quiet", icon: "eye", onClick: () => way.peek(true), children: "Look at everybody’s board" })}</div>`}
    ${part(Returned, { live, types: ["breakouts.mark", "breakouts.call"] })} ${part(UndoLine, { live })}
  </section>`;
}

/** @param {{live: Live, room: WireRecord}} props what the clock says, in words, when it gets near */
function Near({ live, room }) {
  const near = useWarnings(live, room);
  const words = nearWords(near);
  return words ? html`<p class=${names("room-near", near <= 0 && "room-over")}>${words}</p>` : null;
}

/** @param {{onLeave: () => void}} props the rooms are back, and somebody is in the middle of a sentence */
function AfterTime({ onLeave }) {
  return html`<div class="room-near room-over row apart"><p>The rooms are back together. Finish your sentence: it is kept and marked late.</p>
    ${part(Button, { size: "s", onClick: onLeave, children: "Back to everybody" })}</div>`;
}

/** @param {{live: Live, room: WireRecord, filled?: boolean, onKept?: (() => void) | undefined}} props a room's input; also for what comes late */
export function RoomWrite({ live, room, filled, onKept }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Write", () => box.current?.querySelector("textarea")), []);
  const one = adding(live, "capture.add_note", (text) => ({ text, breakout: room.id, written: Math.round(live.clock.serverNow()) }));
  const onAdd = (/** @type {string[]} */ texts) => {
    const answer = one.onAdd(texts);
    onKept?.();
    return answer;
  };
  return html`<div class="write-one" ref=${box}>${part(Composer, {
    ...one, onAdd, filled, label: "One thought for your room", hideLabel: true, placeholder: "One thought", draftKey: draftOf(live, room.id),
    hint: room.body.ended ? "Everybody reads this, marked late." : "Your room sees this at once, the others when the rooms report, each with its author’s name.",
  })}${part(Returned, { live, types: ["capture.add_note"] })}</div>`;
}

/** @param {{live: Live, note: WireRecord, full: boolean, fixed: boolean}} props */
function RoomNote({ live, note, full, fixed }) {
  const sent = live.store.ghosts("breakouts.mark").filter((ghost) => ghost.data.note === note.id && ghost.state === "waiting").length;
  const marked = Boolean(note.body.report) !== (sent % 2 === 1);
  const mark = () => void live.send("breakouts.mark", { note: note.id });
  const may = !fixed && (marked || !full);
  const aside = may ? part(Button, { size: "s", look: "quiet", icon: marked ? "check" : "flag", pressed: marked, onClick: mark, of: note.body.text, children: marked ? "In our report" : "Report this" })
    : marked ? html`<span class="tag">in our report</span>` : undefined;
  return part(Contribution, { live, record: note, aside, closed: !fixed, below: note.body.overtime ? html`<p class="small faint">written after time was up</p>` : undefined });
}

/** @param {{live: Live, room: WireRecord}} props one press calls the desk; what came of it */
function Help({ live, room }) {
  const { calls, coming } = room.body;
  const words = coming ? `${nameOf(live.store, coming)} is on the way` : "The desk knows that you need help";
  useEffect(() => {
    if (coming) say(`${words}.`);
  }, [coming]);
  return html`<div class="row gap-s">
    ${calls > 0 && html`<span class="small"><bdi>${words}</bdi></span>`}
    ${!coming && part(Button, { size: "s", icon: "hand", pressed: calls > 0, onClick: () => void live.send("breakouts.call", { room: room.id }), children: calls ? "Take it back" : "Call for help" })}
  </div>`;
}
