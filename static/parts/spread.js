// Spread: five columns, how many said which of one to five; shown from four answers on, and never whose is which.
import { html } from "../live/part.js";

const VALUES = /** @type {const} */ (["1", "2", "3", "4", "5"]);

/** @param {{spread: {[value: string]: number}, answers: number}} props */
export function Spread({ spread, answers }) {
  const most = Math.max(1, ...Object.values(spread));
  if (Object.keys(spread).length === 0) return html`<p class="quiet spread-none">${answers} ${answers === 1 ? "answer" : "answers"}. They show from four on.</p>`;
  const spoken = VALUES.map((value) => `${spread[value] ?? 0} say ${value}`).join(", ");
  return html`<div class="sure" role="img" aria-label=${`${answers} answers: ${spoken}`}>
    ${VALUES.map((value) => html`<div class="sure-column" key=${value} aria-hidden="true">
      <span class="sure-count num">${spread[value] || ""}</span>
      <span class="sure-bar" hidden=${!spread[value]} style=${`--part:${(spread[value] ?? 0) / most}`}></span>
      <span class="sure-value">${value}</span>
    </div>`)}
  </div>`;
}
