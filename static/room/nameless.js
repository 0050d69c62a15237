// Own notes of a round without names. The server keeps no author, so the right to change a note is knowing its
// random id, and only this tab knows it: nowhere else, and not after the reveal.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{id: string, text: string}} Nameless */

const ADD = "capture.add_note";
const CHANGE = "capture.rewrite";

/** By line of the run sheet. @type {Map<string, import("@preact/signals").Signal<Nameless[]>>} */
const lists = new Map();

/** @param {string} key @param {string} slot */
function listOf(key, slot) {
  let list = lists.get(slot);
  if (!list) lists.set(slot, (list = signal(JSON.parse(sessionStorage.getItem(key) ?? "[]"))));
  return list;
}

/** @param {string} slot @returns {number} how many of mine this tab knows of on a line */
export const namelessMine = (slot) => lists.get(slot)?.value.length ?? 0;

/** @param {string} key @param {string} slot @param {Nameless[]} notes */
function keep(key, slot, notes) {
  listOf(key, slot).value = notes;
  if (notes.length) sessionStorage.setItem(key, JSON.stringify(notes));
  else sessionStorage.removeItem(key);
}

/**
 * My notes on a line without names, as this tab knows them.
 * @param {Live} live
 * @param {WireRecord} slot
 * @param {boolean} on whether this round is without names
 * @param {string[]} [shown] texts on the board: what is there waits no longer, and this tab forgets it
 */
export function useNameless(live, slot, on, shown = []) {
  const { store, send } = live;
  const key = `nameless:${live.boot.seat}:${slot.id}`;
  const notes = listOf(key, slot.id).value;
  // A note's id is the id of the command that made it, so it is known from the first moment on.
  const sent = on ? store.ghosts(ADD).filter((ghost) => ghost.data.slot === slot.id) : [];
  // Refused words stand beside the input; a change that came too late means that the note has been shown.
  // Also where the line has come to be one with names meanwhile.
  const back = store.refusals.value.filter((one) => one.type === ADD || one.type === CHANGE).map((one) => (one.type === ADD ? one : { id: one.data.id }));
  useEffect(() => {
    const known = new Set(notes.map((note) => note.id));
    const fresh = sent.filter((ghost) => !known.has(ghost.id)).map((ghost) => ({ id: ghost.id, text: ghost.data.text }));
    const left = notes.filter((note) => !back.some((one) => one.id === note.id) && !shown.includes(note.text));
    if (fresh.length || left.length < notes.length) keep(key, slot.id, [...left, ...fresh]);
  });
  return {
    notes: on ? notes : [],
    /** @param {string} id whether it has not reached the server yet */
    waits: (id) => sent.some((ghost) => ghost.id === id && ghost.state === "waiting"),
    /** @param {string} id @param {string} text */
    change: (id, text) => {
      keep(key, slot.id, notes.map((note) => (note.id === id ? { id, text } : note)));
      void send(CHANGE, { id, text });
    },
    /** @param {string} id */
    takeBack: (id) => {
      keep(key, slot.id, notes.filter((note) => note.id !== id));
      void send(CHANGE, { id });
    },
  };
}
