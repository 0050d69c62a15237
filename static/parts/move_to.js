// MoveTo: "Move to..." for everything that can be dragged, as a list for the keyboard; `G` focuses it.
import { html, part } from "../live/part.js";
import { Menu } from "./menu.js";
import { Picker } from "./picker.js";

/** @typedef {{ id: string, title: string, hint?: string }} Place */

/** @param {{ places: Place[], onMove: (place: string) => void, from?: string, label?: string }} props
 *  `from` is where it lies now and is left out of the list */
export function MoveTo({ places, onMove, from, label = "Move to…" }) {
  const others = places.filter((place) => place.id !== from);
  if (others.length === 0) return null;
  if (others.length > 9) {
    return html`<div class="move-to">${part(Picker, { label, options: others, onPick: onMove })}</div>`;
  }
  const items = others.map((place) => ({ ...place, onPick: () => onMove(place.id) }));
  return html`<div class="move-to">${part(Menu, { label, items, children: label, icon: "move", keys: "G" })}</div>`;
}
