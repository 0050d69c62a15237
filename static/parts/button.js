// Button: filled (one per screen, named by its effect), outline, quiet or danger; pending keeps its place and its word.
import { html, part, names } from "../live/part.js";
import { Icon } from "./icon.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("./icon.js").IconName} IconName */
/**
 * @typedef {object} ButtonProps
 * @property {Children} [children] the words; leave out only with `label`
 * @property {string} [label] spoken name for a button that shows only an icon
 * @property {string | undefined} [of] what it is about, where several with the same words stand on a page: spoken after them
 * @property {"filled" | "outline" | "quiet" | "danger"} [look] outline unless said
 * @property {"s" | "m" | "l"} [size]
 * @property {IconName} [icon]
 * @property {boolean} [pending] sent and waiting; a second press does nothing
 * @property {boolean} [resting] what it does has just changed: it keeps its look, and a press does nothing yet
 * @property {boolean} [pressed] for a button that stays down
 * @property {boolean} [opens] for a button with a menu: whether that is open
 * @property {string} [keys] the key that focuses it, e.g. "H"
 * @property {number} [tabindex] -1 where arrows lead to it
 * @property {string} [id]
 * @property {string} [title]
 * @property {"button" | "submit"} [type]
 * @property {(event: MouseEvent) => void} [onClick]
 */

/** So many words say which one of several is meant. */
const MOST_WORDS = 8;

/** @param {Children} children @param {string | undefined} of */
function named(children, of) {
  if (!of) return undefined;
  const words = of.split(/\s+/u);
  return `${children}: ${words.slice(0, MOST_WORDS).join(" ")}${words.length > MOST_WORDS ? "…" : ""}`;
}

/** @param {ButtonProps} props */
export function Button({ children, of, label = named(children, of), look = "outline", size = "m", icon, pending, resting, pressed, opens, keys, tabindex, id, title, type = "button", onClick }) {
  /** @param {MouseEvent} event */
  const press = (event) => {
    if (pending || resting) event.preventDefault();
    else onClick?.(event);
  };
  return html`<button
    id=${id}
    type=${type}
    title=${title ?? (children ? undefined : label)}
    class=${names("button", `button-${look}`, size !== "m" && `button-${size}`, !children && "button-icon")}
    tabindex=${tabindex}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? undefined : String(pressed)}
    aria-haspopup=${opens === undefined ? undefined : "menu"}
    aria-expanded=${opens === undefined ? undefined : String(opens)}
    aria-busy=${pending ? "true" : undefined}
    aria-disabled=${pending || resting ? "true" : undefined}
    aria-keyshortcuts=${keys}
    onClick=${press}
  >
    ${icon && part(Icon, { name: icon })}${children && html`<span class="button-words">${children}</span>`}
  </button>`;
}
