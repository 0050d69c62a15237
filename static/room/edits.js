// Own corrections on their way: shown at once on the card, and brought back to it when somebody else changed the same words.

import { useEffect, useRef } from "preact/hooks";

/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../live/queue.js").Refused} Refused */
/** @typedef {import("../live/queue.js").Pending} Pending */
/** @typedef {import("../parts/card.js").Way} Way */

/**
 * How far own changes have come; "" once the server has them all.
 * @param {Store} store
 * @param {Pending[]} changes
 * @returns {Way | ""}
 */
export function wayOf(store, changes) {
  const open = changes.filter((one) => one.state !== "saved");
  if (open.length === 0) return "";
  if (open.some((one) => one.state === "held")) return "held";
  return store.online.value === "ok" ? "saving" : "offline";
}

/**
 * A record with what I have changed on it and the server has not yet.
 * @param {Store} store
 * @param {WireRecord} record
 * @returns {{record: WireRecord, pending: Way | ""}}
 */
export function edited(store, record) {
  const mine = store.ghosts("record.edit").filter((ghost) => ghost.data.id === record.id);
  if (mine.length === 0) return { record, pending: "" };
  const body = Object.assign({}, record.body, ...mine.map((ghost) => ghost.data.set));
  return { record: { ...record, body }, pending: wayOf(store, mine) };
}

/**
 * The records of a kind that are on the board, without those I am just taking off.
 * @param {Store} store
 * @param {string} kind
 * @returns {WireRecord[]}
 */
export function present(store, kind) {
  const going = store.ghosts("record.withdraw");
  const records = store.records(kind);
  return going.length === 0 ? records : records.filter((record) => !going.some((ghost) => ghost.data.id === record.id));
}

/**
 * My corrections of this record that came back.
 * @param {Store} store
 * @param {string} id
 * @returns {Refused[]}
 */
export const refusedFor = (store, id) =>
  store.refusals.value.filter((one) => (one.type === "review.realign" ? one.data.target : ["record.edit", "record.withdraw"].includes(one.type) && one.data.id) === id);

/**
 * For a form that says itself what was refused and still holds the words: the page need not show them too. A form that
 * is gone by then holds nothing, and the page keeps them.
 * @param {import("../live/boot.js").Live} live
 * @returns {(answer: import("../live/command.js").Answer) => void}
 */
export function useTakenUp(live) {
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  return (answer) => void (here.current && answer.refused && live.dismiss(answer.id));
}

/**
 * For Composer: one text goes and comes back by itself, several go one by one (what is refused shows in Returned).
 * @param {import("../live/boot.js").Live} live
 * @param {string} type
 * @param {(text: string) => {[field: string]: unknown}} data
 * @param {() => string} [onBehalf] who said it aloud, if the desk writes for somebody
 */
export function adding(live, type, data, onBehalf = () => "") {
  const how = () => (onBehalf() ? { onBehalf: onBehalf() } : {});
  return {
    /** @param {string[]} texts @returns {Promise<any> | void} */
    onAdd: (texts) => {
      if (texts.length === 1) return live.send(type, data(texts[0] ?? ""), how());
      for (const text of texts) void live.send(type, data(text), how());
      return undefined;
    },
    /** @param {{id?: string}} answer */
    onBack: (answer) => void (answer.id && live.dismiss(answer.id)),
    onTyping: () => live.presence.typing(),
  };
}
