// How the stage stands, as the server worked it out: what is there, what is missing, and where the room goes next.

import { stageTitle } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{say: string, have: number | null, need: number | null, records: string[], subject: string}} Missing */
/** @typedef {{criterion: string, met: boolean, required: boolean, firm: boolean, missing: Missing[]}} Standing */

/** @param {Live} live @returns {Standing[]} */
export const standingsOf = (live) => live.store.record("checklist")?.body.criteria ?? [];

/** @param {Live} live how many required things are missing */
export const missingCount = (live) => standingsOf(live).filter((one) => one.required && !one.met).reduce((sum, one) => sum + one.missing.length, 0);

/** @param {Live} live @returns {string} the id of the stage after this one, "" after the last */
export const followingStage = ({ store }) => store.record("checklist")?.body.to ?? "";

/** @param {Live} live what the team is in between sittings: a plan that is signed waits for nobody to come together again */
export function whereItIs(live) {
  const { store } = live;
  const last = store.records("decision").sort((a, b) => a.at - b.at).at(-1);
  const signed = store.stage.value === "signoff" && last?.body.verdict === "approved";
  return `${signed ? `Version ${last.body.version} is signed. ` : ""}Next: ${stageTitle(store, signed ? followingStage(live) : store.stage.value)}.`;
}
