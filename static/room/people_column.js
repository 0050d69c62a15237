// The people in the console: hands, who waits at the door, who is here and how, who has not been heard.
import { useComputed } from "@preact/signals";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { Menu } from "../parts/menu.js";
import { People } from "../parts/people.js";
import { liveSlot, sittingOpen, zoneOf } from "./agenda.js";
import { Door } from "./door.js";
import { Floor, floorOf } from "./floor.js";
import { leavesToday } from "./leaving.js";
import { visitorsIn } from "./visitors.js";
import { DESK, isHere, isTeam, isVisitor, ownsSigned, peopleOf, personView, silentOf, waitedFor } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../parts/people.js").PeopleGroup} PeopleGroup */

const SLOWLY_MS = 15_000;

/** In the simple view: only who needs something. */
const NEEDED = new Set(["Waited for", "Visitors", "Not heard yet", "Away", "Not here yet"]);

/** @param {{live: Live, simple?: boolean, onPerson: (id: string) => void}} props */
export function PeopleColumn({ live, simple, onPerson }) {
  // Who is silent or overdue changes slowly: not every second draws thirty people.
  const now = useComputed(() => Math.floor(live.clock.tick.value / SLOWLY_MS) * SLOWLY_MS).value;
  const people = peopleOf(live.store);
  const lobby = people.filter((one) => !one.body.admitted);
  return html`<div class="people-side">
    ${lobby.length > 0 && part(Lobby, { live, lobby })}
    ${part(Door, { live })}
    ${simple && part(HowMany, { people })}
    ${part(Floor, { live })}
    ${part(People, { groups: groupsOf(live, onPerson, now).filter((group) => !simple || NEEDED.has(group.title)) })}
    ${part(Button, { look: "quiet", size: "s", icon: "people", children: "Codes and links", onClick: () => onPerson("") })}
  </div>`;
}

/** @param {{people: WireRecord[]}} props in the simple view nobody who is simply here is listed */
function HowMany({ people }) {
  const team = people.filter((one) => isTeam(one) && one.body.admitted);
  return html`<p class="quiet"><b class="num">${team.filter(isHere).length}</b> of ${team.length} of the team are here.</p>`;
}

/** @param {{live: Live, lobby: WireRecord[]}} props */
function Lobby({ live, lobby }) {
  const admit = () => void live.send("people.admit", { people: lobby.map((one) => one.id) });
  return html`<section class="lobby-group" aria-label="At the door">
    <h2 class="people-title">At the door <span class="people-count">${lobby.length}</span></h2>
    <ul>${lobby.map((one) => html`<li key=${one.id}><bdi>${one.body.name}</bdi></li>`)}</ul>
    ${part(Button, { size: "s", onClick: admit, children: lobby.length === 1 ? `Admit ${lobby[0]?.body.name}` : `Admit all ${lobby.length}` })}
  </section>`;
}

/**
 * Everybody once, in the order in which the desk needs them.
 * @param {Live} live
 * @param {(id: string) => void} onPerson
 * @param {number} now ms
 * @returns {PeopleGroup[]}
 */
export function groupsOf(live, onPerson, now) {
  const { store } = live;
  const people = peopleOf(store).filter((one) => one.body.admitted);
  const hands = new Set(floorOf(store)?.queue ?? []);
  // In a round everybody's turn comes: nobody is named a second time for not having had it.
  const silent = new Set(floorOf(store)?.round ? [] : silentOf(store, liveSlot(store), now).map((one) => one.id));
  const guests = visitorsIn(live);
  const waited = waitedFor(store);
  const missing = people.filter((one) => waited.has(one.id) && !isHere(one));
  const taken = new Set([...hands, ...[...guests, ...missing].map((one) => one.id)]);
  const rest = people.filter((one) => !taken.has(one.id));
  const by = (/** @type {string[]} */ ...kinds) => rest.filter((one) => kinds.includes(one.body.presence));
  const here = rest.filter(isHere);
  const row = (/** @type {WireRecord} */ one, /** @type {object} */ more = {}) => rowOf(live, one, onPerson, more);
  return [
    { title: "Waited for", rows: missing.map((one) => row(one, { note: "planning waits" })) },
    { title: "Visitors", tone: "guest", rows: guests.map((one) => row(one)) },
    { title: "Not heard yet", rows: here.filter((one) => silent.has(one.id)).map((one) => row(one)), most: 6 },
    { title: "Here", rows: here.filter((one) => !silent.has(one.id)).map((one) => row(one)), most: 12 },
    { title: "Away", rows: by("stepped_out", "lost").map((one) => row(one, { note: awayWords(one, live, now) })), most: 6 },
    { title: "Left", rows: by("left").map((one) => row(one)), most: 3 },
    { title: sittingOpen(store) ? "Not here yet" : "Invited", rows: by("out").map((one) => row(one)), most: 8 },
  ];
}

