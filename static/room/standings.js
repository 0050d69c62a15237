// How the stage stands, as the server worked it out: what is there, what is missing, and where the room goes next.

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{say: string, have: number | null, need: number | null, records: string[], subject: string}} Missing */
/** @typedef {{criterion: string, met: boolean, required: boolean, firm: boolean, missing: Missing[]}} Standing */

/** @param {Live} live @returns {Standing[]} */
export const standingsOf = (live) => live.store.record("checklist")?.body.criteria ?? [];

/** @param {Live} live how many required things are missing */
export const missingCount = (live) => standingsOf(live).filter((one) => one.required && !one.met).reduce((sum, one) => sum + one.missing.length, 0);

/** @param {Live} live @returns {string} the id of the stage after this one, "" after the last */
export const followingStage = ({ store }) => store.record("checklist")?.body.to ?? "";
