import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, clockText } from "../../static/live/clock.js";
import { chance, SEEDS } from "./chance.js";

const TEN = Date.UTC(2026, 10, 21, 10);

/**
 * A room with one true time. `trips` are the ways there and back, in ms; `answer` is when the server looked.
 * @param {() => [number, number]} trip
 */
function room(trip) {
  let truth = TEN;
  const pass = (/** @type {number} */ ms) => (truth += ms);
  const ping = async () => {
    const [there, back] = trip();
    pass(there);
    const server = truth;
    pass(back);
    return server;
  };
  return { pass, ping, truth: () => truth, monotonic: () => truth - TEN + 12345.6 };
}

test("two laptops whose clocks are ten minutes apart agree within half a second", async () => {
  for (const seed of SEEDS) {
    const random = chance(seed);
    const here = room(() => [random() * 200, random() * 200]);
    const early = new Clock({ ping: here.ping, now: here.monotonic, wall: TEN - 300_000 });
    const late = new Clock({ ping: here.ping, now: here.monotonic, wall: TEN + 300_000 });
    await early.measure();
    await late.measure();
    const apart = Math.abs(early.serverNow() - late.serverNow());
    assert.ok(apart < 500, `seed ${seed}: ${apart} ms apart`);
    assert.ok(Math.abs(early.serverNow() - here.truth()) < 250, `seed ${seed}`);
  }
});

test("the quickest of several pings is believed", async () => {
  const trips = [[900, 10], [400, 5], [3, 3], [700, 20], [1, 600]];
  const here = room(() => /** @type {[number, number]} */ (trips.shift() ?? [5000, 0]));
  const clock = new Clock({ ping: here.ping, now: here.monotonic, wall: 0 });
  await clock.measure();
  assert.equal(Math.round(clock.serverNow()), here.truth());
});

test("a slow measurement does not spoil a good one that it agrees with", async () => {
  let trip = [1, 1];
  const here = room(() => /** @type {[number, number]} */ (trip));
  const clock = new Clock({ ping: here.ping, now: here.monotonic, wall: 0 });
  await clock.measure();
  trip = [0, 1000];
  await clock.measure();
  assert.equal(Math.round(clock.serverNow()), here.truth());
});

test("after a sleep in which the browser's clock stood still, the next measurement is believed", async () => {
  let slept = 0;
  let trip = 20;
  const here = room(() => [trip, trip]);
  const clock = new Clock({ ping: here.ping, now: () => here.monotonic() - slept, wall: TEN });
  await clock.measure();
  here.pass((slept = 3_600_000));
  trip = 90;
  await clock.measure();
  assert.equal(Math.round(clock.serverNow()), here.truth());
});

test("a clock that was ahead stands still until time has caught up, and is then right", async () => {
  const here = room(() => [0, 0]);
  const clock = new Clock({ ping: here.ping, now: here.monotonic, wall: TEN + 1500 });
  const before = clock.serverNow();
  await clock.measure();
  assert.equal(clock.serverNow(), before);
  here.pass(1000);
  assert.equal(clock.serverNow(), before);
  here.pass(1000);
  assert.equal(Math.round(clock.serverNow()), here.truth());
});

test("a server whose clock is set is noticed by what it says in passing, and not asked all the time", async () => {
  let set = 0;
  let asked = 0;
  const here = room(() => [5, 5]);
  const ping = async () => (asked++, (await here.ping()) + set);
  const clock = new Clock({ ping, now: here.monotonic, wall: TEN });
  await clock.measure();
  here.pass(60_000);
  await clock.check(here.truth() - 2000);
  assert.equal(asked, 5);
  set = 3_600_000;
  await clock.check(here.truth() + set);
  assert.equal(Math.round(clock.serverNow()), here.truth() + set);
  await clock.check(here.truth());
  assert.equal(asked, 10);
});

test("a clock that was minutes ahead does not stand still for minutes", async () => {
  const here = room(() => [0, 0]);
  const clock = new Clock({ ping: here.ping, now: here.monotonic, wall: TEN + 300_000 });
  clock.serverNow();
  await clock.measure();
  assert.equal(Math.round(clock.serverNow()), here.truth());
});

test("the time shown never goes back, whatever the measurements say", async () => {
  for (const seed of SEEDS) {
    const random = chance(seed);
    const here = room(() => [random() * 800, random() * 800]);
    const clock = new Clock({ ping: here.ping, now: here.monotonic, wall: TEN });
    await clock.measure();
    let last = clock.serverNow();
    for (let i = 0; i < 20; i++) {
      here.pass(random() * 500);
      if (random() < 0.3) await clock.measure();
      assert.ok(clock.serverNow() >= last, `seed ${seed}`);
      last = clock.serverNow();
    }
  }
});

test("a server that does not answer leaves the clock as it was", async () => {
  const clock = new Clock({ ping: async () => null, now: () => 1000, wall: TEN });
  await clock.measure();
  assert.equal(clock.serverNow(), TEN);
});

test("a countdown shows the same whole second everywhere, stands still in a pause and counts overtime", (t) => {
  let now = 0;
  const clock = new Clock({ ping: async () => null, now: () => now, wall: TEN + 250 });
  clock.start();
  t.after(() => clock.stop());
  assert.equal(clock.tick.value, TEN);
  assert.equal(clockText(clock.remaining(TEN + 90_000)), "1:30");
  assert.equal(clockText(clock.remaining(TEN + 90_000, TEN + 30_000)), "1:00");
  assert.equal(clockText(clock.remaining(TEN - 31_000)), "+0:31");
  now = 5000;
  clock.seed(TEN + 5250);
  assert.equal(clock.tick.value, TEN + 5000);
});

test("the tick comes on the second", async (t) => {
  const clock = new Clock({ ping: async () => null, wall: TEN + 900 });
  clock.start();
  t.after(() => clock.stop());
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.equal(clock.tick.value, TEN + 1000);
});

test("a time reads as people read it", () => {
  const read = { 0: "0:00", 400: "0:01", 59_000: "0:59", 725_000: "12:05", 3_720_000: "1:02:00", "-400": "0:00", "-61000": "+1:01" };
  for (const [ms, text] of Object.entries(read)) assert.equal(clockText(Number(ms)), text);
});
