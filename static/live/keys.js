// Keyboard shortcuts: few, the same everywhere, listed under `?`, silent while somebody types.
// A key may show, focus or vote; it never moves the room. What moves the room is a button, and a
// key can only put the focus on it. Whoever speaks to their computer, or presses letters by accident, switches them off.
import { signal } from "@preact/signals";

/** Every key there is, in the order in which the list shows them. */
const KEYS = ["n", "g", "p", "1", "2", "3", "4", "5", "6", "7", "8", "9", "h", "?"];

const OFF = "keys:off";

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

/** @typedef {{key: string, label: string, act: (key: string) => unknown}} Shortcut */

export class Keys {
  /** What can be pressed now. @type {import("@preact/signals").Signal<{key: string, label: string}[]>} */
  list = signal([]);
  /** Whether the list should be shown. */
  help = signal(false);
  /** Whether they are switched off, as this device remembers it. */
  off = signal(false);
  /** @type {Pick<Storage, "getItem" | "setItem"> | undefined} */
  #kept;
  /** @type {Shortcut[]} */
  #shortcuts = [];
  #acting = false;

  /** @param {Pick<Storage, "getItem" | "setItem">} [kept] what remembers on this device whether they are off */
  constructor(kept) {
    this.#kept = kept;
    this.off.value = kept?.getItem(OFF) === "yes";
    this.on("?", "Show these keys", () => {
      this.help.value = !this.help.peek();
    });
  }

  /**
   * Bind a key while a part of the page is there. The latest binding of a key counts, unless it answers `false`
   * because it has nothing to act on: then the one before it does.
   * @param {string} key  one of `n g p 1..9 h ?`
   * @param {string} label  what it does, for the list: "New card"
   * @param {(key: string) => unknown} act  an element it returns gets the focus
   * @returns {() => void} takes the binding away
   */
  on(key, label, act) {
    if (!KEYS.includes(key)) throw new Error(`There is no shortcut ${key}; the keys are ${KEYS.join(" ")}`);
    const shortcut = { key, label, act };
    this.#shortcuts.push(shortcut);
    this.#show();
    return () => {
      this.#shortcuts = this.#shortcuts.filter((one) => one !== shortcut);
      this.#show();
    };
  }

  /** @param {boolean} off */
  switch(off) {
    this.off.value = off;
    this.#kept?.setItem(OFF, off ? "yes" : "");
  }

  /** True while a key's action runs: whoever moves the room asks this, and does not. */
  get acting() {
    return this.#acting;
  }

  /**
   * @param {Pick<KeyboardEvent, "key" | "repeat" | "isComposing" | "ctrlKey" | "altKey" | "metaKey" | "defaultPrevented" | "target" | "preventDefault">} event
   */
  press(event) {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "Escape") this.help.value = false;
    if (this.off.peek()) return;
    // In a sheet one writes, or is about to: a letter there does nothing to the page behind it.
    if (event.key !== "?" && /** @type {any} */ (event.target)?.closest?.("dialog")) return;
    const bound = this.#shortcuts.filter((one) => one.key === event.key.toLowerCase());
    if (bound.length) event.preventDefault();
    while (bound.length && this.#run(/** @type {Shortcut} */ (bound.pop())) === false);
  }

  /**
   * Listen on the page.
   * @param {EventTarget} target
   * @returns {() => void} stops listening
   */
  listen(target) {
    const press = (/** @type {any} */ event) => this.press(event);
    target.addEventListener("keydown", press);
    return () => target.removeEventListener("keydown", press);
  }

  /** @param {Shortcut} shortcut @returns {any} */
  #run({ key, act }) {
    this.#acting = true;
    try {
      const found = /** @type {any} */ (act(key));
      // What is folded away is opened first: nothing hidden takes the focus.
      found?.closest?.("details:not([open])")?.setAttribute("open", "");
      if (typeof found?.focus === "function") found.focus();
      return found;
    } finally {
      this.#acting = false;
    }
  }

  #show() {
    const latest = KEYS.map((key) => this.#shortcuts.findLast((one) => one.key === key));
    this.list.value = latest.flatMap((one) => (one ? [{ key: one.key, label: one.label }] : []));
  }
}

/** @param {any} target */
const isTyping = (target) => Boolean(target?.closest?.(TYPING) || target?.isContentEditable);
