// One contribution on a board, alive: who wrote it, corrections in place, taking it off, what lies joined inside.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Card } from "../parts/card.js";
import { timeOf } from "../parts/dates.js";
import { atDesk } from "./aloud.js";
import { Conflicts, Correction } from "./correction.js";
import { edited } from "./edits.js";
import { isParked, parkItem } from "./park.js";
import { ShownOn } from "./shown_on.js";
import { takeOff } from "./undo.js";
import { DESK, nameOf, personView } from "./who.js";
import { zoneOf } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("../parts/menu.js").MenuItem} MenuItem */
/** @typedef {import("../parts/card.js").CardProps} CardProps */

/** What can be put aside; what is still hidden, or written for one person, is not. */
const KEPT = new Set(["note", "question", "brief", "quote", "card", "goal", "pressure", "initiative", "obstacle", "unknown", "risk", "ask"]);

/**
 * Whose a record is, as a card says it: a person, or words in a person's place.
 * @param {Live} live
 * @param {WireRecord} record
 * @returns {Pick<CardProps, "author" | "byline">}
 */
export function authorOf(live, record) {
  const { store } = live;
  const person = record.by ? store.record(record.by) : undefined;
  if (record.body.function) return { byline: record.body.function === "team" ? "somebody of the team" : record.body.function };
  if (!person || person.kind !== "person") return {};
  if (record.via) return { byline: onDevice(store, record.via) ? `${person.body.name}, on ${nameOf(store, record.via)}’s device` : `said aloud by ${person.body.name}` };
  return { author: personView(person, zoneOf(live.store)) };
}

/** @param {import("../live/store.js").Store} store @param {string} via whether it was typed on a shared device, not at the desk */
export const onDevice = (store, via) => !DESK.includes(store.record(via)?.body.role ?? DESK[0]);

/** @param {Live} live @param {WireRecord} record */
export const isMine = (live, record) => record.by !== "" && record.by === live.store.me.value.person;

/**
 * @typedef {object} ContributionProps
 * @property {Live} live
 * @property {import("./coming.js").Shown} record
 * @property {string} [field] which words are corrected; `text` unless said
 * @property {boolean} [team] anybody of the team corrects it and takes it off; else its author and the desk
 * @property {CardProps["voice"]} [voice]
 * @property {CardProps["sources"]} [sources]
 * @property {Children} [aside]
 * @property {Children} [below] under the card's words
 * @property {MenuItem[]} [menu] before the usual ones
 * @property {boolean} [nameless] nobody's name on it, e.g. where the page already says whose it is
 * @property {boolean} [fixed] nothing can be corrected now
 * @property {boolean} [closed] not everybody of the team reads it yet, so it cannot be put aside for all to read
 */

/** @param {ContributionProps} props */
export function Contribution(props) {
  const { live, field = "text", team, voice, sources, aside, below, menu = [], nameless, fixed, closed } = props;
  const [changing, setChanging] = useState(false);
  const { record, pending } = edited(live.store, props.record);
  const way = pending || props.record.pending;
  const mine = isMine(live, record);
  const words = String(record.body[field] ?? "");
  if (changing) {
    return html`<div class="card card-changing" data-record=${record.id}>
      ${part(Correction, { live, record: props.record, field, label: "Correct the words", onClose: () => setChanging(false) })}
    </div>`;
  }
  const usual = fixed || !(team || mine || atDesk(live)) ? [] : [
    { id: "edit", title: mine ? "Edit" : "Correct", onPick: () => setChanging(true) },
    { id: "off", title: mine ? "Take it back" : "Take it off", onPick: () => takeOff(live, record.id, words) },
  ];
  const inside = record.body.holds ?? [];
  const parking = live.store.me.value.role === "customer_guest" || record.status !== "active" || !KEPT.has(record.kind) || closed || menu.some((one) => one.id === "park") ? [] : parkItem(live, record.id);
  return html`<div class="contribution">
    ${part(Card, {
      record: { id: record.id, status: record.status, body: { text: words } }, ...(nameless ? {} : authorOf(live, record)),
      voice, sources, pending: way, mine, aside, parked: isParked(live, record.id), merged: inside.length, menu: [...menu, ...parking, ...usual],
      late: record.body.late ? timeOf(record.body.late, zoneOf(live.store)) : undefined,
    })}
    ${part(ShownOn, { live, record })} ${below} ${inside.length > 0 && part(Inside, { live, ids: inside, field })} ${part(Conflicts, { live, record })}
  </div>`;
}

/** @param {{ live: Live, ids: string[], field: string }} props what was joined, in its own words */
function Inside({ live, ids, field }) {
  const originals = ids.flatMap((id) => live.store.record(id) ?? []);
  if (originals.length === 0) return null;
  return html`<details class="inside"><summary>What was joined</summary>
    <ul class="lines">${originals.map((one) => {
      const { author, byline } = authorOf(live, one);
      return html`<li key=${one.id}><p dir="auto">${one.body[field]}</p><p class="small faint"><bdi>${author?.name ?? byline ?? ""}</bdi></p></li>`;
    })}</ul>
  </details>`;
}
