// Putting something aside from where it stands: P on a card that has the focus or lies under the pointer, or its menu. It
// stays on its board, marked; its words wait in the parking lot with a way back.
import { useLayoutEffect } from "preact/hooks";
import { say } from "../parts/live_region.js";
import { loadBoard } from "./board.js";
import { placeOf } from "./places.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const ANY = "[data-record], [data-card], [data-hand]";

/** @param {Element | null} element */
const idAt = (element) => {
  const found = element?.closest(ANY);
  return found?.getAttribute("data-record") ?? found?.getAttribute("data-card") ?? found?.getAttribute("data-hand") ?? "";
};

/** @param {Live} live @param {string} id whether something waits in the parking lot */
export const isParked = ({ store }, id) =>
  store.records("parked").some((one) => one.body.origin === id && !one.body.settled) || store.ghosts("talk.park").some((ghost) => ghost.data.origin === id);

/** @param {Live} live @param {string} id */
export function park(live, id) {
  if (live.store.record(id)?.kind === "person") return parkHand(live, id);
  if (isParked(live, id)) return say("It waits in the parking lot already.");
  void live.send("talk.park", { origin: id }).then((answer) => answer.ok && say("Put in the parking lot. It stays here too."));
}

/** What somebody in the queue wants to say waits there as theirs, and their hand goes down. @param {Live} live @param {string} person */
function parkHand(live, person) {
  const text = live.store.record(person)?.body.to_say;
  if (!text) return say("They have not said what it is about.");
  void live.send("talk.add_parked", { text }, { onBehalf: person }).then((answer) => answer.ok && live.send("people.lower_hand", { person }));
}

/** @param {Live} live @param {string} id @returns {import("../parts/menu.js").MenuItem[]} */
export const parkItem = (live, id) => (isParked(live, id) ? [] : [{ id: "park", title: "Park it", hint: "P", onPick: () => park(live, id) }]);

/**
 * P parks what has the focus or lies under the pointer; nothing there, it opens the parking lot.
 * @param {Live} live
 * @param {() => void} onOpen
 */
export function useParkKey(live, onOpen) {
  useLayoutEffect(() => live.keys.on("p", "Park this", () => {
    const hovered = [...document.querySelectorAll(":hover")].at(-1) ?? null;
    const id = idAt(document.activeElement) || idAt(hovered);
    if (id && live.store.record(id)) park(live, id);
    else onOpen();
  }), []);
}

/** @param {WireRecord} record whether it stands on the page now */
export const isOnPage = (record) => document.querySelector(`[data-record="${CSS.escape(record.id)}"]`) !== null;

/**
 * Back to where something came from: it is shown if it stands on this page, else its board is.
 * @param {Live} live
 * @param {WireRecord} origin
 * @param {((slot: string) => void) | undefined} onLook
 */
export function backTo(live, origin, onLook) {
  const place = (origin.body.slot && live.store.record(origin.body.slot)) || placeOf(live, origin.kind);
  const there = () => document.querySelector(`[data-record="${CSS.escape(origin.id)}"]`);
  if (!there() && place && onLook) {
    onLook(place.id);
    void loadBoard(place.body.kind).then((module) => module.openRecord?.(origin.id), () => undefined);
  }
  setTimeout(() => there()?.scrollIntoView({ block: "center" }), 150);
}
