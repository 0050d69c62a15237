// Before the breakouts: rooms side by side, people put into them by hand, by keyboard, or drawn.
import { useState } from "preact/hooks";
import { html, part, names } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { NumberField, TextField } from "../../parts/field.js";
import { Menu } from "../../parts/menu.js";
import { Avatar } from "../../parts/person.js";
import { Sheet } from "../../parts/sheet.js";
import { Stepper } from "../../parts/stepper.js";
import { zoneOf } from "../agenda.js";
import { Returned } from "../returned.js";
import { personView } from "../who.js";
import { counted, looseOf, membersOf, preparedRooms } from "./rooms.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

const DRAGGED = "text/x-person";
const MOST = 12;
const MANAGERS = [
  { id: "", title: "With everybody" },
  { id: "from_reports", title: "Not with their own people" },
  { id: "own_room", title: "In a room of their own" },
];

/** @param {{live: Live, slot: WireRecord, onDone: () => void}} props how many rooms, for how long, and who decides who sits where */
export function RoomsAsk({ live, slot, onDone }) {
  const before = preparedRooms(live.store, slot.id);
  const [rooms, setRooms] = useState(before.length || 3);
  const [minutes, setMinutes] = useState(before[0]?.body.minutes ?? 15);
  const [managers, setManagers] = useState("");
  const [refused, setRefused] = useState("");
  const make = (/** @type {string} */ type) => () => void live.send(type, { slot: slot.id, rooms, minutes, managers }, { now: true }).then((answer) => (answer.ok ? onDone() : setRefused(answer.say ?? "")));
  return html`<div class="stack gap-l">
    <p class="quiet">For <b>${slot.body.title}</b>. Each room has a board and a clock of its own; nobody else reads along until the rooms report.</p>
    ${slot.body.naming !== "named" && html`<p class="warn">This piece is ${slot.body.naming === "anonymous" ? "without names" : "with functions only"}; in rooms each card carries its author’s name.</p>`}
    <div class="row gap-l">
      <div class="stack gap-s"><span class="label" aria-hidden="true">Rooms</span>${part(Stepper, { label: "Rooms", value: rooms, onChange: setRooms, min: 1, max: MOST, dots: false })}</div>
      ${part(NumberField, { label: "Minutes", value: minutes, onChange: (value) => setMinutes(value ?? 0) })}
    </div>
    ${part(Choice, { label: "First-line managers, when drawn", options: MANAGERS, value: managers, onChoose: setManagers, stacked: true })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
    <div class="row">${part(Button, { onClick: make("breakouts.draw"), children: before.length ? "Draw again" : "Draw who sits where" })}
      ${part(Button, { look: "quiet", onClick: make("breakouts.prepare"), children: before.length ? "Keep who sits where" : "Empty rooms, filled by hand" })}</div>
  </div>`;
}

/** @param {{live: Live, slot: WireRecord, onAsk: () => void}} props */
export function Prepared({ live, slot, onAsk }) {
  const rooms = preparedRooms(live.store, slot.id);
  const [named, setNamed] = useState("");
  if (rooms.length === 0) return null;
  const loose = looseOf(live.store, rooms);
  const away = () => void live.send("breakouts.put_away", { slot: slot.id });
  const room = rooms.find((one) => one.id === named);
  return html`<section class="rooms" aria-label="Rooms, prepared">
    <div class="row apart"><h2 class="lane-title">${counted(rooms.length, "room")}, ${rooms[0]?.body.minutes} minutes <span class="small faint">prepared; only the desk sees this</span></h2>
      <span class="row gap-s">${part(Button, { size: "s", onClick: onAsk, children: "Draw or change…" })} ${part(Button, { size: "s", look: "quiet", onClick: away, children: "Put away" })}</span></div>
    ${part(Returned, { live, types: ["breakouts.place", "breakouts.change"], field: "title" })}
    <div class="rooms-grid">
      ${rooms.map((one) => part(Seats, { live, id: one.id, title: one.body.title, prompt: one.body.prompt, people: membersOf(live.store, one), rooms, key: one.id, onName: () => setNamed(one.id) }))}
      ${part(Seats, { live, id: "", title: "In no room", prompt: "", people: loose, rooms })}
    </div>
    ${room && part(Sheet, { title: room.body.title, open: true, onClose: () => setNamed(""), children: part(RoomForm, { live, room, slot, onDone: () => setNamed("") }) })}
  </section>`;
}

