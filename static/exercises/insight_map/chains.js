// The four columns, what serves what, and the chain that runs through one item.
import { nameOf } from "../../room/who.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {"goal" | "pressure" | "initiative" | "obstacle"} Kind */
/**
 * @typedef {object} Column
 * @property {Kind} kind
 * @property {string} title
 * @property {string} add the command that adds one
 * @property {string} adding
 * @property {Kind[]} serves what an item of this column can be connected to
 * @property {string} serving on the button that connects
 * @property {string} done how it ends well: the last of its states
 * @property {string} say
 * @property {string} example
 */

/** @type {Column[]} */
export const COLUMNS = [
  { kind: "goal", title: "Goals", add: "insight_map.add_goal", adding: "A goal of theirs", serves: [], serving: "", done: "achieved", say: "What they want to have reached, in their words.", example: "Every order delivered on the day it was promised." },
  { kind: "pressure", title: "Pressures", add: "insight_map.add_pressure", adding: "What presses on them", serves: ["goal"], serving: "presses on…", done: "resolved", say: "What forces them to act, from outside or inside.", example: "Wages went up ten per cent in April." },
  { kind: "initiative", title: "Initiatives", add: "insight_map.add_initiative", adding: "What they do about it", serves: ["goal", "pressure"], serving: "serves…", done: "completed", say: "Programmes with a name and money behind them.", example: "A pilot at one site, with results by June." },
  { kind: "obstacle", title: "Obstacles", add: "insight_map.add_obstacle", adding: "What stands in the way", serves: ["initiative"], serving: "stands in the way of…", done: "overcome", say: "Why it has not happened yet.", example: "Nobody there has an hour for training." },
];

/** @param {string} kind @returns {Column} */
export const columnOf = (kind) => /** @type {Column} */ (COLUMNS.find((one) => one.kind === kind));

/**
 * An item with ties that are on their way.
 * @param {WireRecord} item
 * @param {{ to: string, field?: string, on: boolean }[]} ties
 */
export function linked(item, ties) {
  const own = ties.filter((tie) => (tie.field ?? "links") === "links");
  if (own.length === 0) return item;
  const links = new Set(item.body.links);
  for (const tie of own) {
    if (tie.on) links.add(tie.to);
    else links.delete(tie.to);
  }
  return { ...item, body: { ...item.body, links: [...links] } };
}

/**
 * What an item serves, among what is on the map; what was joined stands for its parts.
 * @param {WireRecord} item
 * @param {WireRecord[]} items
 * @returns {WireRecord[]}
 */
export function servedBy(item, items) {
  const links = item.body.links ?? [];
  const found = items.filter((one) => links.includes(one.id) || (one.body.holds ?? []).some((/** @type {string} */ id) => links.includes(id)));
  return found.filter((one) => one.id !== item.id);
}

/** @param {WireRecord} item @param {WireRecord[]} items whether it hangs on nothing although it should */
export function isLoose(item, items) {
  if (item.kind === "goal" || item.kind === "pressure") return false;
  const kinds = columnOf(item.kind).serves;
  return !servedBy(item, items).some((one) => kinds.includes(/** @type {Kind} */ (one.kind)));
}

/**
 * Everything that is connected with one item, up to its goals and down to its obstacles.
 * @param {string} id
 * @param {WireRecord[]} items
 * @returns {Set<string>}
 */
export function chainOf(id, items) {
  const item = items.find((one) => one.id === id);
  if (!item) return new Set();
  return new Set([id, ...reach(item, (one) => servedBy(one, items)), ...reach(item, (one) => items.filter((other) => servedBy(other, items).includes(one)))]);
}

/**
 * @param {WireRecord} from
 * @param {(item: WireRecord) => WireRecord[]} next
 * @param {Set<string>} [seen]
 */
function reach(from, next, seen = new Set()) {
  for (const item of next(from)) {
    if (seen.has(item.id)) continue;
    seen.add(item.id);
    reach(item, next, seen);
  }
  return seen;
}

export const TABLE = [
  { id: "what", title: "What" }, { id: "kind", title: "Kind" }, { id: "serves", title: "Serves" },
  { id: "by", title: "From" }, { id: "state", title: "State" },
];

/** @param {Live} live @param {WireRecord[]} items @param {WireRecord[]} opportunities ours; the map as rows, to be read and copied */
export function rowsOf({ store }, items, opportunities) {
  const ours = opportunities.map((one) => ({
    id: one.id,
    cells: {
      what: one.body.name, kind: "Our opportunity", by: nameOf(store, one.by), state: one.body.stage,
      serves: items.filter((item) => (one.body.initiatives ?? []).includes(item.id)).map((item) => item.body.text).join("; "),
    },
  }));
  const theirs = items.map((item) => ({
    id: item.id,
    cells: {
      what: item.body.text, kind: columnOf(item.kind).title.replace(/s$/u, ""),
      serves: servedBy(item, items).map((one) => one.body.text).join("; ") || (isLoose(item, items) ? "not connected yet" : ""),
      by: nameOf(store, item.by), state: item.body.state,
    },
  }));
  return [...theirs, ...ours];
}
