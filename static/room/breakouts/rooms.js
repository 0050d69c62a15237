// What there is to know about breakout rooms: which are prepared, which are on, whose, and what they wrote. Pure.
import { present } from "../edits.js";
import { isHere, isTeam, peopleOf } from "../who.js";

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** So many cards are a report; the server holds to it. */
export const REPORTS = 3;

/** @param {Store} store @returns {WireRecord[]} */
const inOrder = (store) => [...store.records("breakout")].sort((a, b) => a.body.order - b.body.order);

/** @param {Store} store @returns {WireRecord[]} the rooms that people are in now */
export const runningRooms = (store) => inOrder(store).filter(({ body }) => body.started && !body.ended);

/** @param {Store} store @param {string} slot @returns {WireRecord[]} the rooms prepared for a line of the run sheet */
export const preparedRooms = (store, slot) => inOrder(store).filter(({ body }) => !body.started && body.slot === slot);

/** @param {Store} store @param {string} slot @returns {WireRecord[]} the rooms of a line that are back */
export const roomsBack = (store, slot) => inOrder(store).filter(({ body }) => body.ended && body.slot === slot);

/** @param {Store} store @returns {WireRecord | undefined} the room I am in now */
export const ownRoom = (store) => runningRooms(store).find(({ body }) => body.members.includes(store.me.value.person));

/** @param {Store} store @param {string} room @returns {WireRecord[]} what a room wrote, as far as I may read it, in its order */
export const notesOf = (store, room) =>
  present(store, "note").filter(({ body }) => body.breakout === room).sort((a, b) => a.body.order - b.body.order || a.at - b.at);

/** @param {Store} store @param {WireRecord[]} rooms @returns {WireRecord[]} who of the team is here and in none of these rooms */
export function looseOf(store, rooms) {
  const inside = new Set(rooms.flatMap(({ body }) => body.members));
  const open = Boolean(store.workshop.value?.body.sitting);
  return peopleOf(store).filter((one) => isTeam(one) && one.body.admitted && (!open || isHere(one)) && !inside.has(one.id));
}

/** @param {Store} store @param {WireRecord} room @returns {WireRecord[]} its people, by name */
export const membersOf = (store, room) =>
  room.body.members.flatMap((/** @type {string} */ id) => store.record(id) ?? []).sort((/** @type {WireRecord} */ a, /** @type {WireRecord} */ b) => a.body.name.localeCompare(b.body.name));

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** @param {Store} store @param {WireRecord} note @returns {string} the room a card comes from, "" where it is nobody's */
export const roomTitle = (store, note) => (note.body.breakout ? (store.record(note.body.breakout)?.body.title ?? "") : "");