/** @param {WireRecord} one @param {Live} live @param {number} now ms */
function awayWords({ body }, live, now) {
  const zone = zoneOf(live.store);
  const over = body.back_at && now > body.back_at;
  if (body.presence === "stepped_out") return `${over ? "wanted to be" : ""} back at ${timeOf(body.back_at, zone)}`.trim();
  return body.lost_at ? `connection lost ${timeOf(body.lost_at, zone)}` : "connection lost";
}

/** @param {Live} live @param {WireRecord} one @param {(id: string) => void} onPerson @param {object} more */
function rowOf(live, one, onPerson, more) {
  const person = personView(one, zoneOf(live.store));
  const offline = one.body.presence === "remote" && !live.store.people.value.here.has(one.id);
  const no = one.body.no_device ? { note: "no device: the desk writes" } : {};
  const shared = one.body.shares_device ? { note: "shares this device" } : {};
  const unplugged = one.body.presence === "room" && !one.body.no_device && !live.store.people.value.here.has(one.id);
  const leads = live.store.workshop.value?.body.lead === one.id;
  const plain = leads ? { note: unplugged ? "leads, no device" : "leads" } : unplugged ? { note: "no device just now" } : {};
  const slot = liveSlot(live.store);
  const ready = slot && one.body.ready === slot.id ? { note: "ready" } : {};
  const reading = live.store.people.value.reading.has(one.id) ? { note: "joined, reading what happened" } : {};
  return {
    person: offline ? { ...person, presence: /** @type {const} */ ("away") } : unplugged ? { ...person, presence: /** @type {const} */ ("unplugged") } : person,
    ...no, ...shared, ...plain, ...ready, ...reading, ...more,
    aside: html`<span class="row person-acts">${part(Attest, { live, one })}${part(PersonMenu, { live, one, onPerson })}</span>`,
  };
}

/** @param {Live} live @param {WireRecord} one the floor, also for whoever has no device, and for the desk itself @returns {import("../parts/menu.js").MenuItem[]} */
function speaking({ store, send }, one) {
  const { id, body } = one;
  const mine = id === store.me.value.person;
  const raise = () => void send("people.raise_hand", {}, mine ? {} : { onBehalf: id });
  const now = { id: "speaks", title: mine ? "I speak now" : "Speaks now", hint: "The clock runs; whoever spoke has spoken", onPick: () => void send("speaking.start", { person: id }, { now: true }) };
  if (floorOf(store)?.speaking?.person === id) return [];
  return isVisitor(one) || body.hand ? [now] : [now, { id: "queue", title: mine ? "I want to speak" : "Wants to speak", hint: "Into the queue", onPick: raise }];
}

/** @param {{live: Live, one: WireRecord}} props one tap for what is missing most: "in the room" */
function Attest({ live, one }) {
  const may = sittingOpen(live.store) && !isHere(one) && (!isVisitor(one) || one.body.window === "open");
  if (!may) return null;
  const attest = () => void live.send("people.attest", { person: one.id, presence: "room" });
  return part(Button, { size: "s", look: "quiet", icon: "check", label: `${one.body.name} is in the room`, onClick: attest });
}

/** @param {{live: Live, one: WireRecord, onPerson: (id: string) => void}} props */
function PersonMenu({ live, one, onPerson }) {
  const { store, send } = live;
  const { body, id } = one;
  const say = (/** @type {string} */ presence) => () => void send("people.attest", { person: id, presence });
  const items = [];
  if (sittingOpen(store)) {
    items.push(...speaking(live, one));
    if (body.presence !== "room" && (!isVisitor(one) || body.window === "open")) items.push({ id: "room", title: "Is in the room", onPick: say("room") });
    if (isHere(one)) items.push({ id: "left", title: "Has left", onPick: say("left") });
  }
  if (sittingOpen(store) && isHere(one) && !isVisitor(one)) items.push({ id: "early", title: leavesToday(live, id) ? `Leaves at ${leavesToday(live, id)}…` : "Leaves early…", onPick: () => onPerson(id) });
  if (["participant", "plan_owner"].includes(body.role)) items.push({ id: "share", title: body.shares_device ? "Nobody else on this device" : "Several people on this device", hint: body.shares_device ? "" : "It asks who is typing before each card", onPick: () => void send("people.share_device", { person: id, shared: !body.shares_device }) });
  items.push({ id: "open", title: "Link and QR code", hint: "For a phone, or a new link", onPick: () => onPerson(id) });
  if (isVisitor(one) && body.window === "open") items.push({ id: "close", title: "Close the visit now", danger: true, onPick: () => void send("people.close_window", { person: id }) });
  if (isVisitor(one) && body.window !== "open") items.push({ id: "again", title: "Invite again", hint: "On the record", onPick: () => void send("people.invite_again", { person: id }) });
  const lead = store.workshop.value?.body.lead === store.me.value.person;
  if (lead && id !== store.me.value.person && (DESK.includes(body.role) || ownsSigned(store, one))) items.push({ id: "over", title: "Hand the lead over", onPick: () => void send("people.hand_over", { person: id }) });
  return part(Menu, { label: `More for ${body.name}`, items });
}
