// Own contributions that the server has not answered yet, drawn among the others at once.

/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {WireRecord & {pending?: import("../parts/card.js").Way | "" | true, coming?: boolean}} Shown  `pending`: with a change on its way; `coming`: not there yet at all */

import { edited, present, wayOf } from "./edits.js";

/**
 * A kind's records as this browser should show them: own corrections on them, what I take off gone, what I add at the end.
 * @param {Store} store
 * @param {string} kind
 * @param {string} type  the command that adds one, e.g. `funnel.add_prospect`
 * @returns {Shown[]}
 */
export function withComing(store, kind, type) {
  const there = present(store, kind).map((record) => {
    const { record: now, pending } = edited(store, record);
    return pending ? { ...now, pending } : now;
  });
  const made = new Set(there.map((record) => record.id));
  const ghosts = store.ghosts(type).filter((ghost) => !ghost.answer?.made?.some((/** @type {string} */ id) => made.has(id)));
  return [...there, ...ghosts.map((ghost) => comingRecord(store, kind, ghost))];
}

/** @param {Store} store @param {string} kind @param {import("../live/queue.js").Pending} ghost @returns {Shown} */
function comingRecord(store, kind, ghost) {
  const by = store.me.value.person;
  return { id: ghost.id, kind, rev: 0, status: "active", by, at: Number.MAX_SAFE_INTEGER, body: ghost.data, pending: wayOf(store, [ghost]) || true, coming: true };
}

/**
 * A field set by one tap. A second tap while the first is on its way follows it, instead of being taken for
 * somebody else's change.
 * @param {import("../live/boot.js").Live} live
 * @param {WireRecord} record
 * @param {{[field: string]: any}} set
 */
export function tap(live, record, set) {
  const under = live.store.ghosts("record.edit").some((ghost) => ghost.data.id === record.id);
  return live.send("record.edit", { id: record.id, set }, under ? {} : { rev: record.rev });
}
