// One clock for the room: the server's. It is measured against the browser's monotonic clock, so
// a laptop whose clock is ten minutes wrong, or is set while it counts, shows the same seconds.
import { signal } from "@preact/signals";

/** How many pings a measurement takes: the quickest one knows best. */
const PINGS = 5;

/** A correction backwards waits until time has caught up, unless it is larger than this (ms). */
const STEP_MS = 2000;

/** So far off the server's own times may be (they travel) before the clock is measured again; and how often that may be. */
const DOUBT_MS = 5000;
const DOUBT_EVERY_MS = 10_000;

/** @typedef {{offset: number, trip: number}} Sample  ms from the browser's clock to the server's; round trip in ms */

export class Clock {
  /** Server time in ms, on the second, once a second. What reads it is drawn again each second. */
  tick = signal(0);
  #now;
  #ping;
  /** @type {Sample} */
  #best;
  #last = -Infinity;
  #measuring = false;
  #measured = -Infinity;
  #ticking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {object} with_
   * @param {() => Promise<number | null>} with_.ping  the server's time in ms, or null if it does not answer
   * @param {() => number} [with_.now]  monotonic, in ms
   * @param {number} [with_.wall]  what to believe until the server has been asked, in ms since 1970
   */
  constructor({ ping, now = () => performance.now(), wall = Date.now() }) {
    this.#ping = ping;
    this.#now = now;
    this.#best = { offset: wall - now(), trip: Infinity };
  }

  /**
   * The server's time in ms since 1970; never goes back by a correction. May be handed on by itself.
   * @returns {number}
   */
  serverNow = () => {
    const now = this.#now() + this.#best.offset;
    this.#last = this.#last - now > STEP_MS ? now : Math.max(this.#last, now);
    return this.#last;
  };

  /**
   * A first idea, from a message whose way here took an unknown time.
   * @param {number} serverTime  ms
   */
  seed(serverTime) {
    if (this.#best.trip === Infinity) this.#best = { offset: serverTime - this.#now(), trip: Infinity };
    this.#beat();
  }

  /** Ask the server a few times and believe the quickest answer. */
  async measure() {
    if (this.#measuring) return;
    this.#measuring = true;
    /** @type {Sample | undefined} */
    let best;
    for (let i = 0; i < PINGS; i++) {
      const sample = await this.#sample();
      if (sample && (!best || sample.trip < best.trip)) best = sample;
    }
    this.#measuring = false;
    this.#measured = this.#now();
    if (best) this.#believe(best);
  }

  /**
   * What the server says it is, in passing. Its clock may have been set, by a rehearsal for one.
   * @param {number} serverTime  ms
   */
  async check(serverTime) {
    const off = Math.abs(serverTime - this.serverNow()) > DOUBT_MS;
    if (off && this.#now() - this.#measured > DOUBT_EVERY_MS) await this.measure();
  }

  /** Begin to tick. */
  start() {
    this.#ticking = true;
    this.#beat();
  }

  stop() {
    this.#ticking = false;
    clearTimeout(this.#timer);
  }

  /**
   * Milliseconds left of a timebox, negative in overtime. Reads the tick.
   * @param {number} endsAt  ms since 1970
   * @param {number} [pausedAt]  when it was paused, 0 while it runs
   */
  remaining(endsAt, pausedAt = 0) {
    return endsAt - (pausedAt || this.tick.value);
  }

  /** @returns {Promise<Sample | undefined>} */
  async #sample() {
    const sent = this.#now();
    const server = await this.#ping();
    const trip = this.#now() - sent;
    return server === null ? undefined : { offset: server + trip / 2 - this.#now(), trip };
  }

  /**
   * A sample is right to half its round trip (and a ms). An older, finer one stays while both can be true.
   * @param {Sample} sample
   */
  #believe(sample) {
    const apart = Math.abs(sample.offset - this.#best.offset);
    const agrees = apart <= (sample.trip + this.#best.trip) / 2 + 1;
    if (agrees && this.#best.trip < sample.trip) return;
    this.#best = sample;
    this.#beat();
  }

  #beat() {
    clearTimeout(this.#timer);
    if (!this.#ticking) return;
    const now = this.serverNow();
    this.tick.value = Math.floor(now / 1000) * 1000;
    // A timer may fire a little early: a few ms past the second is still on it.
    this.#timer = setTimeout(() => this.#beat(), 1000 - (now % 1000) + 4);
  }
}

/**
 * How a clock reads: "12:05", "1:02:00", and in overtime "+0:31".
 * @param {number} ms
 */
export function clockText(ms) {
  const seconds = Math.ceil(ms / 1000);
  const rest = Math.abs(seconds);
  const hours = Math.floor(rest / 3600);
  const minutes = Math.floor((rest % 3600) / 60);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const time = hours ? `${hours}:${two(minutes)}:${two(rest % 60)}` : `${minutes}:${two(rest % 60)}`;
  return seconds < 0 ? `+${time}` : time;
}
