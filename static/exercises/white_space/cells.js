// The grid's words: what a cell can be, how it is written in one line, and what is still not known. Pure.
import { shortMoney } from "../../parts/money.js";
import { edited } from "../../room/edits.js";

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{[field: string]: any}} Cell  the body of a cell, {} while nobody has looked */

/** In the order of the keys and of cycling. `letter` sets it from the keyboard, `sign` stands in the cell beside its colour. */
export const STATUSES = [
  { id: "open", title: "Open", letter: "o", sign: "○", hint: "nobody serves it, and it matters" },
  { id: "owned", title: "Ours", letter: "s", sign: "●", hint: "we serve it" },
  { id: "competitor", title: "A rival", letter: "r", sign: "◆", hint: "somebody else serves it" },
  { id: "in_house", title: "In house", letter: "h", sign: "⌂", hint: "they do it themselves" },
  { id: "blocked", title: "Blocked", letter: "b", sign: "✕", hint: "not now, and we know why" },
  { id: "not_applicable", title: "Not for them", letter: "n", sign: "–", hint: "it makes no sense here" },
  { id: "unknown", title: "Unknown", letter: "u", sign: "?", hint: "somebody finds out by a day" },
];

/** @param {string | undefined} id */
export const statusOf = (id) => STATUSES.find((one) => one.id === id);

/** @param {string} unit @param {string} offering */
export const cellId = (unit, offering) => `cell:${unit}:${offering}`;

/**
 * A cell as this browser should show it: what the server has, with my own changes on it.
 * @param {Store} store
 * @param {string} unit
 * @param {string} offering
 * @returns {Cell}
 */
export function cellAt(store, unit, offering) {
  const record = store.record(cellId(unit, offering));
  const there = record?.status === "active" ? edited(store, record).record.body : {};
  const mine = store.ghosts("white_space.set_cell").filter(({ data }) => data.unit === unit && data.offering === offering);
  return mine.length ? { status: "unknown", ...there, ...Object.assign({}, ...mine.map((ghost) => ghost.data)), pending: true } : there;
}

/**
 * What stands in a cell under its sign.
 * @param {Cell} cell
 * @param {string} currency
 * @param {(person: string) => string} nameOf
 */
export function wordsOf(cell, currency, nameOf) {
  const money = cell["status"] === "owned" ? cell["our_revenue"] : cell["spend"];
  const amount = money ? shortMoney(money, currency) : "";
  const until = cell["status"] === "blocked" ? cell["until"] : cell["contract_end"];
  const who = cell["status"] === "competitor" ? cell["competitor"] : "";
  const finder = cell["status"] === "unknown" && cell["owner"] ? nameOf(cell["owner"]) : "";
  return [who, amount, until && `until ${until.slice(0, 7)}`, finder].filter(Boolean).join(" · ");
}

/** @param {Cell} cell whether it says all it has to: unknown wants somebody and a day, blocked a reason and a day */
export function isLoose(cell) {
  if (cell["status"] === "unknown") return !(cell["owner"] && cell["due"]);
  return cell["status"] === "blocked" && !(cell["reason"] && cell["until"]);
}

/**
 * How warm an open or owned cell is drawn: 1 to 4 by its money against the largest.
 * @param {Cell} cell
 * @param {number} largest
 */
export function heatOf(cell, largest) {
  const money = cell["status"] === "owned" ? cell["our_revenue"] : cell["spend"];
  return money && largest ? Math.max(1, Math.ceil((4 * money) / largest)) : 1;
}

/** @param {Cell[]} cells every place of the grid */
export function progressOf(cells) {
  const known = cells.filter((cell) => cell["status"] && cell["status"] !== "unknown").length;
  const loose = cells.filter((cell) => cell["status"] && isLoose(cell)).length;
  const untouched = cells.filter((cell) => !cell["status"]).length;
  return { all: cells.length, known, loose, untouched };
}
