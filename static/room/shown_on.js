// The photographs on which a card's words stand, small beside it; each opens large.
import { html } from "../live/part.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {Live} live @param {WireRecord} photo */
export const addressOf = ({ boot }, photo) => `/s/${boot.seat}/photos/${photo.id}`;

/** @param {WireRecord} photo what is heard in place of the picture where it is small */
export const photoWords = ({ body }) => `Photograph: ${body.caption || body.text.slice(0, 60) || "a flip chart"}`;

/** @param {{live: Live, record: WireRecord}} props */
export function ShownOn({ live, record }) {
  const words = [record.id, ...(record.body.holds ?? [])];
  const photos = live.store.records("photo").filter(({ body }) => body.shows?.some((/** @type {string} */ id) => words.includes(id)));
  if (photos.length === 0) return null;
  return html`<p class="shown-on">${photos.map((one) => html`<a key=${one.id} class="shown-photo" href=${addressOf(live, one)} target="_blank" rel="noopener">
    <img src=${addressOf(live, one)} alt=${photoWords(one)} width="64" height="48" loading="lazy" /></a>`)}</p>`;
}
