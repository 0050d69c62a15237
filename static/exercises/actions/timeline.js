// Promises in time, a line for each person: where they crowd, and where nothing happens for weeks. The list below says the same in words.
import { html, names, part } from "../../live/part.js";
import { dayWords, daysUntil } from "../../parts/dates.js";
import { nameOf } from "../../room/who.js";
import { plusDays } from "./when.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

/** The picture reaches at least so far (days). */
const LEAST = 28;

/** @param {{live: Live, actions: Shown[], today: string, onOpen: (id: string) => void}} props open actions with a date */
export function Timeline({ live, actions, today, onOpen }) {
  const days = Math.max(LEAST, ...actions.map((one) => daysUntil(one.body.due, today))) + 2;
  const at = (/** @type {string} */ day) => `inset-inline-start:${(100 * Math.max(0, daysUntil(day, today))) / days}%`;
  const owners = [...new Set(actions.map((one) => one.body.owner))].sort((a, b) => nameOf(live.store, a).localeCompare(nameOf(live.store, b)));
  return html`<div class="timeline" role="group" aria-label="Promises by person and date">
    <div class="timeline-row timeline-scale" aria-hidden="true"><span></span><span class="timeline-line">${marksOf(today, days).map((day) => html`<span key=${day} class="timeline-mark" style=${at(day)}>${dayWords(day, today).replace(/^\S+ /u, "")}</span>`)}</span></div>
    ${owners.map((owner) => html`<div class="timeline-row" key=${owner}>
      <span class="timeline-name clip"><bdi>${nameOf(live.store, owner)}</bdi></span>
      <span class="timeline-line">${actions.filter((one) => one.body.owner === owner).map((one) => part(Dot, { action: one, today, style: at(one.body.due), onOpen, key: one.id }))}</span>
    </div>`)}
  </div>`;
}

/** @param {{action: Shown, today: string, style: string, onOpen: (id: string) => void}} props full once promised, hollow until then */
function Dot({ action, today, style, onOpen }) {
  const { what, due, state } = action.body;
  const say = `${what}, ${dayWords(due, today)}${state === "accepted" ? "" : ", not promised yet"}`;
  return html`<button type="button" class=${names("timeline-dot", state !== "accepted" && "timeline-open", daysUntil(due, today) < 0 && "timeline-late")} style=${style} aria-label=${say} title=${say} onClick=${() => onOpen(action.id)}></button>`;
}

/** @param {string} today @param {number} days @returns {string[]} a few days to read the picture by */
function marksOf(today, days) {
  return [0, 1, 2, 3].map((n) => plusDays(today, Math.round((n * days) / 4)));
}
