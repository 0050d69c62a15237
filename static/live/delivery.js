// Carries waiting commands over the wire: in order, one at a time, again after every setback.
import { AGAIN, refusedAsUnanswered } from "./command.js";

/** @typedef {import("./command.js").Answer} Answer */
/** @typedef {import("./queue.js").Pending} Pending */

/**
 * @typedef {object} Pace  all in ms
 * @property {number} doubt  how long an answer may take before the connection is doubted
 * @property {number} answer  how long it may take before the command is sent again
 * @property {number} rest  the first pause after a setback; it doubles with each
 * @property {number} longest  the longest pause
 */

/** So many tries without an answer on a working connection, and the command comes back to its author. */
const TRIES = 3;

/** And so many when the connection went each time: a command that always ends it may hold up no other. */
const ENDS = 6;

export class Delivery {
  #queue;
  #tabs;
  #transmit;
  #doubt;
  #settle;
  #pace;
  /** What to call when the answer to the command under way arrives. @type {Map<string, (answer: Answer | null) => void>} */
  #asked = new Map();
  /** @type {Map<string, number>} */
  #tries = new Map();
  #draining = false;
  #more = false;
  #setbacks = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /**
   * @param {object} with_
   * @param {import("./queue.js").Queue} with_.queue
   * @param {import("./tabs.js").Tabs} with_.tabs
   * @param {(command: import("./command.js").Command) => void} with_.transmit  puts a command on the wire
   * @param {() => void} with_.doubt  called when an answer is overdue
   * @param {(item: Pending, answer: Answer) => Promise<void>} with_.settle  takes the outcome
   * @param {Pace} with_.pace
   */
  constructor({ queue, tabs, transmit, doubt, settle, pace }) {
    this.#queue = queue;
    this.#tabs = tabs;
    this.#transmit = transmit;
    this.#doubt = doubt;
    this.#settle = settle;
    this.#pace = pace;
    /** Whether the connection carries commands. */
    this.up = false;
  }

  /** Send whatever waits, unless that is happening already. */
  async drain() {
    this.#more = true;
    if (this.#draining || this.#resting || !this.up || !this.#queue.known) return;
    this.#draining = true;
    try {
      while (this.#more && this.up && !this.#resting) {
        this.#more = false;
        if (this.#queue.in("waiting").length) await this.#tabs.alone(() => this.#all());
      }
    } finally {
      this.#draining = false;
    }
  }

  /** The connection is back, or a rest is over. @param {boolean} [fresh] */
  wake(fresh = false) {
    if (fresh) this.#setbacks = 0;
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.drain();
  }

  /** Wait for no answer any more. */
  stop() {
    for (const done of this.#asked.values()) done(null);
  }

  /** @param {Answer} answer @returns {boolean} whether somebody here waited for it */
  answered(answer) {
    const done = this.#asked.get(answer.id);
    done?.(answer);
    return Boolean(done);
  }

  async #all() {
    for (const item of this.#queue.in("waiting")) {
      if (!(await this.#one(item))) return;
    }
  }

  /** @param {Pending} item @returns {Promise<boolean>} whether the next one may go */
  async #one(item) {
    await this.#queue.written(item.id);
    if (this.#queue.get(item.id)?.state !== "waiting") return true;
    if (!this.up) return false;
    const answer = await this.#ask(item);
    if (answer && (item.now || !AGAIN.has(answer.refused ?? ""))) return this.#done(item, answer);
    if (!answer && this.#tired(item)) return this.#done(item, refusedAsUnanswered(item.id));
    if (this.up) this.#rest(1000 * (answer?.wait ?? 0));
    return false;
  }

  /** @param {Pending} item @param {Answer} answer */
  async #done(item, answer) {
    this.#setbacks = 0;
    this.#tries.delete(item.id);
    await this.#settle(item, answer);
    return true;
  }

  /**
   * @param {Pending} item
   * @returns {Promise<Answer | null>} nothing if the line went or the answer is overdue
   */
  #ask(item) {
    return new Promise((resolve) => {
      const late = setTimeout(this.#doubt, this.#pace.doubt);
      const limit = setTimeout(() => done(null), this.#pace.answer);
      const done = (/** @type {Answer | null} */ answer) => {
        clearTimeout(late);
        clearTimeout(limit);
        this.#asked.delete(item.id);
        resolve(answer);
      };
      this.#asked.set(item.id, done);
      this.#transmit(commandOf(item));
    });
  }

  /** @param {Pending} item @returns {boolean} whether it has been tried often enough */
  #tired(item) {
    const tries = (this.#tries.get(item.id) ?? 0) + 1;
    this.#tries.set(item.id, tries);
    return Boolean(item.now) || tries >= (this.up ? TRIES : ENDS);
  }

  /**
   * A pause that grows with every setback, and is not the same in every browser of the room.
   * @param {number} least  what the server asks for, in ms
   */
  #rest(least) {
    const most = Math.min(this.#pace.longest, this.#pace.rest * 2 ** this.#setbacks++);
    this.#resting = setTimeout(() => this.wake(), Math.max(least, most * (0.5 + Math.random() / 2)));
  }
}

/** @param {Pending} item @returns {import("./command.js").Command} what goes over the wire */
export function commandOf({ id, type, data, rev, on_behalf }) {
  return { id, type, data, ...(rev !== undefined && { rev }), ...(on_behalf && { on_behalf }) };
}
