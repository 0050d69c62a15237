// How the stage stands, as the server worked it out: what is there, what is missing, and where the room goes next.

import { dayOf, dayWords } from "../parts/dates.js";
import { stageTitle, zoneOf } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{say: string, have: number | null, need: number | null, records: string[], subject: string}} Missing */
/** @typedef {{criterion: string, met: boolean, required: boolean, firm: boolean, missing: Missing[]}} Standing */

/** @param {Live} live @returns {Standing[]} */
export const standingsOf = (live) => live.store.record("checklist")?.body.criteria ?? [];

/** @param {Live} live how many required things are missing */
export const missingCount = (live) => standingsOf(live).filter((one) => one.required && !one.met).reduce((sum, one) => sum + one.missing.length, 0);

/** @param {Live} live @returns {string} the id of the stage after this one, "" after the last */
export const followingStage = ({ store }) => store.record("checklist")?.body.to ?? "";

/**
 * What senior management last said to the plan, as long as the manager has not decided on it again since.
 * @param {Live["store"]} store
 */
export function seniorAnswer(store) {
  const answer = store.records("acceptance").at(-1);
  return answer && (store.records("decision").at(-1)?.at ?? 0) <= answer.at ? answer : undefined;
}

/** @param {Live["store"]} store whether senior management has accepted the plan, so that the customer may read of it */
export const accepted = (store) => store.records("acceptance").some((one) => one.body.verdict === "accepted");

/** @param {Live} live what the team is in between sittings: a plan that is signed waits for nobody to come together again */
export function whereItIs(live) {
  const { store } = live;
  const last = store.records("decision").sort((a, b) => a.at - b.at).at(-1);
  const signed = store.stage.value === "signoff" && last?.body.verdict === "approved";
  const piece = !signed && store.record("next_time")?.body.title;
  return `${signed ? `Version ${last.body.version} is signed. ` : ""}Next: ${piece || stageTitle(store, signed ? followingStage(live) : store.stage.value)}.`;
}

/** @param {Live} live @returns {string} when everybody meets again, "" after the last day: in the evening of a day that has been closed, the next one counts */
export function whenWeMeet({ store, clock }) {
  const days = store.workshop.value?.body.days ?? [];
  const zone = zoneOf(store);
  const { at, met } = store.record("next_time")?.body ?? {};
  const today = dayOf(clock.tick.value, zone);
  const before = met && dayOf(met, zone) === today;
  const next = days.find((/** @type {string} */ day) => (before ? day > today : day >= today));
  return next ? `We meet ${next === today ? "today" : dayWords(next, today)}${at ? ` at ${at}` : ""}.` : "";
}
