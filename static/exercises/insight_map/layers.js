// Where everything stands in the picture: one column a kind, each thing as near as possible to what it serves. Pure.
import { COLUMNS, servedBy } from "./chains.js";

/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{ record: WireRecord, column: number, row: number }} Place */
/** @typedef {{ from: Place, to: Place }} Line */

/** @type {{[kind: string]: number}} goals on the left, what we could do for them on the right */
const COLUMN = { ...Object.fromEntries(COLUMNS.map(({ kind }, at) => [kind, at])), opportunity: COLUMNS.length };

/**
 * @param {WireRecord[]} items
 * @param {WireRecord[]} opportunities ours, tied to initiatives
 * @returns {{ places: Place[], lines: Line[], columns: number, rows: number }}
 */
export function layered(items, opportunities) {
  const all = [...items, ...opportunities];
  const targets = new Map(all.map((one) => [one.id, one.kind === "opportunity" ? items.filter((item) => (one.body.initiatives ?? []).includes(item.id)) : servedBy(one, items)]));
  /** @type {Map<string, Place>} */
  const places = new Map();
  const columns = opportunities.length ? COLUMNS.length + 1 : COLUMNS.length;
  for (let column = 0; column < columns; column += 1) {
    const here = all.filter((one) => COLUMN[one.kind] === column);
    const ordered = here.map((record, at) => ({ record, pull: middle(targets.get(record.id) ?? [], places, at) })).sort((a, b) => a.pull - b.pull);
    ordered.forEach(({ record }, row) => places.set(record.id, { record, column, row }));
  }
  const lines = [...places.values()].flatMap((from) => (targets.get(from.record.id) ?? []).flatMap((target) => {
    const to = places.get(target.id);
    return to ? [{ from, to }] : [];
  }));
  return { places: [...places.values()], lines, columns, rows: Math.max(0, ...[...places.values()].map((place) => place.row + 1)) };
}

/**
 * The middle of what something serves; its own turn where it serves nothing yet.
 * @param {WireRecord[]} served
 * @param {Map<string, Place>} places
 * @param {number} turn
 */
function middle(served, places, turn) {
  const rows = served.flatMap((one) => places.get(one.id)?.row ?? []);
  return rows.length ? rows.reduce((sum, row) => sum + row, 0) / rows.length : turn;
}
