// What others may see of a person who is doing something: that they type, what they look at, that
// they are ready. Said at most once a second, only when it changes, and not kept anywhere.

/** @typedef {{typing: boolean, looking_at: string, ready: boolean}} Said */

/** @type {Said} */
const NOTHING = { typing: false, looking_at: "", ready: false };

/** In ms: the least time between two messages, and how long after the last key typing is over. */
const PACE = { between: 1000, still: 4000 };

export class Presence {
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

  /** @param {boolean} yes */
  ready(yes) {
    this.#change({ ready: yes });
  }

  /**
   * While a round is anonymous, who does what when would give people away: nothing is said.
   * @param {boolean} yes
   */
  hush(yes) {
    if (yes === this.#quiet) return;
    if (yes) {
      clearTimeout(this.#still);
      this.#change({ typing: false, looking_at: "" });
      this.#say();
    }
    this.#quiet = yes;
    if (!yes) this.#soon();
  }

  /** A new connection knows nothing yet. */
  again() {
    this.#said = NOTHING;
    if (!this.#quiet) this.#soon();
  }

  /** @param {Partial<Said>} change */
  #change(change) {
    Object.assign(this.#now, change);
    if (!this.#quiet) this.#soon();
  }

  #soon() {
    if (this.#pause) return;
    this.#say();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (!this.#quiet && this.#isNews()) this.#soon();
    }, this.#pace.between);
  }

  #say() {
    if (!this.#isNews()) return;
    this.#said = { ...this.#now };
    this.#emit({ ...this.#now });
  }

  /** Whether anything differs from what was said last; at first, from nothing. */
  #isNews() {
    const now = /** @type {any} */ (this.#now);
    return Object.entries(this.#said).some(([name, value]) => value !== now[name]);
  }
}
