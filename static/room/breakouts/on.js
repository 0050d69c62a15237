// While the rooms are on, for the desk: how far each is, who calls, how long each still has. No words: those stay inside.
import { useEffect, useState } from "preact/hooks";
import { html, part, names } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Menu } from "../../parts/menu.js";
import { Avatar } from "../../parts/person.js";
import { say } from "../../parts/live_region.js";
import { zoneOf } from "../agenda.js";
import { isHere, nameOf, personView } from "../who.js";
import { RoomClock } from "./room_clock.js";
import { counted, looseOf, membersOf, runningRooms } from "./rooms.js";
import { LastTold, Telling } from "./telling.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {{live: Live}} props */
export function RoomsOn({ live }) {
  const { store, send } = live;
  const rooms = runningRooms(store);
  const [telling, setTelling] = useState(/** @type {import("./telling.js").Whom | null} */ (null));
  if (rooms.length === 0) return null;
  const stand = rooms.every((room) => room.body.paused_at);
  const more = (/** @type {number} */ minutes) => part(Button, { size: "s", label: `${counted(minutes, "minute")} more for every room`, onClick: () => void send("breakouts.extend", { seconds: minutes * 60 }, { now: true }), children: `+${minutes}` });
  return html`<section class="rooms" aria-label="Rooms">
    <div class="row apart"><h2 class="lane-title">In ${counted(rooms.length, "room")}</h2>
      <span class="row gap-s"><span class="small quiet" aria-hidden="true">All rooms</span> ${more(1)} ${more(2)} ${more(5)}
        ${part(Button, { size: "s", icon: stand ? "play" : "pause", of: "the clock of every room", onClick: () => turn(live, stand), children: stand ? "Go on" : "Pause" })}
        ${part(Button, { size: "s", look: "quiet", onClick: () => setTelling({ room: "", title: "" }), children: "Message to all rooms…" })}</span></div>
    ${rooms.filter((room) => room.body.calls > 0).map((room) => part(Call, { live, room, key: room.id }))}
    ${part(Latecomers, { live, rooms })}
    <div class="rooms-grid">${rooms.map((room) => part(RoomOn, { live, room, rooms, onTell: setTelling, key: room.id }))}</div>
    ${part(Telling, { live, to: telling, onClose: () => setTelling(null) })}
  </section>`;
}

/** @param {{live: Live}} props where the day ends or has ended with rooms out: what becomes of them, and the way back */
export function StillOut({ live }) {
  const rooms = runningRooms(live.store);
  if (rooms.length === 0) return null;
  const [are, they] = rooms.length === 1 ? ["is", "it"] : ["are", "them"];
  return html`<div class="room-out"><p>${counted(rooms.length, "room")} ${are} still out. While the doors are closed their clocks stand still, and what was written stays in ${they}.</p>
    ${part(Button, { size: "s", onClick: () => void live.send("breakouts.end", {}, { now: true }), children: "Bring everybody back" })}</div>`;
}

/** @param {Live} live @param {boolean} stands @param {string} [room] every one unless said */
const turn = (live, stands, room = "") => void live.send(stands ? "breakouts.resume" : "breakouts.pause", { room }, { now: true });

/** @param {{live: Live, rooms: WireRecord[]}} props who is here and in no room: one press finds them the smallest */
function Latecomers({ live, rooms }) {
  const loose = looseOf(live.store, rooms);
  if (loose.length === 0) return null;
  const smallest = [...rooms].sort((a, b) => a.body.members.length - b.body.members.length || a.body.order - b.body.order)[0];
  return html`<div class="room-late"><span class="small quiet">Here, and in no room:</span>
    ${loose.map((one) => part(Button, { key: one.id, size: "s", icon: "plus", onClick: () => void live.send("breakouts.seat", { person: one.id }, { now: true }),
      children: html`<bdi>${one.body.name}</bdi> to <bdi>${smallest?.body.title}</bdi>` }))}</div>`;
}

/** @param {{live: Live, room: WireRecord, rooms: WireRecord[], onTell: (to: import("./telling.js").Whom) => void}} props */
function RoomOn({ live, room, rooms, onTell }) {
  const { store, send } = live;
  const { title, calls, coming } = room.body;
  const done = store.record(`room_progress:${room.id}`)?.body ?? { cards: 0, report: 0 };
  useEffect(() => {
    if (calls && !coming) say(`${title} calls for help.`);
  }, [calls, coming]);
  const more = (/** @type {number} */ minutes) => ({ id: `m${minutes}`, title: `${counted(minutes, "minute")} more`, onPick: () => void send("breakouts.extend", { room: room.id, seconds: minutes * 60 }, { now: true }) });
  const stands = Boolean(room.body.paused_at);
  const items = [{ id: "turn", title: stands ? "Let the clock run" : "Pause the clock", onPick: () => turn(live, stands, room.id) }, more(1), more(2), more(5), { id: "tell", title: "Message to this room…", onPick: () => onTell({ room: room.id, title }) }, { id: "end", title: "This room is back", hint: "Its report shows now; nobody’s typing is cut", onPick: () => void send("breakouts.end", { room: room.id }, { now: true }) }];
  return html`<article class=${names("room", calls > 0 && !coming && "room-calls")} aria-label=${title}>
    <div class="row apart room-head"><h3 class="room-title"><bdi>${title}</bdi></h3>
      <span class="row gap-s">${part(RoomClock, { live, room })} ${part(Menu, { label: `Time and more for ${title}`, size: "s", items })}</span></div>
    ${room.body.prompt && html`<p class="small quiet" dir="auto">${room.body.prompt}</p>`}
    <p class="tally small"><span><b>${done.cards}</b> ${done.cards === 1 ? "card" : "cards"}</span> <span>${done.report ? html`<b>${done.report}</b> in the report` : "no report yet"}</span></p>
    ${part(LastTold, { live, room })}
    <ul class="room-people">${membersOf(store, room).map((/** @type {WireRecord} */ one) => part(Inside, { live, person: one, room, rooms, key: one.id }))}</ul>
  </article>`;
}

/** @param {{live: Live, room: WireRecord}} props */
function Call({ live, room }) {
  const { coming, title } = room.body;
  const come = () => void live.send("breakouts.come", { room: room.id }, { now: true });
  return html`<div class="room-call row gap-s"><b><bdi>${title}</bdi> ${coming ? "is being helped" : "calls for help"}</b> ${coming && html`<span class="small"><bdi>${nameOf(live.store, coming)}</bdi> is on the way</span>`}
    ${part(Button, { size: "s", of: title, onClick: come, children: coming ? "Done" : "On my way" })}</div>`;
}

/** @param {{live: Live, person: WireRecord, room: WireRecord, rooms: WireRecord[]}} props who is there, and a way to another room */
function Inside({ live, person, room, rooms }) {
  const view = personView(person, zoneOf(live.store));
  const gone = !isHere(person);
  const items = rooms.filter((one) => one.id !== room.id).map((one) => ({ id: one.id, title: `To ${one.body.title}`, onPick: () => void live.send("breakouts.place", { person: person.id, room: one.id }, { now: true }) }));
  return html`<li class=${names("room-seat", gone && "faint")}>${part(Avatar, { person: view, size: "s" })} <bdi class="room-person">${view.name}</bdi> ${gone && html`<span class="small">not here</span>`}
    <span class="push">${items.length > 0 && part(Menu, { label: `Move ${person.body.name}`, icon: "move", size: "s", items })}</span></li>`;
}
