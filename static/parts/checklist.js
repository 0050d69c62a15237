// Checklist: "Before we move on", what is there and what is missing; every line leads to the records it speaks of.
import { html, part, names } from "../live/part.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} CriterionView
 * @property {string} id
 * @property {string} say the criterion as a sentence, e.g. "3 cards about competitors"
 * @property {boolean} met
 * @property {number} [have]
 * @property {number} [need]
 * @property {boolean} [advise] advice only, does not hold anybody up
 * @property {string[]} [records] the records concerned
 */

/** @param {{ criteria: CriterionView[], title?: string, onOpen?: (criterion: CriterionView) => void }} props */
export function Checklist({ criteria, title = "Before we move on", onOpen }) {
  const met = criteria.filter((criterion) => criterion.met).length;
  return html`<section class="checklist">
    <h2 class="checklist-title">${title} <span class="checklist-count num">${met} of ${criteria.length}</span></h2>
    <ul>
      ${criteria.map((criterion) => html`<li key=${criterion.id}>${part(Line, { criterion, onOpen })}</li>`)}
    </ul>
  </section>`;
}

/** @param {CriterionView} criterion */
function tally({ have, need, met }) {
  if (need === undefined || met) return null;
  return html`<span class="checklist-tally num">${have ?? 0} of ${need}</span>`;
}

/** @param {{ criterion: CriterionView, onOpen?: ((criterion: CriterionView) => void) | undefined }} props */
function Line({ criterion, onOpen }) {
  const { met, advise } = criterion;
  const state = met ? "done" : advise ? "advice" : "missing";
  const inside = html`<span class="checklist-mark">${met && part(Icon, { name: "check", size: 14 })}</span>
    <span class="spoken">${state}: </span>
    <span class="checklist-words">${criterion.say}</span>${tally(criterion)}`;
  const look = names("checklist-line", `checklist-${state}`);
  if (met || !onOpen) return html`<div class=${look}>${inside}</div>`;
  return html`<button type="button" class=${look} onClick=${() => onOpen(criterion)}>${inside}</button>`;
}
