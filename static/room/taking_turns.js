// On the room screen: what the team wrote, under its question. There is room for few words, so all of it takes turns.
import { html, names } from "../live/part.js";
import { turnsUnder } from "./words.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** How long a few cards stand (ms). The server's clock turns them, so that two screens show the same. */
const TURN_MS = 12_000;

/** @param {{live: Live, ask: string, texts: string[], since?: number}} props `since`: when they began to stand there (ms) */
export function TakingTurns({ live, ask, texts, since = 0 }) {
  const turns = turnsUnder(ask, texts);
  const nth = turns.length > 1 ? Math.floor(Math.max(live.clock.tick.value - since, 0) / TURN_MS) % turns.length : 0;
  const before = turns.slice(0, nth).reduce((sum, turn) => sum + turn.length, 0);
  const shown = turns[nth] ?? [];
  return html`<p class="screen-head">${ask}</p>
    <ul class=${names("screen-list screen-cards", shown.length <= 2 && "screen-few")}>${shown.map((text, i) => html`<li key=${i}><span dir="auto">${text}</span></li>`)}
      ${turns.length > 1 && html`<li class="screen-more num">${before + 1}${shown.length > 1 && `–${before + shown.length}`} of ${texts.length}</li>`}</ul>`;
}
