// Unsaid: the question that stands where something has not been said yet; a press leads to where it is answered.
import { html } from "../live/part.js";

/** @param {{ ask: string, of: string, onClick: () => void }} props `of`: what it is missing from, spoken after the question */
export function Unsaid({ ask, of, onClick }) {
  return html`<button type="button" class="bare" aria-label=${`${ask} ${of}`} onClick=${onClick}>${ask}</button>`;
}
