// What is going on in a piece, counted: cards, who writes, who is ready.
import { namelessMine } from "./nameless.js";
import { isHere, isTeam, peopleOf } from "./who.js";

/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{number: number, of?: number, what: string}} Fact */

/** Kinds that tell about a piece without being a contribution to it. */
const UNCOUNTED = new Set(["tally", "ballot", "bet", "rating", "decision", "date"]);

/** Boards whose own headings count what stands under them. */
const COUNTING = new Set(["research", "insight_map", "review"]);

/**
 * @param {Store} store
 * @param {WireRecord} slot
 * @returns {Fact[]}
 */
export function factsOf(store, slot) {
  const team = peopleOf(store).filter((one) => isTeam(one) && isHere(one));
  // Where nobody is named, the server counts and tells no more.
  const ready = slot.body.naming === "anonymous" ? store.people.value.ready : team.filter((one) => one.body.ready === slot.id).length;
  // In a break nobody is waited for.
  const typing = slot.body.rest ? 0 : team.filter((one) => store.people.value.typing.has(one.id)).length;
  const facts = [...cardsOf(store, slot), ...votesOf(store, slot)];
  if (typing) facts.push({ number: typing, of: team.length, what: typing === 1 ? "is writing" : "are writing" });
  if (ready) facts.push({ number: ready, of: team.length, what: ready === 1 ? "is ready" : "are ready" });
  return facts;
}

/** @param {Store} store @param {WireRecord} slot @returns {Fact[]} */
function cardsOf(store, slot) {
  const written = store.record(`written:${slot.id}`);
  if (written) {
    const hidden = slot.body.mode === "write_reveal" && !slot.body.revealed;
    // Once they are to be read, the board above its cards says how many there are.
    if (!hidden) return [];
    return [{ number: written.body.total, what: `${written.body.total === 1 ? "card" : "cards"}, not yet revealed` }];
  }
  if (COUNTING.has(slot.body.kind)) return [];
  const kinds = (slot.body.board ?? []).filter((/** @type {string} */ kind) => !UNCOUNTED.has(kind)).slice(0, 3);
  return kinds
    .map((/** @type {string} */ kind) => ({ number: store.records(kind).length, what: plural(kind, store.records(kind).length) }))
    .filter((/** @type {Fact} */ fact) => fact.number > 0);
}

/** @param {Store} store @param {WireRecord} slot @returns {Fact[]} */
function votesOf(store, slot) {
  if (slot.body.kind !== "vote") return [];
  const open = store.records("ballot").find((one) => one.body.open);
  const turnout = open && store.record(`turnout:${open.id}`);
  return turnout ? [{ number: turnout.body.finished, of: turnout.body.voters, what: "have finished" }] : [];
}

/** Kinds whose name in a count is not their own: one, and several. @type {{[kind: string]: [string, string]}} */
const COUNTED = {
  brief: ["note", "notes"],
  opportunity: ["opportunity", "opportunities"],
  strategy: ["strategy", "strategies"],
  unknown: ["open question", "open questions"],
  parked: ["parked", "parked"],
  cell: ["place filled", "places filled"],
  influence: ["line of influence", "lines of influence"],
  decision_note: ["decision", "decisions"],
  progress: ["word on a promise", "words on promises"],
};

/** @param {string} kind @param {number} count */
function plural(kind, count) {
  const name = kind.replaceAll("_", " ");
  return (COUNTED[kind] ?? [name, `${name}s`])[count === 1 ? 0 : 1];
}

/**
 * What one person and the team have written in a piece: "you 3, team 23".
 * @param {Store} store
 * @param {WireRecord} slot
 * @returns {{mine: number, all: number} | null} null where nothing is counted
 */
export function mineOf(store, slot) {
  if (!["capture", "questions"].includes(slot.body.kind)) return null;
  const me = store.me.value.person;
  const written = store.record(`written:${slot.id}`);
  // Once revealed, nobody keeps count of who wrote what without a name, the writer's own tab included.
  if (!written || (slot.body.naming === "anonymous" && slot.body.revealed)) return null;
  const mine = ["note", "question"].flatMap((kind) => store.records(kind)).filter((one) => one.body.slot === slot.id && !one.body.breakout && one.by === me).length + namelessMine(slot.id);
  return { mine, all: Math.max(written.body.total, mine) };
}
