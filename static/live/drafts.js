// What somebody has typed and not sent yet. It survives a reload and a crash of the page, in this
// browser only; nobody else is told.
import { effect, signal } from "@preact/signals";
import { forgiving } from "./kept.js";

const KEY = "draft/";
const PAUSE_MS = 400;

/** @typedef {import("@preact/signals").Signal<string>} Text */

export class Drafts {
  #keep;
  /** @type {Map<string, Text>} */
  #texts = new Map();
  /** @type {Map<string, string>} */
  #kept = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  /** @param {import("./kept.js").Keep} keep */
  constructor(keep) {
    this.#keep = forgiving(keep);
  }

  /**
   * The text of one input. Bind it to the input; set it to "" when it is sent.
   * @param {string} name  the same after a reload: what it is about, such as `note/slot-12`
   * @returns {Text}
   */
  text(name) {
    let text = this.#texts.get(name);
    if (!text) {
      text = signal(this.#kept.get(name) ?? "");
      this.#texts.set(name, text);
      this.#follow(name, text);
    }
    return text;
  }

  /** @returns {[string, string][]} name and text of everything typed and not sent */
  all() {
    const texts = new Map(this.#kept);
    for (const [name, text] of this.#texts) texts.set(name, text.peek());
    return [...texts].filter(([, text]) => text.trim());
  }

  /** Take up what an earlier page left; what was typed since stays in front of it. */
  async restore() {
    for (const [key, text] of await this.#keep.entries()) {
      if (!String(key).startsWith(KEY)) continue;
      const name = key.slice(KEY.length);
      this.#kept.set(name, text);
      const shown = this.#texts.get(name);
      if (shown && !shown.peek()) shown.value = text;
    }
  }

  /** Write down at once what is still in the pause: the page is going away. */
  flush() {
    for (const [name, timer] of this.#timers) {
      clearTimeout(timer);
      this.#write(name);
    }
  }

  /** Forget all of it, on the screen as well. */
  clear() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#kept.clear();
    for (const text of this.#texts.values()) text.value = "";
  }

  /** @param {string} name @param {Text} text */
  #follow(name, text) {
    effect(() => {
      if (text.value === (this.#kept.get(name) ?? "")) return;
      clearTimeout(this.#timers.get(name));
      // A sent text is forgotten at once, so that it does not come back beside its own card.
      if (text.value) this.#timers.set(name, setTimeout(() => this.#write(name), PAUSE_MS));
      else this.#write(name);
    });
  }

  /** @param {string} name */
  #write(name) {
    const text = this.#texts.get(name)?.peek() ?? "";
    this.#timers.delete(name);
    if (text) {
      this.#kept.set(name, text);
      this.#keep.set(KEY + name, text);
    } else {
      this.#kept.delete(name);
      this.#keep.del(KEY + name);
    }
  }
}
