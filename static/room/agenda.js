// What the run sheet says: lines by day, which one is live, when each is expected, and what lateness moves.
// Pure: the server works out the forecast, this carries it forward by the seconds since.
import { dayOf, timeOf } from "../parts/dates.js";

/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{slot: string, start: number, end: number, missed: number, give?: number, planned: number}} ForecastLine `give`: what a break can still give up (ms) */
/** @typedef {{start: number, end: number, planned: number, late: number}} Expected  ms; `late` in ms against the plan */

const MINUTE = 60_000;
/** Further off than this, the room does not run by this day's plan at all (ms). */
const ANOTHER_DAY = 4 * 60 * MINUTE;

/** @param {Store} store @returns {WireRecord[]} every line of the run sheet, in order */
export const slotsOf = (store) => [...store.records("slot")].sort((a, b) => a.body.order - b.body.order);

/** @param {Store} store @returns {WireRecord[]} every stage, in order */
export const stagesOf = (store) => [...store.records("stage")].sort((a, b) => a.body.order - b.body.order);

/** @param {string | undefined} record a stage's record id, "stage:open" @returns {string} its own id */
export const stageId = (record) => (record ?? "").replace(/^stage:/u, "");

/** @param {Store} store @returns {WireRecord | undefined} the line that runs now */
export function liveSlot(store) {
  const id = store.workshop.value?.body.slot;
  return id ? store.record(id) : store.records("slot").find((one) => one.body.live);
}

/** @param {Store} store @returns {WireRecord | undefined} the line after the live one: as the day runs, else within its stage */
export function nextSlot(store) {
  const live = liveSlot(store);
  const stage = store.stage.value;
  return after(store, live) ?? slotsOf(store).find((one) => one.body.stage === stage && !one.body.dropped && one.body.order > (live?.body.order ?? 0));
}

/** @param {Store} store @param {WireRecord} slot @returns {WireRecord | undefined} the line after any other */
export const slotAfter = (store, slot) => after(store, slot) ?? slotsOf(store).find((one) => one.body.order > slot.body.order && !one.body.dropped && !one.body.ended);

/** The line that the server expects after another: what is over, or comes later than it stands, is not it. @param {Store} store @param {WireRecord | undefined} slot */
function after(store, slot) {
  /** @type {ForecastLine[]} */
  const rows = store.record("forecast")?.body.lines ?? [];
  const next = rows[rows.findIndex((row) => row.slot === slot?.id) + 1];
  return next && (slot?.id === liveSlot(store)?.id || rows.some((row) => row.slot === slot?.id)) ? store.record(next.slot) : undefined;
}

/** @param {WireRecord} slot @returns {number} the minutes that a line took, once it is over; else those it has */
export const minutesOf = ({ body }) => (body.started && body.ended ? Math.max(Math.round((body.ended - body.started) / MINUTE), 0) : body.minutes);

/**
 * Whether somebody came for the first time into a piece that ran, with others behind them.
 * @param {WireRecord[]} slots in order @param {WireRecord | undefined} slot the one that runs @param {Pick<WireRecord, "body">} person
 */
export function cameLate(slots, slot, person) {
  const first = slots.find((one) => one.body.started);
  return Boolean(slot && slot.id !== first?.id && person.body.first_came >= slot.body.started);
}

/** @param {Store} store @param {string} id @returns {string} a stage's title */
export const stageTitle = (store, id) => store.record(`stage:${id}`)?.body.title ?? "";

/** @param {Store} store @returns {boolean} whether the last stage is reached and holds no line: there is nothing more to meet for */
export const isOver = (store) => stagesOf(store).at(-1)?.id === `stage:${store.stage.value}` && !store.records("slot").some((one) => one.body.stage === store.stage.value);

/** @param {Store} store @returns {boolean} whether doors are open */
export const sittingOpen = (store) => Boolean(store.workshop.value?.body.sitting);

/** @param {Store} store @returns {string} where the workshop is */
export const zoneOf = (store) => store.workshop.value?.body.time_zone || "UTC";

/** @param {import("../live/boot.js").Live} live @returns {string} the calendar day where the workshop is, by the server's clock */
export const todayOf = ({ clock, store }) => dayOf(clock.serverNow(), zoneOf(store));

/** @param {Store} store @returns {string} ISO 4217, e.g. "GBP" */
export const currencyOf = (store) => store.workshop.value?.body.currency || "EUR";

/**
 * @param {WireRecord[]} slots in order
 * @returns {{day: number, slots: WireRecord[]}[]}
 */
export function byDay(slots) {
  /** @type {Map<number, WireRecord[]>} */
  const days = new Map();
  for (const slot of slots) days.set(slot.body.day, [...(days.get(slot.body.day) ?? []), slot]);
  return [...days].sort(([a], [b]) => a - b).map(([day, lines]) => ({ day, slots: lines }));
}

