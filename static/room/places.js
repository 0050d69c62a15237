// Where on the run sheet a kind of record is made.
import { slotsOf } from "./agenda.js";

/**
 * The piece of the live stage in which a kind of record is made; else the last one that has it.
 * @param {import("../live/boot.js").Live} live
 * @param {string} kind
 */
export function placeOf({ store }, kind) {
  const all = slotsOf(store).filter((slot) => kind && slot.body.board?.includes(kind));
  return all.find((slot) => slot.body.stage === store.stage.value) ?? all.filter((slot) => slot.body.started).at(-1);
}
