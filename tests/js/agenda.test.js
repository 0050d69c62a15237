// The run sheet carried forward by the seconds since the server worked it out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asItRuns, byDay, cameLate, expected, freeBefore, lateness, minutesOf, nextSlot, slotAfter } from "../../static/room/agenda.js";
import { minutesLeft } from "../../static/room/clock_face.js";

const MINUTE = 60_000;
const NINE = Date.parse("2026-11-24T09:00:00Z");
const at = (minutes) => NINE + minutes * MINUTE;
const line = (slot, start, end, planned = start) => ({ slot, start: at(start), end: at(end), missed: 0, planned: at(planned) });
const slot = (id, minutes, more = {}) => ({ id, kind: "slot", body: { title: id, day: 1, planned_minutes: minutes, ...more } });
const LINES = [line("talk", 0, 30), line("write", 30, 50), line("lunch", 60, 105), line("map", 105, 165)];
const SLOTS = [slot("talk", 30), slot("write", 20), slot("lunch", 45, { fixed_at: "10:00", rest: true }), slot("map", 60)];

test("in time, everything stands where the server put it", () => {
  const times = expected(LINES, { ends_at: at(30), paused_at: 0 }, at(10));
  assert.deepEqual([...times.values()].map((one) => one.start), LINES.map((one) => one.start));
  assert.equal(lateness(SLOTS, times, "UTC"), null);
});

test("a piece that runs over pushes what follows until the pause before a fixed time takes it up", () => {
  const times = expected(LINES, { ends_at: at(30), paused_at: 0 }, at(38));
  assert.equal(times.get("write").start, at(38));
  assert.equal(times.get("lunch").start, at(60));
});

test("a day whose order was interrupted is shown as it runs, and what is left out stays where it was", () => {
  const sheet = [slot("roll", 10, { started: at(-40), ended: at(-30) }), slot("news", 8), slot("gone", 5, { dropped: true }), slot("guest", 45, { started: at(-30) }), slot("map", 60)];
  const times = expected([line("guest", -30, 15), line("news", 15, 23), line("map", 23, 83)], undefined, at(0));
  assert.deepEqual(asItRuns(sheet, times).map((one) => one.id), ["roll", "guest", "news", "gone", "map"]);
  assert.deepEqual(asItRuns(SLOTS, new Map()), SLOTS);
});

test("what lateness moves is said with its time", () => {
  const times = expected(LINES, { ends_at: at(30), paused_at: 0 }, at(52));
  assert.equal(times.get("lunch").start, at(72));
  assert.deepEqual(lateness(SLOTS, times, "UTC"), { minutes: 12, owed: 12, say: "lunch moves to 10:12." });
});

test("what stands at the fixed time it was given is not late, however it was planned first", () => {
  const lines = [line("talk", 0, 30), line("lunch", 60, 105, 30), line("map", 105, 165, 105)];
  const times = expected(lines, { ends_at: at(30), paused_at: 0 }, at(10));
  assert.equal(lateness([SLOTS[0], SLOTS[2], SLOTS[3]], times, "UTC"), null);
});

test("without a break in the way it is the end of the day that moves", () => {
  const lines = [line("talk", 0, 30), line("map", 30, 90)];
  const times = expected(lines, { ends_at: at(30), paused_at: 0 }, at(36));
  assert.deepEqual(lateness([SLOTS[0], SLOTS[3]], times, "UTC"), { minutes: 6, owed: 6, say: "The day ends at 10:36." });
});

test("a clock that stands still pushes the day with every minute", () => {
  const paused = { ends_at: at(30), paused_at: at(20) };
  assert.equal(expected(LINES, paused, at(20)).get("write").start, at(30));
  assert.equal(expected(LINES, paused, at(33)).get("write").start, at(43));
});

test("a room that runs at quite another time of day is not called late", () => {
  const evening = LINES.map((one) => ({ ...one, start: one.start + 600 * MINUTE, end: one.end + 600 * MINUTE }));
  const times = expected(evening, { ends_at: at(630), paused_at: 0 }, at(605));
  assert.equal(lateness(SLOTS, times, "UTC"), null);
});

test("lines are shown by day, in order", () => {
  const days = byDay([slot("a", 5), slot("b", 5), slot("c", 5, { day: 2 })]);
  assert.deepEqual(days.map(({ day, slots }) => [day, slots.map((one) => one.id)]), [[1, ["a", "b"]], [2, ["c"]]]);
});

test("hours in which nothing is planned are said, before the line that waits for its time; a few minutes are not", () => {
  const lines = [line("talk", 0, 30), line("write", 30, 50), line("lunch", 60, 105), line("map", 195, 255)];
  const times = expected(lines, { ends_at: at(30), paused_at: 0 }, at(10));
  assert.deepEqual([...freeBefore(times)], [["lunch", { start: at(50), minutes: 10 }], ["map", { start: at(105), minutes: 90 }]]);
  const late = expected(lines, { ends_at: at(30), paused_at: 0 }, at(36));
  assert.deepEqual([...freeBefore(late).keys()], ["map"]);
});

/** A page's records of a day on which the customer was heard before lunch, though their lines stand after it. */
function heardEarly() {
  const lines = ["lunch", "heard", "map"].map((id, i) => line(id, i * 30, i * 30 + 30));
  const slots = [slot("lunch", 30, { order: 1, stage: "research" }), slot("visit", 45, { order: 2, stage: "briefing", ended: 5 }),
    slot("heard", 30, { order: 3, stage: "research" }), slot("map", 30, { order: 4, stage: "people" })];
  const records = new Map([...slots.map((one) => [one.id, one]), ["forecast", { body: { lines } }]]);
  return { records: () => slots, record: (id) => records.get(id), workshop: { value: { body: { slot: "lunch" } } }, stage: { value: "research" } };
}

test("what comes next is what the day runs to, not a line that is over though it stands there", () => {
  const store = heardEarly();
  assert.equal(nextSlot(store).id, "heard");
  assert.equal(slotAfter(store, store.record("lunch")).id, "heard");
  assert.equal(slotAfter(store, store.record("heard")).id, "map");
});

test("whoever comes while the first piece of all runs has nothing to catch up with, however late that is", () => {
  const first = slot("roll call", 10, { order: 1, started: at(0) });
  const second = slot("questions", 10, { order: 2, started: at(10) });
  const came = (minutes) => ({ body: { first_came: at(minutes) } });
  assert.equal(cameLate([first], first, came(9)), false);
  assert.equal(cameLate([first, second], second, came(9)), false);
  assert.equal(cameLate([first, second], second, came(11)), true);
  assert.equal(cameLate([first, second], undefined, came(11)), false);
});

test("the last minutes are said of a clock that goes down, not of a shorter piece that has just begun", () => {
  const clock = (slot, minutes) => ({ slot, minutes });
  assert.equal(minutesLeft(clock("a", 5), clock("a", 6)), "5 minutes left.");
  assert.equal(minutesLeft(clock("b", 5), clock("a", 6)), "");
  assert.equal(minutesLeft(clock("a", 5), clock("a", Infinity)), "");
  assert.equal(minutesLeft(clock("a", 0), clock("a", 1)), "Time is up. Finish your sentence.");
});

test("a line that is over shows the minutes it took, one to come the minutes it has", () => {
  assert.equal(minutesOf(slot("roll call", 10, { minutes: 10, started: at(0), ended: at(5) })), 5);
  assert.equal(minutesOf(slot("questions", 10, { minutes: 12 })), 12);
  assert.equal(minutesOf(slot("questions", 10, { minutes: 12, started: at(0) })), 12);
});