/**
 * A day's lines as they run: what has begun by when it did, then what is expected; what is neither stays behind the line it follows.
 * @param {WireRecord[]} slots in the order of the run sheet
 * @param {Map<string, Expected>} times
 */
export function asItRuns(slots, times) {
  let at = -Infinity;
  const placed = slots.map((slot) => {
    at = times.get(slot.id)?.start ?? (slot.body.started || at);
    return { slot, at };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ slot }) => slot);
}

/**
 * The forecast as it is at `now`: a line that runs over pushes what follows, until something waits for its fixed time.
 * @param {ForecastLine[]} lines in order, the live one first
 * @param {{ends_at?: number, paused_at?: number} | undefined} box the clock that runs
 * @param {number} now ms
 * @returns {Map<string, Expected>}
 */
export function expected(lines, box, now) {
  const found = new Map();
  const first = lines[0];
  if (!first) return found;
  let shift = Math.max(liveEnd(first, box, now) - first.end, 0);
  let before = first.start;
  for (const line of lines) {
    const isFirst = line === first;
    if (!isFirst) shift = Math.max(0, shift - Math.max(0, line.start - before));
    const start = isFirst ? line.start : line.start + shift;
    shift -= isFirst ? 0 : Math.min(shift, line.give ?? 0);
    found.set(line.slot, { start, end: line.end + shift, planned: line.planned, late: line.planned ? start - line.planned : 0 });
    before = line.end;
  }
  return found;
}

/** @param {ForecastLine} line @param {{ends_at?: number, paused_at?: number} | undefined} box @param {number} now */
function liveEnd(line, box, now) {
  if (!box?.ends_at) return line.end;
  return box.paused_at ? now + Math.max(box.ends_at - box.paused_at, 0) : Math.max(box.ends_at, now);
}

/** So long with nothing planned is said in the run sheet (ms). */
const HOLE = 10 * MINUTE;

/**
 * The time in which nothing is planned, by the line that it comes before.
 * @param {Map<string, Expected>} times in order
 * @returns {Map<string, {start: number, minutes: number}>} `start` in ms
 */
export function freeBefore(times) {
  const found = new Map();
  /** @type {Expected | undefined} */
  let before;
  for (const [slot, time] of times) {
    if (before && time.start - before.end >= HOLE) found.set(slot, { start: before.end, minutes: Math.floor((time.start - before.end) / MINUTE) });
    before = time;
  }
  return found;
}

/**
 * The forecast of a page, at this second. Whoever calls it is drawn again each second.
 * @param {import("../live/boot.js").Live} live
 */
export const expectedNow = ({ store, clock }) => expected(store.record("forecast")?.body.lines ?? [], store.record("timebox")?.body, clock.tick.value);

/**
 * How late the day is, in whole minutes, and the first thing that people would notice.
 * @param {WireRecord[]} slots in order
 * @param {Map<string, Expected>} times
 * @param {string} zone
 * @param {number} [ends] when the day should end as agreed now (ms); as planned where nothing was agreed
 * @returns {{minutes: number, say: string, owed: number} | null} `owed`: the minutes by which the day would end late; null
 *   while the room is in time
 */
export function lateness(slots, times, zone, ends = 0) {
  const coming = slots.filter((slot) => times.has(slot.id));
  const last = coming.at(-1);
  if (!last) return null;
  const end = times.get(last.id);
  if (!end || !end.planned) return null;
  const over = end.end - (ends || end.planned + last.body.planned_minutes * MINUTE);
  const moved = coming.slice(1).find((slot) => (slot.body.rest || slot.body.fixed_at) && lateBy(times, slot) >= MINUTE && !isAtItsTime(slot, times.get(slot.id), zone));
  const late = Math.max(over, moved ? lateBy(times, moved) : 0);
  if (late < MINUTE || late > ANOTHER_DAY) return null;
  const minutes = Math.floor(late / MINUTE);
  const owed = Math.max(0, Math.floor(over / MINUTE));
  if (!moved) return { minutes, owed, say: `The day ends at ${timeOf(end.end, zone)}.` };
  return { minutes, owed, say: `${moved.body.title} moves to ${timeOf(times.get(moved.id)?.start ?? 0, zone)}.` };
}

/** Whether a line stands at the fixed time it has now. @param {WireRecord} slot @param {Expected | undefined} time @param {string} zone */
export const isAtItsTime = ({ body }, time, zone) => Boolean(time && body.fixed_at === timeOf(time.start, zone));

/** How late the day is, at this second. @param {import("../live/boot.js").Live} live */
export const latenessNow = (live) => lateness(slotsOf(live.store), expectedNow(live), zoneOf(live.store), live.store.record("forecast")?.body.end);

/** @param {Map<string, Expected>} times @param {WireRecord} slot */
const lateBy = (times, slot) => times.get(slot.id)?.late ?? 0;
