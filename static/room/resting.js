// A page while doors are closed: before the first day, overnight, and afterwards when the plan lives on.
import { html, part } from "../live/part.js";
import { dayOf, dayWords } from "../parts/dates.js";
import { stageTitle, zoneOf } from "./agenda.js";
import { OwnActions, ownActions } from "./own_actions.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props */
export function BetweenSittings({ live }) {
  const { store, boot } = live;
  const body = store.workshop.value?.body ?? {};
  const zone = zoneOf(store);
  const today = dayOf(live.clock.tick.value, zone);
  const before = store.records("sitting").length === 0;
  // In the evening of a day that has been closed, the next one counts.
  const met = store.records("sitting").some((one) => dayOf(one.body.opened, zone) === today);
  const next = (body.days ?? []).find((/** @type {string} */ day) => (met ? day > today : day >= today));
  const decided = store.records("decision").length > 0;
  return html`<section class="between stack gap-l">
    <div>
      <p class="kicker">${before ? "Before we start" : "Between sittings"}</p>
      <h1 class="task-ask">${body.title}</h1>
      <p class="task-why">${next ? `We meet ${next === today ? "today" : dayWords(next, today)}. ` : ""}${before ? "This page opens by itself when the doors do." : `Next: ${stageTitle(store, store.stage.value)}. What you promised can be kept up to date from here.`}</p>
    </div>
    ${ownActions(live).length > 0 && html`<div><h2 class="talk-title">My actions</h2>${part(OwnActions, { live })}</div>`}
    ${!before && html`<ul class="lines">
      <li><a href=${`/s/${boot.seat}/plan`}>The plan as it stands</a></li>
      ${decided && html`<li><a href=${`/s/${boot.seat}/week`}>This week’s check, two minutes</a></li>`}
      ${store.me.value.role === "first_line_manager" && html`<li><a href=${`/s/${boot.seat}/signoff`}>Sign-off and changed promises</a></li>`}
    </ul>`}
    ${before && html`<p class="waiting" role="status">The doors are still closed</p>`}
  </section>`;
}
