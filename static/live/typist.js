// A device that several share: who types now is who the page is for, until they have done their one thing.
import { effect, signal } from "@preact/signals";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./command.js").Answer} Answer */

/** What is always the device owner's own. */
const OWN = /^(people|stage|clock|replan|homework)\.|^signoff\.(?!pledge$)/u;
/** After one of these the person who typed has done their one thing. */
const ONE_THING = /\.(add_\w+|quote|propose|park|accept|decline|counter|done|answer)$/u;

/** Where what somebody gives alone is kept, and what it says. @type {{[type: string]: (data: any, by: string, was: any) => [id: string, body: any]}} */
const ALONE = {
  "opportunity_map.bet": ({ opportunity, ...given }, by) => [`bet:${opportunity}:${by}`, given],
  "opportunity_map.rate": ({ opportunity, ...given }, by) => [`rating:${opportunity}:${by}`, given],
  "relationship_map.rate": ({ stakeholder, ...given }, by) => [`stance:${stakeholder}:${by}`, given],
  "signoff.pledge": (given, by) => [`pledge:${by}`, given],
  "vote.set_dots": ({ ballot, item, dots }, by, was) => [`dots:${ballot}:${by}`, { ...was, dots: { ...was?.dots, [item]: dots } }],
};

/** @param {Store} store @param {string} owner whose device it is @returns {import("@preact/signals").Signal<string>} who types now */
export function typistOf(store, owner) {
  const typist = signal("");
  // Whose boards, promises and answers are shown; a snapshot says again whose device it is.
  effect(() => {
    const person = typist.value || owner;
    if (store.me.value.person !== person) store.me.value = { ...store.me.peek(), person };
  });
  effect(() => {
    if (!typist.value && store.alone.peek().size) store.alone.value = new Map();
  });
  return typist;
}

/** @param {string} type @param {string} by @param {string} owner @returns {string} for whom a command is given, "" for whose device it is */
export const spokenFor = (type, by, owner) => (by && by !== owner && !OWN.test(type) ? by : "");

/**
 * A command was given on this device: over with one thing, it asks again whose turn it is; what was given alone for
 * somebody else is shown to them while they type.
 * @param {Store} store
 * @param {import("@preact/signals").Signal<string>} typist
 * @param {{type: string, data: any, onBehalf: string}} given
 * @param {Promise<Answer>} answer
 */
export async function typed(store, typist, { type, data, onBehalf }, answer) {
  const by = typist.peek(), alone = ALONE[type];
  if (by && ONE_THING.test(type)) typist.value = "";
  if (!by || by !== onBehalf || !alone || !(await answer).ok || typist.peek() !== by) return;
  const [at] = alone(data, by, undefined);
  const [id, body] = alone(data, by, store.alone.peek().get(at)?.body);
  const record = { id, kind: "", rev: 0, status: "active", by, at: 0, body };
  store.alone.value = new Map(store.alone.peek()).set(id, /** @type {import("./view.js").WireRecord} */ (record));
}
