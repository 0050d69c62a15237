// A grid from a spreadsheet: first row offerings, first column units, and in the cells whatever people write there. Pure.
import { parseMoney } from "../../parts/money.js";

/** @typedef {{status: string, spend?: number, our_revenue?: number, competitor?: string}} Read */
/** @typedef {{unit: string, offering: string, text: string, read: Read | null}} PastedCell */
/** @typedef {{units: string[], offerings: string[], cells: PastedCell[], newUnits: string[], newOfferings: string[], wrong: string}} Pasted */

/** @type {[string, RegExp][]} what people write for what */
const WORDS = [
  ["unknown", /^(\?+|unknown|not known|tbc|tbd|ask)$/u],
  ["not_applicable", /^(-|–|—|x|n\/?a|not applicable|not for them|none)$/u],
  ["owned", /^(●|ours?|us|owned?|yes|y|we|customer|installed)$/u],
  ["open", /^(○|open|white( space)?|w|free|potential|no|nobody)$/u],
  ["in_house", /^(⌂|in[- ]?house|own|self|internal|themselves)$/u],
  ["blocked", /^(✕|blocked|no go|frozen|freeze)$/u],
  ["competitor", /^(◆|competitor|competition|rival|comp)$/u],
];

/**
 * What one cell of a spreadsheet says; null when it says nothing.
 * "open 600k", "ours: £2m", "Knapp", "?" and "n/a" are all understood; a bare amount is what they spend in an open place.
 * @param {string} text
 * @returns {Read | null}
 */
export function readCell(text) {
  const whole = text.trim();
  if (!whole) return null;
  const [, said = "", amount = ""] = /^(.*?)[\s:;,/(]*((?:[\p{Sc}]\s?)?\d[\d.,\s]*(?:[kmb]|bn|mn)?)?\)?$/iu.exec(whole) ?? [];
  const money = amount.trim() ? parseMoney(amount) : null;
  const word = (money === null ? whole : said).trim();
  const plain = word.toLocaleLowerCase();
  const status = WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? (word ? "competitor" : "open");
  const named = status === "competitor" && !WORDS.some(([, pattern]) => pattern.test(plain)) ? { competitor: word.slice(0, 200) } : {};
  return { status, ...named, ...(money && (status === "owned" ? { our_revenue: money } : { spend: money })) };
}

/** @param {string} name */
const plain = (name) => name.trim().replace(/\s+/gu, " ").toLocaleLowerCase();

/**
 * @param {string} text as a spreadsheet puts it on the clipboard: tabs between cells; semicolons and commas are taken too
 * @param {{units: string[], offerings: string[]}} there names that are in the grid already
 * @returns {Pasted}
 */
export function readGrid(text, there) {
  const lines = text.replace(/\r/gu, "").split("\n").filter((line) => line.trim());
  const mark = ["\t", ";", ","].find((one) => lines[0]?.includes(one)) ?? "\t";
  const rows = lines.map((line) => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/u, "$1").replaceAll('""', '"')));
  const [head = [], ...body] = rows;
  const offerings = head.slice(1).filter(Boolean);
  const units = body.map((row) => row[0] ?? "").filter(Boolean);
  const known = (/** @type {string[]} */ names, /** @type {string} */ name) => names.find((one) => plain(one) === plain(name)) ?? name;
  const cells = body.flatMap((row) => head.slice(1).flatMap((offering, i) => {
    const unit = row[0];
    const words = row[i + 1] ?? "";
    return unit && offering ? [{ unit: known(there.units, unit), offering: known(there.offerings, offering), text: words, read: readCell(words) }] : [];
  }));
  const fresh = (/** @type {string[]} */ names, /** @type {string[]} */ old) =>
    [...new Set(names)].filter((name) => !old.some((one) => plain(one) === plain(name)));
  const wrong = lines.length < 2 || offerings.length === 0 ? "Copy the whole table: offerings in the first row, units in the first column." : "";
  return { units, offerings, cells, newUnits: fresh(units, there.units), newOfferings: fresh(offerings, there.offerings), wrong };
}

/** @param {Pasted} pasted the one command that a pasted grid is */
export function commandOf(pasted) {
  const cells = pasted.cells.flatMap(({ unit, offering, read }) => (read ? [{ unit, offering, ...read }] : []));
  return { cells, units: pasted.newUnits, offerings: pasted.newOfferings };
}
