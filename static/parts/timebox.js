// Timebox: the clock of what runs now; calm, warn at 20 % left, danger at 5 %, then overtime counts up. Silent for screen readers.
import { useEffect, useRef, useState } from "preact/hooks";
import { clockText } from "../live/clock.js";
import { html, names } from "../live/part.js";

/**
 * @typedef {object} TimeboxProps
 * @property {number | null} endsAt when it ends, server time in ms; null while there is none
 * @property {number} total how long it was given, ms
 * @property {() => number} now the server's clock, ms (see live/clock.js)
 * @property {number | null} [pausedLeft] what was left when it was paused, ms
 * @property {"s" | "m" | "l" | "room"} [size]
 * @property {string} [word] what it counts to, instead of its end: "until 08:30"
 * @property {boolean} [words] also say "left", "over" or "paused"
 */

/** @typedef {"calm" | "warn" | "danger" | "over" | "paused"} TimeboxMood */

/**
 * The mood of a clock with `left` of `total` milliseconds.
 * @param {number} left
 * @param {number} total
 * @returns {TimeboxMood}
 */
export function moodOf(left, total) {
  if (left < 0) return "over";
  if (left <= total * 0.05) return "danger";
  return left <= total * 0.2 ? "warn" : "calm";
}

/**
 * Redraws on the second of the clock it shows, and when a sleeping tab comes back.
 * @param {number | null} endsAt
 * @param {() => number} now
 * @param {boolean} still
 */
function useTick(endsAt, now, still) {
  const [, redraw] = useState(0);
  const clock = useRef(now);
  clock.current = now;
  useEffect(() => {
    if (endsAt === null || still) return undefined;
    let timer = 0;
    const again = () => {
      window.clearTimeout(timer);
      redraw((count) => count + 1);
      const phase = (((endsAt - clock.current()) % 1000) + 1000) % 1000;
      timer = window.setTimeout(again, phase + 5);
    };
    again();
    document.addEventListener("visibilitychange", again);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [endsAt, still]);
}

const WORDS = { calm: "left", warn: "left", danger: "left", over: "over", paused: "paused" };

/** @param {TimeboxProps} props */
export function Timebox({ endsAt, total, now, pausedLeft = null, size = "m", word, words = false }) {
  const paused = pausedLeft !== null;
  useTick(endsAt, now, paused);
  if (endsAt === null && !paused) return null;
  const left = paused ? pausedLeft : /** @type {number} */ (endsAt) - now();
  const mood = paused ? "paused" : word ? "calm" : moodOf(left, total);
  return html`<span class=${names("timebox", `timebox-${size}`, `timebox-${mood}`)} role="timer" aria-live="off">
    <span class="timebox-face">${clockText(left)}</span>
    ${word && !paused ? html` <span class="timebox-word">${word}</span>` : (words || paused || mood === "over") && html` <span class="timebox-word">${WORDS[mood]}</span>`}
  </span>`;
}
