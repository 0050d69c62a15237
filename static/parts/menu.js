// Menu: a small list of what else can be done, behind one button; arrows, Home, End, first letter, Escape.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "./button.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("./icon.js").IconName} IconName */
/**
 * @typedef {object} MenuItem
 * @property {string} id
 * @property {string} title
 * @property {string} [hint] a second, quieter line
 * @property {boolean} [danger]
 * @property {() => void} onPick
 */
/**
 * @typedef {object} MenuProps
 * @property {string} label spoken name of the button
 * @property {MenuItem[]} items
 * @property {Children} [children] words on the button; three dots when left out
 * @property {IconName} [icon]
 * @property {"outline" | "quiet"} [look]
 * @property {"s" | "m"} [size]
 * @property {string} [keys] the key that focuses it
 * @property {number} [tabindex] -1 where arrows lead to it
 */

/**
 * Closes when the next press or focus is outside.
 * @param {{ current: HTMLElement | null }} box
 * @param {boolean} open
 * @param {() => void} close
 */
function useOutside(box, open, close) {
  useEffect(() => {
    if (!open) return undefined;
    /** @param {Event} event */
    const outside = (event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);
}

/**
 * The place a key moves to, or -1 when it moves nowhere.
 * @param {string} key
 * @param {number} at
 * @param {string[]} titles
 */
export function stepTo(key, at, titles) {
  const count = titles.length;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1) return -1;
  const after = titles.map((_, i) => (at + 1 + i) % count);
  return after.find((i) => titles[i]?.toLocaleLowerCase().startsWith(key.toLocaleLowerCase())) ?? -1;
}

/**
 * Low in a window the last lines would hang below its edge: then the list opens upwards, before it gets the focus, so
 * that nothing moves under the finger.
 * @param {{ current: HTMLElement | null }} box
 * @param {boolean} open
 */
function useRoom(box, open) {
  useLayoutEffect(() => {
    const list = open && box.current?.querySelector("[role=menu]");
    const button = box.current?.getBoundingClientRect();
    if (!list || !button) return;
    const { height } = list.getBoundingClientRect();
    list.classList.toggle("menu-list-up", button.bottom + height > innerHeight && button.top > height);
  }, [open]);
}

/** @param {MenuProps} props */
export function Menu({ label, items, children, icon, look = "quiet", size = "s", keys, tabindex }) {
  const [open, setOpen] = useState(false);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useRoom(box, open);
  const opener = () => box.current?.querySelector("button");
  useOutside(box, open, () => setOpen(false));
  useEffect(() => {
    if (!open) return;
    /** @type {HTMLElement | null} */ (box.current?.querySelector("[role=menuitem]") ?? null)?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    opener()?.focus();
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const rows = /** @type {HTMLElement[]} */ ([...(box.current?.querySelectorAll("[role=menuitem]") ?? [])]);
    const to = stepTo(event.key, rows.indexOf(/** @type {HTMLElement} */ (document.activeElement)), items.map((i) => i.title));
    if (to < 0) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  // Also from the button itself: whoever is quick presses Escape before the first line has the focus.
  const onEscape = (/** @type {KeyboardEvent} */ event) => {
    if (open && event.key === "Escape") event.stopPropagation(), close();
  };
  return html`<span class="menu" ref=${box} data-open=${open ? "" : undefined} onKeyDown=${onEscape}>
    ${part(Button, { label, look, size, tabindex, icon: children ? icon : (icon ?? "more"), keys, opens: open, children, onClick: () => setOpen(!open) })}
    ${open &&
    html`<div class="menu-list" role="menu" aria-label=${label} onKeyDown=${onKeyDown}>
      ${items.map((item) => html`<button key=${item.id} type="button" role="menuitem" tabindex="-1"
        class=${names("menu-item", item.danger && "menu-danger")}
        onClick=${() => (close(), item.onPick())}>
        ${item.title}${item.hint && html`<span class="menu-hint">${item.hint}</span>`}
      </button>`)}
    </div>`}
  </span>`;
}
