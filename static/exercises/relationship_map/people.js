// The people of the map, put in order: by unit, and in each unit by who reports to whom. Pure.

/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {{person: Shown, depth: number, elsewhere: string}} Line  `elsewhere`: the id of a boss in another unit */
/** @typedef {{unit: string, lines: Line[]}} Group */

export const STANCES = /** @type {const} */ ([
  { id: "supporter", title: "Supporter", tone: "good" },
  { id: "neutral", title: "Neutral" },
  { id: "sceptic", title: "Sceptic", tone: "warn" },
  { id: "opponent", title: "Opponent", tone: "bad" },
  { id: "unknown", title: "Not known" },
]);
export const INFLUENCES = [
  { id: "low", title: "Low" },
  { id: "medium", title: "Medium" },
  { id: "high", title: "High" },
];
export const LEVELS = ["executive", "senior manager", "manager", "specialist"];
export const DECISION_ROLES = ["decision maker", "approver", "influencer", "technical evaluator", "user", "gatekeeper"];
/** Where somebody is often missing, offered when the customer's own units do not say it. */
const FUNCTIONS = ["finance", "operations", "IT", "purchasing"];

/** @param {Shown} person what they are called on the map */
export const titleOf = ({ body }) => body.name || body.title || "Somebody";

/** @param {Shown} person */
export const isExecutive = ({ body }) => /executive/iu.test(body.level ?? "");

/** @param {string} text */
const same = (text) => text.trim().toLocaleLowerCase();

/**
 * @param {Shown[]} people on the map
 * @returns {Group[]} units by their highest person's place, those without a unit last
 */
export function grouped(people) {
  const byId = new Map(people.map((one) => [one.id, one]));
  /** @type {Map<string, Shown[]>} */
  const units = new Map();
  for (const one of people) {
    const unit = one.body.unit ?? "";
    const key = [...units.keys()].find((known) => same(known) === same(unit)) ?? unit;
    units.set(key, [...(units.get(key) ?? []), one]);
  }
  const order = [...units].sort(([a, x], [b, y]) => Number(!a) - Number(!b) || rank(x) - rank(y) || a.localeCompare(b));
  return order.map(([unit, members]) => ({ unit, lines: asTree(members, byId) }));
}

/** @param {Shown[]} members a unit with an executive stands higher */
const rank = (members) => (members.some(isExecutive) ? 0 : 1);

/** @param {Shown[]} members @param {Map<string, Shown>} all @returns {Line[]} bosses first, theirs below them */
function asTree(members, all) {
  const inside = new Set(members.map((one) => one.id));
  /** @type {Line[]} */
  const lines = [];
  const placed = new Set();
  /** @param {Shown} person @param {number} depth */
  const place = (person, depth) => {
    if (placed.has(person.id)) return;
    placed.add(person.id);
    const boss = person.body.reports_to;
    lines.push({ person, depth, elsewhere: boss && !inside.has(boss) && all.has(boss) ? boss : "" });
    for (const one of members) if (one.body.reports_to === person.id) place(one, depth + 1);
  };
  const tops = members.filter((one) => !one.body.reports_to || !inside.has(one.body.reports_to));
  for (const one of [...tops].sort((a, b) => Number(isExecutive(b)) - Number(isExecutive(a)))) place(one, 0);
  // A circle has no top: everybody still shows.
  for (const one of members) place(one, 0);
  return lines;
}

/**
 * Where nobody is on the map yet: the customer's units first, then functions nobody has named.
 * @param {Shown[]} people
 * @param {string[]} units
 * @returns {string[]}
 */
export function gapsOf(people, units) {
  const words = same(people.map((one) => `${one.body.unit ?? ""} ${one.body.title ?? ""}`).join(" | "));
  const empty = units.filter((unit) => !people.some((one) => same(one.body.unit ?? "") === same(unit)));
  return [...empty, ...FUNCTIONS.filter((one) => !words.includes(same(one)) && !empty.some((unit) => same(unit) === same(one)))];
}

/**
 * "Thierry Garnier, CEO" as a name and a title; a line without a comma is a name.
 * @param {string} line
 */
export function readPerson(line) {
  const [name = "", ...rest] = line.split(/[,\t;]/u).map((piece) => piece.trim());
  return { name, ...(rest.join(", ") && { title: rest.join(", ") }) };
}
