// What this browser keeps for one seat until the server has it: unsent commands and drafts.
import { clear, createStore, del, entries, set } from "idb-keyval";

/**
 * A small box of values by name. Every call may fail or hang in a browser that forbids storage.
 * @typedef {object} Keep
 * @property {(key: string, value: any) => Promise<void>} set
 * @property {(key: string) => Promise<void>} del
 * @property {() => Promise<[string, any][]>} entries
 * @property {() => Promise<void>} clear
 */

/** After this long the page goes on without the browser's storage. */
const PATIENCE_MS = 1500;

/**
 * IndexedDB, one database for each seat, so two seats in one browser never mix.
 * @param {string} seat
 * @returns {Keep}
 */
export function browserKeep(seat) {
  const box = createStore(`workshop-${seat}`, "kept");
  return {
    set: (key, value) => set(key, value, box),
    del: (key) => del(key, box),
    entries: () => entries(box),
    clear: () => clear(box),
  };
}

/**
 * The same box, where a failure or a hang of the storage is an empty answer: what is typed stays in
 * the page and is sent all the same, it only does not outlive the page.
 * @param {Keep} keep
 * @returns {Keep}
 */
export function forgiving(keep) {
  return {
    set: (key, value) => quietly(() => keep.set(key, value), undefined),
    del: (key) => quietly(() => keep.del(key), undefined),
    entries: () => quietly(() => keep.entries(), /** @type {[string, any][]} */ ([])),
    clear: () => quietly(() => keep.clear(), undefined),
  };
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @param {T} otherwise
 * @returns {Promise<T>}
 */
function quietly(act, otherwise) {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(otherwise), PATIENCE_MS);
    const done = (/** @type {T} */ value) => (clearTimeout(limit), resolve(value));
    // A promise's then, so that a synchronous failure of the storage is caught as well.
    Promise.resolve().then(act).then(done, () => done(otherwise));
  });
}
