// A room's own clock: what the record says, drawn; and what is said aloud at one minute, ten seconds and the end.
import { useEffect, useRef } from "preact/hooks";
import { part } from "../../live/part.js";
import { say } from "../../parts/live_region.js";
import { Timebox } from "../../parts/timebox.js";
import { timeOf } from "../../parts/dates.js";
import { zoneOf } from "../agenda.js";
import { stoodAt } from "../clock_face.js";

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
  return part(Timebox, { endsAt: ends_at, total: Math.max(ends_at - started, 1), now: live.clock.serverNow, pausedLeft: stoodAt(room.body), size, words });
}

/** @typedef {{near: number, ends: number, stands: boolean}} Moment  seconds left, at most one warning's worth, more than a minute or a clock that stands is Infinity; when it ends, ms */

/**
 * What people hear when a room's clock changes. @param {Moment} was @param {Moment} is @param {string} until the end as a time of day
 * @returns {string} "" where there is nothing to say
 */
export function clockWords(was, is, until) {
  if (is.stands && !was.stands) return "The clock of your room stands still. You can go on writing.";
  if (was.stands && !is.stands) return `The clock of your room goes on, until ${until}.`;
  if (is.ends > was.ends) return is.stands ? "More time for your room." : `More time: your room goes on until ${until}.`;
  return TOLD.filter(([at]) => is.near <= at && was.near > at).at(-1)?.[1] ?? "";
}

/**
 * For the people of a room. @param {Live} live @param {WireRecord} room
 * @returns {number} seconds left, as in `Moment`
 */
export function useWarnings(live, room) {
  const { ends_at: ends, paused_at } = room.body;
  const stands = Boolean(paused_at);
  const left = Math.ceil(live.clock.remaining(ends) / 1000);
  const near = stands || left > 60 ? Infinity : left;
  const before = useRef({ near, ends, stands });
  useEffect(() => {
    const words = clockWords(before.current, { near, ends, stands }, timeOf(ends, zoneOf(live.store)));
    before.current = { near, ends, stands };
    if (words) say(words);
  }, [near, ends, stands]);
  return near;
}

/** @param {number} near seconds @returns {string} the same for those who look */
export function nearWords(near) {
  if (near > 60) return "";
  if (near > 10) return "Less than a minute left.";
  return near > 0 ? "Ten seconds. Finish your sentence." : "Time is up. What you are typing can still be kept; it is marked late.";
}
