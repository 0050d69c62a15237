// A room's own clock: what the record says, drawn; and what is said aloud at one minute, ten seconds and the end.
import { useEffect, useRef } from "preact/hooks";
import { part } from "../../live/part.js";
import { say } from "../../parts/live_region.js";
import { Timebox } from "../../parts/timebox.js";
import { timeOf } from "../../parts/dates.js";
import { zoneOf } from "../agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** Seconds before the end at which people are told, and the words. */
const TOLD = /** @type {const} */ ([
  [60, "One minute left in your room."],
  [10, "Ten seconds left. Finish your sentence."],
  [0, "Time is up in your room. What you are typing can still be kept."],
]);

/** @param {{live: Live, room: WireRecord, size?: "s" | "m" | "l" | "room", words?: boolean}} props */
export function RoomClock({ live, room, size = "m", words = false }) {
  const { started, ends_at } = room.body;
  return part(Timebox, { endsAt: ends_at, total: Math.max(ends_at - started, 1), now: live.clock.serverNow, size, words });
}

/**
 * For the people of a room. @param {Live} live @param {WireRecord} room
 * @returns {number} seconds left, at most one warning's worth; more than a minute is Infinity
 */
export function useWarnings(live, room) {
  const ends = room.body.ends_at;
  const left = Math.ceil(live.clock.remaining(ends) / 1000);
  const near = left > 60 ? Infinity : left;
  const before = useRef({ near, ends });
  useEffect(() => {
    const was = before.current;
    before.current = { near, ends };
    if (ends > was.ends) say(`More time: your room goes on until ${timeOf(ends, zoneOf(live.store))}.`);
    else TOLD.filter(([at]) => near <= at && was.near > at).slice(-1).forEach(([, words]) => say(words));
  }, [near, ends]);
  return near;
}

/** @param {number} near seconds @returns {string} the same for those who look */
export function nearWords(near) {
  if (near > 60) return "";
  if (near > 10) return "Less than a minute left.";
  return near > 0 ? "Ten seconds. Finish your sentence." : "Time is up. What you are typing can still be kept; it is marked late.";
}
