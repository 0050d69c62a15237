// Own commands in order, in memory and in this browser's storage, and shown by the store.
import { forgiving } from "./kept.js";

/** @typedef {import("./command.js").Answer} Answer */
/** @typedef {import("./command.js").Command} Command */

/**
 * `waiting`: not answered yet. `saved`: answered, its record not on the board yet.
 * `held`: waits for the manager. `refused`: came back. `now` commands are never kept.
 * @typedef {Command & {order: number, state: "waiting" | "saved" | "held" | "refused", answer?: Answer, now?: boolean}} Pending
 */

/** @typedef {{id: string, type: string, data: any, rev?: number, code: string, say: string, answer: Answer}} Refused */

const KEY = "command/";

export class Queue {
  #store;
  #keep;
  /** @type {Map<string, Pending>} */
  #items = new Map();
  /** @type {Map<string, Promise<void>>} */
  #writes = new Map();
  /** What this page is done with: a reading of the storage that began before may still have it. @type {Set<string>} */
  #done = new Set();
  /** Whether it is known what earlier pages left: before that nothing may be sent, or it would overtake. */
  known = false;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./kept.js").Keep} keep
   */
  constructor(store, keep) {
    this.#store = store;
    this.#keep = forgiving(keep);
  }

  /** @param {string} id */
  get(id) {
    return this.#items.get(id);
  }

  /** @param {Pending["state"]} state @returns {Pending[]} oldest first */
  in(state) {
    return this.all().filter((item) => item.state === state);
  }

  /** @returns {Pending[]} oldest first */
  all() {
    return [...this.#items.values()].sort(byOrder);
  }

  /** Later than everything known, also after a reload or when the laptop's clock was set back. */
  nextOrder() {
    return Math.max(Date.now(), ...[...this.#items.values()].map((item) => item.order + 1));
  }

  /**
   * Show an item as it now is, and keep it that way.
   * @param {Pending} item
   * @returns {Promise<void>} when it is kept, or cannot be
   */
  put(item) {
    this.show(item);
    this.#done.delete(item.id);
    if (item.now) return Promise.resolve();
    const write = this.#keep.set(KEY + item.id, item).then(() => {
      if (this.#writes.get(item.id) === write) this.#writes.delete(item.id);
    });
    this.#writes.set(item.id, write);
    return write;
  }

  /** Show it, without keeping it. @param {Pending} item */
  show(item) {
    this.#items.set(item.id, item);
    this.#publish();
  }

  /** @param {string} id @returns {Promise<void>} when what is known of this item is kept */
  async written(id) {
    await this.#writes.get(id);
  }

  /** Keep it no longer; it may still be shown. @param {string} id */
  release(id) {
    this.#done.add(id);
    return this.#keep.del(KEY + id);
  }

  /** Show it no longer. @param {string} id */
  forget(id) {
    this.#done.add(id);
    this.#items.delete(id);
    this.#publish();
  }

  /**
   * The same command under another id. The new one is kept before the old one goes.
   * @param {Pending} item
   * @param {Partial<Pending> & {id: string}} change
   */
  async replace(item, change) {
    if (change.id !== item.id) this.#items.delete(item.id);
    await this.put({ ...item, state: "waiting", answer: undefined, ...change });
    if (change.id !== item.id) await this.release(item.id);
  }

  /** Bring in what other pages of this seat have left in the browser's storage. */
  async refresh() {
    const entries = await this.#keep.entries();
    const young = this.known ? [] : this.in("waiting");
    const fresh = (/** @type {string} */ id) => !this.#items.has(id) && !this.#done.has(id);
    const found = entries.filter(([key, item]) => String(key).startsWith(KEY) && fresh(item.id));
    for (const [, item] of found) this.#items.set(item.id, item);
    this.known = true;
    // What was written on this page before it knew comes after what it found.
    if (found.length) for (const item of young) this.put({ ...item, order: this.nextOrder() });
    this.#publish();
  }

  /** Show nothing any more. @returns {string[]} the ids of what was shown */
  empty() {
    const ids = [...this.#items.keys()];
    for (const id of ids) this.#done.add(id);
    this.#items.clear();
    this.#publish();
    return ids;
  }

  /** Remove everything of this seat from the browser's storage. */
  wipe() {
    return this.#keep.clear();
  }

  #publish() {
    const all = this.all();
    this.#store.pending.value = all.filter((item) => item.state !== "refused");
    const refused = all.filter((item) => item.state === "refused").map(refusedOf);
    if (refused.length || this.#store.refusals.peek().length) this.#store.refusals.value = refused;
  }
}

/** @param {Pending} a @param {Pending} b */
const byOrder = (a, b) => a.order - b.order || (a.id < b.id ? -1 : 1);

/** @param {Pending} item @returns {Refused} */
function refusedOf({ id, type, data, rev, answer }) {
  const { refused = "invalid", say = "" } = answer ?? {};
  return { id, type, data, rev, code: refused, say, answer: answer ?? { id } };
}
