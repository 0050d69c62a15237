// What the rooms brought back: their reports on the stage's board or above it, everything else readable under it.
import { html, part } from "../../live/part.js";
import { Contribution } from "../contribution.js";
import { nameOf } from "../who.js";
import { isHidden } from "../writing.js";
import { RoomWrite } from "./own_room.js";
import { counted, notesOf, roomsBack } from "./rooms.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {WireRecord} slot whether reports stand on its board itself: notes among notes, once those may be read; facts among facts */
const taken = (slot) => slot.body.kind === "research" || (slot.body.kind === "capture" && !isHidden(slot));

/** @param {WireRecord} slot @param {WireRecord} room whether its report stands under the board, not on it: facts may not have been taken just then */
export const standsApart = (slot, room) => !taken(slot) || (slot.body.kind === "research" && Boolean(room.body.apart));

/** @param {WireRecord} slot whether what the rooms bring back goes above its board */
export const reportsFirst = (slot) => slot.body.kind !== "capture" && !taken(slot);

/** @param {{live: Live, slot: WireRecord}} props */
export function RoomsBack({ live, slot }) {
  const rooms = roomsBack(live.store, slot.id);
  if (rooms.length === 0) return null;
  return html`<section class="rooms-back" aria-label="From the rooms">
    <h2 class="lane-title">From the rooms <span class="lane-count">${rooms.length}</span></h2>
    ${rooms.map((room) => part(Brought, { live, room, whole: standsApart(slot, room), key: room.id }))}
  </section>`;
}

/** @param {{live: Live, room: WireRecord, whole: boolean}} props `whole`: the report stands here, not on the board */
function Brought({ live, room, whole }) {
  const { store } = live;
  const notes = notesOf(store, room.id);
  const report = notes.filter((note) => note.body.report);
  const rest = notes.filter((note) => !note.body.report);
  const mine = room.body.members.includes(store.me.value.person);
  const names = room.body.members.map((/** @type {string} */ id) => nameOf(store, id)).join(", ");
  const late = (/** @type {WireRecord} */ note) => (note.body.overtime ? html`<p class="small faint">written after time was up</p>` : undefined);
  return html`<article class="room-back" aria-label=${room.body.title}>
    <h3 class="room-title"><bdi>${room.body.title}</bdi> <span class="small faint room-names">${names}</span></h3>
    ${room.body.prompt && html`<p class="small quiet" dir="auto">${room.body.prompt}</p>`}
    ${whole && html`<div class="cards">${report.map((note) => part(Contribution, { live, record: note, key: note.id, below: late(note) }))}</div>`}
    ${whole && room.body.c && report.length > 0 && html`<p class="small quiet">No facts could be taken when this room came back, so its report stands here. What should be on the board is written there once more.</p>`}
    ${whole && report.length === 0 && html`<p class="small quiet">Nothing was marked as a report.</p>`}
    ${(rest.length > 0 || mine) && html`<details class="inside room-rest"><summary>${rest.length ? `${counted(rest.length, "more card")} of this room` : "Something to add?"}</summary>
      <div class="stack"><div class="cards">${rest.map((note) => part(Contribution, { live, record: note, key: note.id, below: late(note) }))}</div>
      ${mine && part(RoomWrite, { live, room })}</div></details>`}
  </article>`;
}