/** @param {{live: Live, id: string, title: string, prompt: string, people: WireRecord[], rooms: WireRecord[], onName?: () => void}} props one room and its people, or those in none */
function Seats({ live, id, title, prompt, people, rooms, onName }) {
  const [over, setOver] = useState(false);
  const hover = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    setOver(false);
    const person = event.dataTransfer?.getData(DRAGGED);
    if (person && !people.some((one) => one.id === person)) void live.send("breakouts.place", { person, room: id });
  };
  return html`<section class=${names("room", !id && "room-none", over && "drop-zone-over")} onDragOver=${hover} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    <div class="row apart room-head"><h3 class="room-title"><bdi>${title}</bdi> <span class="lane-count">${people.length}</span></h3>
      ${onName && part(Button, { size: "s", look: "quiet", icon: "pen", label: `Name and task of ${title}`, onClick: onName })}</div>
    ${prompt && html`<p class="small quiet" dir="auto">${prompt}</p>`}
    <ul class="room-people">${people.map((person) => part(Seat, { live, person, room: id, rooms, key: person.id }))}</ul>
    ${people.length === 0 && html`<p class="small faint">${id ? "Drag somebody here, or “Move to…”." : "Everybody has a room."}</p>`}
  </section>`;
}

/** @param {{live: Live, person: WireRecord, room: string, rooms: WireRecord[]}} props dragged, or moved with the list */
function Seat({ live, person, room, rooms }) {
  const place = (/** @type {string} */ to) => () => void live.send("breakouts.place", { person: person.id, room: to });
  const places = rooms.filter((one) => one.id !== room).map((one) => ({ id: one.id, title: one.body.title, hint: counted(one.body.members.length, "person", "people"), onPick: place(one.id) }));
  const items = room ? [...places, { id: "none", title: "In no room", onPick: place("") }] : places;
  const start = (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(DRAGGED, person.id);
  const view = personView(person, zoneOf(live.store));
  return html`<li class="room-seat dragged" draggable="true" onDragStart=${start}>
    ${part(Avatar, { person: view, size: "s" })} <span class="room-person"><bdi>${view.name}</bdi> <small class="faint">${person.body.role === "first_line_manager" ? "manager" : person.body.function}</small></span>
    <span class="push">${part(Menu, { label: `Move ${person.body.name} to…`, icon: "move", items, size: "s" })}</span></li>`;
}

/** @param {{live: Live, room: WireRecord, slot: WireRecord, onDone: () => void}} props */
function RoomForm({ live, room, slot, onDone }) {
  const [title, setTitle] = useState(room.body.title);
  const [prompt, setPrompt] = useState(room.body.prompt);
  const [c, setC] = useState(room.body.c);
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!title.trim()) return;
    void live.send("breakouts.change", { room: room.id, title: title.trim(), prompt: prompt.trim(), c });
    onDone();
  };
  const cs = ["customer", "competitor", "company"].map((id) => ({ id, title: id[0]?.toUpperCase() + id.slice(1) }));
  return html`<form class="stack" onSubmit=${save}>
    ${part(TextField, { label: "Name", value: title, onChange: setTitle, most: 60, placeholder: "Their purchasing" })}
    ${part(TextField, { label: "What this room is to do", value: prompt, onChange: setPrompt, rows: 3, most: 1000, placeholder: "Why does an order wait two weeks, and who there minds?", hint: "Left empty, the question of the piece stands there." })}
    ${slot.body.kind === "research" && part(Choice, { label: "Its report becomes facts about", options: cs, value: c || null, onChoose: setC })}
    <div>${part(Button, { type: "submit", children: "Save" })}</div>
  </form>`;
}
