// Picker: find one record or person in a long list by typing; arrows, Enter, Escape; can offer to make a new one.
import { useId, useState } from "preact/hooks";
import { html, names } from "../live/part.js";

/** @typedef {{ id: string, title: string, hint?: string }} Option */
/**
 * @typedef {object} PickerProps
 * @property {string} label
 * @property {Option[]} options
 * @property {string | null} [value] id of what is chosen now
 * @property {(id: string) => void} onPick
 * @property {(title: string) => void} [onNew] offered as: Add “...”
 * @property {string} [placeholder]
 * @property {number} [most] how many are listed at once; 8 unless said
 */

/** @param {string} text without accents and case, so that "mae" finds Maëlle */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/**
 * Options whose title or hint holds every typed word; those that begin with it first.
 * @param {Option[]} options
 * @param {string} typed
 */
export function matching(options, typed) {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const hits = options.filter(({ title, hint }) => words.every((word) => plain(`${title} ${hint ?? ""}`).includes(word)));
  const first = (/** @type {Option} */ option) => (plain(option.title).startsWith(plain(typed.trim())) ? 0 : 1);
  return hits.sort((a, b) => first(a) - first(b));
}

/**
 * What the list shows for what is typed: options found, and maybe a new one.
 * @param {PickerProps} props
 * @param {string | null} typed null while the list is closed
 */
function rowsFor({ options, onPick, onNew, most = 8 }, typed) {
  if (typed === null) return [];
  const rows = matching(options, typed).slice(0, most).map((option) => ({ ...option, pick: () => onPick(option.id) }));
  const fresh = typed.trim();
  if (!onNew || !fresh || options.some((option) => plain(option.title) === plain(fresh))) return rows;
  return [...rows, { id: "", title: `Add “${fresh}”`, pick: () => onNew(fresh) }];
}

/** @param {PickerProps} props */
function usePicking(props) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const [at, setAt] = useState(0);
  const rows = rowsFor(props, typed);
  const open = typed !== null;
  const close = () => (setTyped(null), setAt(0));
  /** @param {number} place */
  const take = (place) => (close(), rows[place]?.pick());
  /** @param {string} text */
  const type = (text) => (setTyped(text), setAt(0));
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && open) return event.stopPropagation(), close();
    if (event.key === "Enter" && open) return event.preventDefault(), take(at);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!open) setTyped("");
    else setAt((at + step + rows.length) % Math.max(rows.length, 1));
  };
  return { typed, at, rows, open, close, take, type, onKeyDown };
}

/** @param {PickerProps} props */
export function Picker(props) {
  const { label, options, value = null, placeholder = "Type to find" } = props;
  const id = useId();
  const { typed, at, rows, open, close, take, type, onKeyDown } = usePicking(props);
  const chosen = options.find((option) => option.id === value);
  return html`<div class="picker">
    <label for=${id}>${label}</label>
    <input id=${id} role="combobox" autocomplete="off" aria-autocomplete="list" placeholder=${placeholder}
      aria-expanded=${String(open)} aria-controls=${`${id}-list`}
      aria-activedescendant=${rows.length ? `${id}-${at}` : undefined}
      value=${typed ?? chosen?.title ?? ""}
      onInput=${(/** @type {Event} */ e) => type(/** @type {HTMLInputElement} */ (e.target).value)}
      onClick=${() => open || type("")} onBlur=${close} onKeyDown=${onKeyDown} />
    <ul id=${`${id}-list`} class="picker-list" role="listbox" aria-label=${label} hidden=${!open}>
      ${rows.map((row, i) => html`<li key=${row.id || "new"} id=${`${id}-${i}`} role="option" aria-selected=${String(i === at)}
        class=${names("picker-option", row.id !== "" && row.id === value && "picker-chosen")}
        onPointerDown=${(/** @type {Event} */ e) => e.preventDefault()} onClick=${() => take(i)}>
        <bdi>${row.title}</bdi>${"hint" in row && row.hint && html`<span class="menu-hint">${row.hint}</span>`}
      </li>`)}
      ${open && rows.length === 0 && html`<li class="picker-none" role="option" aria-disabled="true" aria-selected="false">Nothing found</li>`}
    </ul>
  </div>`;
}
