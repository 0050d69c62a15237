// The clock of the piece that runs now, as the workshop's timebox record tells it.
import { useEffect, useRef } from "preact/hooks";
import { part } from "../live/part.js";
import { timeOf } from "../parts/dates.js";
import { say } from "../parts/live_region.js";
import { Timebox } from "../parts/timebox.js";
import { zoneOf } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** Minutes left that are said aloud, for people who do not see the clock. */
const TOLD = [5, 1, 0];

/** @param {{[field: string]: any}} clock with `ends_at` and `paused_at` @returns {number | null} ms it had left when it was paused; null while it runs */
export const stoodAt = (clock) => (clock["paused_at"] ? clock["ends_at"] - clock["paused_at"] : null);

/** @param {{live: Live, size?: "s" | "m" | "l" | "room", words?: boolean, quiet?: boolean}} props `quiet`: without saying it aloud */
export function ClockFace({ live, size = "m", words = false, quiet = false }) {
  const box = live.store.record("timebox")?.body;
  const started = Boolean(box?.ends_at);
  const early = box && isEarly(live, box);
  useSaying(live, started && !early && !quiet && !box?.paused_at ? box?.ends_at : 0, box?.slot ?? "");
  if (!box || !started) return null;
  if (early && !box.paused_at) return part(Timebox, { endsAt: box.started_at, total: box.minutes * 60_000, now: live.clock.serverNow, size, word: `until ${timeOf(box.started_at, zoneOf(live.store))}` });
  const total = Math.max(box.ends_at - box.started_at, 1);
  return part(Timebox, { endsAt: box.ends_at, total, now: live.clock.serverNow, pausedLeft: stoodAt(box), size, words });
}

/** Whether the doors are open and the day is still to begin; looked at again each second until then. @param {Live} live @param {{[field: string]: any}} box */
export const isEarly = (live, box) => box["started_at"] > live.clock.serverNow() && box["started_at"] > live.clock.tick.value;

/**
 * What is said aloud as the minutes of a clock go down; what another piece had left is no news of this one.
 * @param {{slot: string, minutes: number}} now @param {{slot: string, minutes: number}} before
 */
export function minutesLeft(now, before) {
  const told = TOLD.find((limit) => now.slot === before.slot && now.minutes === limit && before.minutes === limit + 1);
  if (told === undefined) return "";
  return told ? `${told} minute${told === 1 ? "" : "s"} left.` : "Time is up. Finish your sentence.";
}

/** @param {Live} live @param {number} endsAt 0 while no clock runs @param {string} slot whose clock it is */
function useSaying(live, endsAt, slot) {
  const minutes = endsAt ? Math.ceil(live.clock.remaining(endsAt) / 60_000) : Infinity;
  const before = useRef({ slot, minutes: Infinity });
  useEffect(() => {
    const words = minutesLeft({ slot, minutes }, before.current);
    before.current = { slot, minutes };
    if (words) say(words);
  }, [slot, minutes]);
}
