// The room screen while people are in rooms: who goes where, and how long it still goes on.
import { html, part } from "../../live/part.js";
import { RoomClock } from "./room_clock.js";
import { membersOf, runningRooms } from "./rooms.js";

/** From so many people on, first names only, so that it stays readable from 8 metres. */
const MANY = 12;

/** @param {{live: import("../../live/boot.js").Live}} props */
export function RoomsWall({ live }) {
  const rooms = runningRooms(live.store);
  const many = rooms.reduce((sum, room) => sum + room.body.members.length, 0) > MANY;
  const first = (/** @type {string} */ name) => name.split(/\s/u)[0] ?? name;
  const all = rooms.flatMap((room) => membersOf(live.store, room)).map((one) => first(one.body.name));
  const called = (/** @type {string} */ name) => (many && all.filter((one) => one === first(name)).length === 1 ? first(name) : name);
  const columns = rooms.length > 4 ? Math.ceil(rooms.length / 2) : rooms.length;
  return html`<div class="wall-rooms" style=${`--rooms:${columns}`}>${rooms.map((room) => html`<section class="wall-room" key=${room.id}>
    <h2 class="wall-title"><bdi>${room.body.title}</bdi></h2> ${part(RoomClock, { live, room, size: "l" })}
    <p class="wall-names">${membersOf(live.store, room).map((/** @type {any} */ one, /** @type {number} */ i) => html`${i > 0 && ", "}<bdi>${called(one.body.name)}</bdi>`)}</p>
  </section>`)}</div>`;
}
