// What others may see of a person who is doing something: that they type, what they look at, and, in a round
// without names, that they are done, which is counted only. Said at most once a second, only when it changes,
// and not kept anywhere.
import { signal } from "@preact/signals";

/** `ready` is the line of the run sheet that one is done with. @typedef {{typing: boolean, looking_at: string, ready: string}} Said */

/** @type {Said} */
const NOTHING = { typing: false, looking_at: "", ready: "" };

/** In ms: the least time between two messages, and how long after the last key typing is over. */
const PACE = { between: 1000, still: 4000 };

export class Presence {
  /** The line without names that this tab is done with. */
  readyFor = signal("");
  #emit;
  #pace;
  #now = { ...NOTHING };
  #said = NOTHING;
  #quiet = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #still;

  /**
   * @param {(said: Said) => void} emit
   * @param {Partial<typeof PACE>} [pace]
   */
  constructor(emit, pace = {}) {
    this.#emit = emit;
    this.#pace = { ...PACE, ...pace };
  }

  /**
   * Call on every keystroke; it is over by itself.
   * @param {boolean} [yes]
   */
  typing(yes = true) {
    clearTimeout(this.#still);
    if (yes) this.#still = setTimeout(() => this.typing(false), this.#pace.still);
    this.#change({ typing: yes });
  }

  /** @param {string} id  the record or place this person looks at, "" for none */
  lookingAt(id) {
    this.#change({ looking_at: id });
  }

  /** @param {string} slot  a line without names, "" for not done after all */
  ready(slot) {
    this.readyFor.value = slot;
    this.#change({ ready: slot });
  }

  /**
   * While a round is anonymous, who does what when would give people away: nothing but "done" is said.
   * @param {boolean} yes
   */
  hush(yes) {
    if (yes === this.#quiet) return;
    this.#quiet = yes;
    if (!yes) return this.#soon();
    clearTimeout(this.#still);
    Object.assign(this.#now, { typing: false, looking_at: "" });
    this.#say();
  }

  /** A new connection knows nothing yet. */
  again() {
    this.#said = NOTHING;
    this.#soon();
  }

  /** @param {Partial<Said>} change */
  #change(change) {
    Object.assign(this.#now, change);
    this.#soon();
  }

  #soon() {
    if (this.#pause) return;
    this.#say();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#isNews()) this.#soon();
    }, this.#pace.between);
  }

  #say() {
    if (!this.#isNews()) return;
    this.#said = this.#open();
    this.#emit(this.#open());
  }

  /** What may be said now. @returns {Said} */
  #open() {
    return this.#quiet ? { ...NOTHING, ready: this.#now.ready } : { ...this.#now };
  }

  /** Whether anything differs from what was said last; at first, from nothing. */
  #isNews() {
    const now = /** @type {any} */ (this.#open());
    return Object.entries(this.#said).some(([name, value]) => value !== now[name]);
  }
}
