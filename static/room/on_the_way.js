// Own cards that have left the input and are not on the board yet. A component of its own, so that sending one
// draws this again and nothing else: a board of two hundred cards stays as quick as an empty one.
import { html, part } from "../live/part.js";
import { Card } from "../parts/card.js";
import { wayOf } from "./edits.js";

/** @typedef {import("../live/queue.js").Pending} Pending */

/** @param {Pending} ghost @returns {string[]} */
const words = (ghost) => [ghost.data.text];

/**
 * @param {object} props
 * @param {import("../live/boot.js").Live} props.live
 * @param {string[]} props.types the commands that add
 * @param {(ghost: Pending) => boolean} [props.fits] whether it belongs here
 * @param {(ghost: Pending) => string[]} [props.texts] its words; several for a pasted list
 * @param {import("../live/part.js").VNode | null} [props.empty] what stands here when there is nothing at all
 * @param {string} [props.look] class of the list
 */
export function OnTheWay({ live, types, fits = () => true, texts = words, empty = null, look = "cards-list" }) {
  const sent = types.flatMap((type) => live.store.ghosts(type)).filter(fits);
  if (sent.length === 0) return live.store.ready.value ? empty : null;
  return html`<div class=${look}>${sent.flatMap((ghost) => texts(ghost).map((text, i) =>
    part(Card, { record: { id: ghost.id, body: { text } }, mine: true, pending: wayOf(live.store, [ghost]) || true, key: `${ghost.id}${i}` })))}</div>`;
}
