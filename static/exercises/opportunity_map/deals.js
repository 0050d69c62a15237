// Opportunities in words and in order: where one stands, what it serves, what is said about it. Pure.

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../../room/coming.js").Shown} Shown */

import { withComing } from "../../room/coming.js";

export const ADD = "opportunity_map.add_opportunity";
export const STAGES = [
  { id: "potential", title: "Potential" },
  { id: "qualified", title: "Qualified" },
  { id: "proposal", title: "Proposal" },
  { id: "won", title: "Won", tone: /** @type {const} */ ("good") },
  { id: "lost", title: "Lost", tone: /** @type {const} */ ("bad") },
  { id: "on_hold", title: "On hold" },
];
export const FOCUS = [
  { id: "focus", title: "Focus", tone: /** @type {const} */ ("good") },
  { id: "nurture", title: "Nurture" },
  { id: "drop", title: "Drop", tone: /** @type {const} */ ("bad") },
];
export const VERDICTS = [
  { id: "keep", title: "Keep as it is" },
  { id: "re-date", title: "New date" },
  { id: "re-price", title: "New amount" },
  { id: "drop", title: "Drop" },
];
const OPEN = ["potential", "qualified", "proposal"];

/** @param {string} stage */
export const stageWord = (stage) => STAGES.find((one) => one.id === stage)?.title ?? stage;

/** @param {string} verdict */
export const verdictWord = (verdict) => ({ keep: "kept", "re-date": "new date", "re-price": "new amount", drop: "dropped" })[verdict] ?? verdict;

/** @param {WireRecord} deal still to be won or lost */
export const isOpen = ({ body }) => OPEN.includes(body.stage ?? "potential");

/** @param {Store} store @returns {Shown[]} all of them, the largest first */
export const dealsOf = (store) => withComing(store, "opportunity", ADD).sort((a, b) => (b.body.amount ?? 0) - (a.body.amount ?? 0));

/** @param {Store} store @param {string} id */
const titleOf = (store, id) => store.record(id)?.body.name ?? "";

/** @param {Store} store @param {{unit: string, offering: string}} deal "Castorama · Shelf" */
export const placeOf = (store, { unit, offering }) => [titleOf(store, unit), titleOf(store, offering)].filter(Boolean).join(" · ");

/** @param {Store} store @param {WireRecord} deal the initiatives it serves, in the customer's words */
export const servesOf = (store, { body }) =>
  (body.initiatives ?? []).map((/** @type {string} */ id) => store.record(id)?.body.text ?? "").filter(Boolean);

/** @param {Store} store @param {string} deal @returns {WireRecord | undefined} what the honesty round said last */
export const verdictOf = (store, deal) => store.records("verdict").findLast((one) => one.body.opportunity === deal);

/** @param {Store} store @param {string} deal @returns {{[name: string]: any}} how many answered, and the answers once they are on the table */
export const spreadOf = (store, deal) => store.record(`spread:${deal}`)?.body ?? { bets: 0, ratings: 0 };

/** @param {Store} store @returns {{id: string, title: string, hint: string, unit: string, offering: string}[]} open and owned places of the grid */
export function openPlaces(store) {
  const cells = store.records("cell").filter(({ body }) => ["open", "owned"].includes(body.status));
  return cells.flatMap(({ body: { unit, offering, status } }) => {
    const there = store.record(unit)?.status === "active" && store.record(offering)?.status === "active";
    return there ? [{ id: `${unit}:${offering}`, title: placeOf(store, { unit, offering }), hint: status === "open" ? "open" : "ours", unit, offering }] : [];
  });
}

/** @param {Store} store who leads the honesty round: the desk and the first-line manager */
export const leads = (store) => ["facilitator", "co_facilitator", "first_line_manager"].includes(store.me.value.role);

/**
 * Its two values, 1 to 5: what was agreed, else the middle of what was shown; null while there is neither.
 * @param {Store} store
 * @param {WireRecord} deal
 * @returns {{customer: number, us: number, agreed: boolean} | null}
 */
export function valuesOf(store, deal) {
  const { value_to_customer: customer = 0, value_to_us: us = 0 } = deal.body;
  if (customer && us) return { customer, us, agreed: true };
  const spread = spreadOf(store, deal.id);
  const [them, ours] = [spread["middle_to_customer"], spread["middle_to_us"]];
  return them && ours ? { customer: them, us: ours, agreed: false } : null;
}

/** @param {Store} store @returns {Map<string, {rank: number, dots: number}>} what came out of the last vote that is closed */
export function ranks(store) {
  const closed = store.records("ballot").filter((one) => !one.body.open).at(-1);
  const rows = closed ? (store.record(`turnout:${closed.id}`)?.body.ranking ?? []) : [];
  return new Map(rows.map((/** @type {{item: string, rank: number, dots: number}} */ row) => [row.item, row]));
}
