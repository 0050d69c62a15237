// A person's record as the parts draw it, and who counts as what. Presence is what was declared; a lost
// connection shows beside it.
import { timeOf } from "../parts/dates.js";

/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../parts/person.js").PersonView} PersonView */

/** @type {{[role: string]: string}} */
export const ROLES = {
  facilitator: "facilitator",
  co_facilitator: "co-facilitator",
  participant: "participant",
  plan_owner: "plan owner",
  first_line_manager: "first-line manager",
  second_level_manager: "second-level manager",
  customer_guest: "customer",
  screen: "room screen",
};

export const DESK = ["facilitator", "co_facilitator"];
export const TEAM = ["participant", "plan_owner", "first_line_manager"];
export const VISITORS = ["second_level_manager", "customer_guest"];

/** @type {{[presence: string]: PersonView["presence"]}} */
const PRESENCE = { room: "room", remote: "remote", stepped_out: "out", left: "left", lost: "away", out: "expected" };

/** @param {Pick<WireRecord, "body">} person whether they are in the room or remote */
export const isHere = (person) => ["room", "remote"].includes(person.body.presence);

/** @param {WireRecord} person */
export const isVisitor = (person) => VISITORS.includes(person.body.role);

/** @param {WireRecord} person whether they may contribute: participants, the plan owner, managers */
export const isTeam = (person) => TEAM.includes(person.body.role);

/** @param {Store} store @returns {WireRecord[]} everybody who is somebody: no projector, nobody withdrawn */
export const peopleOf = (store) => store.records("person").filter((one) => one.body.role !== "screen" && !one.body.withdrawn);

/** @param {Store} store @returns {{id: string, title: string, hint: string}[]} the team, to choose somebody from */
export const teamOptions = (store) => peopleOf(store).filter(isTeam).map(({ id, body }) => ({ id, title: body.name, hint: body.function }));

/** @param {Store} store whether a first-line manager looks at this page */
export const isManager = (store) => store.me.value.role === "first_line_manager";

/** @param {Store} store @returns {WireRecord | undefined} the record of whoever looks at this page */
export const meOf = (store) => store.record(store.me.value.person);

/** @param {Store} store @param {string} id */
export const nameOf = (store, id) => store.record(id)?.body.name ?? "Somebody";

/**
 * @param {WireRecord} record
 * @param {string} zone
 * @returns {PersonView}
 */
export function personView({ id, body }, zone) {
  const words = [body.function, body.place || body.organisation].filter(Boolean).join(", ");
  const shown = { id, name: body.name, role: ROLES[body.role] ?? "", detail: words || ROLES[body.role] || "" };
  const presence = PRESENCE[body.presence] ?? "expected";
  const back = body.presence === "stepped_out" && body.back_at ? { back: timeOf(body.back_at, zone) } : {};
  return { ...shown, presence, ...back, guest: body.role === "customer_guest" };
}

/** From so much of the others on, or of the time, it says something that somebody has not been heard. */
const A_THIRD = 1 / 3;

/**
 * Who has not contributed to the live piece, of those who are here: once a third of the others have, or a third of
 * the time has gone by. Nothing where names are no part of it.
 * @param {Store} store
 * @param {WireRecord | undefined} slot
 * @param {number} now ms
 * @returns {WireRecord[]}
 */
export function silentOf(store, slot, now) {
  if (!slot || slot.body.naming !== "named" || slot.body.rest || !slot.body.board?.length) return [];
  // What is written in breakout rooms stays there: nobody can be missed.
  if (store.records("breakout").some(({ body }) => body.started && !body.ended)) return [];
  const wrote = new Set(Object.keys(store.record(`written:${slot.id}`)?.body.writers ?? {}));
  for (const kind of slot.body.board) {
    for (const record of store.all(kind)) if (record.at >= slot.body.started) wrote.add(record.by);
  }
  const team = peopleOf(store).filter((one) => isTeam(one) && isHere(one));
  const silent = team.filter((one) => !wrote.has(one.id));
  const soon = now - slot.body.started < slot.body.minutes * 60_000 * A_THIRD;
  return soon && silent.length > team.length * (1 - A_THIRD) ? [] : silent;
}

/** @param {Store} store @returns {Set<string>} whom everything waits for */
export const waitedFor = (store) => new Set(store.record("hold")?.body.people ?? []);

/** @param {Store} store @param {WireRecord | undefined} person whether they own a plan that is signed, and may lead its reviews */
export function ownsSigned(store, person) {
  const owns = person?.body.role === "plan_owner" && store.workshop.value?.body.plan_owner === person.id;
  return Boolean(owns && store.records("decision").some((one) => one.body.verdict === "approved"));
}

/** @param {Live} live the manager who signs the plan */
export const signerOf = ({ store }) => store.record(store.workshop.value?.body.signer ?? "");

/** @param {Live} live whether this is the manager who signs, or the deputy whom she lets sign */
export function maySign(live) {
  const signer = signerOf(live), me = live.store.me.value.person;
  return live.store.me.value.role === "first_line_manager" && (!signer || signer.id === me || (signer.body.deputy === me && Boolean(signer.body.deputy_signs)));
}
