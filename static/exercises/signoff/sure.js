// How sure everybody is: five columns, shown from four answers on, and never whose is which.
import { html } from "../../live/part.js";

/** @typedef {{[field: string]: any}} Confidence  `answers`, `spread` by value, `wishes` that wait to be shown */

const VALUES = /** @type {const} */ (["1", "2", "3", "4", "5"]);

/** @param {{confidence: Confidence}} props */
export function Spread({ confidence }) {
  /** @type {{answers: number, spread: {[value: string]: number}}} */
  const { answers, spread } = /** @type {any} */ (confidence);
  const most = Math.max(1, ...Object.values(spread));
  if (Object.keys(spread).length === 0) return html`<p class="quiet screen-words">${answers} ${answers === 1 ? "answer" : "answers"}. They show from four on.</p>`;
  const spoken = VALUES.map((value) => `${spread[value] ?? 0} say ${value}`).join(", ");
  return html`<div class="sure" role="img" aria-label=${`${answers} answers: ${spoken}`}>
    ${VALUES.map((value) => html`<div class="sure-column" key=${value} aria-hidden="true">
      <span class="sure-count num">${spread[value] || ""}</span>
      <span class="sure-bar" hidden=${!spread[value]} style=${`block-size:${(100 * (spread[value] ?? 0)) / most}%`}></span>
      <span class="sure-value">${value}</span>
    </div>`)}
  </div>`;
}
