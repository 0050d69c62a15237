// How long somebody has been speaking: counts up, calm, and silent for screen readers.
import { clockText } from "../live/clock.js";
import { html } from "../live/part.js";

/** @param {{live: import("../live/boot.js").Live, started: number}} props `started` in the server's ms */
export function SpeakingClock({ live, started }) {
  const spoken = Math.max(0, Math.floor((live.clock.tick.value - started) / 1000) * 1000);
  return html`<span class="speaking-clock num" role="timer" aria-live="off" aria-label="Speaking for">${clockText(spoken)}</span>`;
}
