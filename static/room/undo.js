// Taking something off a board, and putting it back: one quiet line for a while, no question asked before.
import { signal } from "@preact/signals";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";

/** @typedef {import("../live/boot.js").Live} Live */

const SHOWN_MS = 15_000;

/** @type {import("@preact/signals").Signal<{id: string, words: string} | null>} */
const last = signal(null);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Live} live @param {string} id @param {string} words what it said */
export function takeOff(live, id, words) {
  void live.send("record.withdraw", { id }).then((answer) => {
    if (!answer.ok) return;
    clearTimeout(timer);
    last.value = { id, words };
    say(`Taken off: ${words}`);
    timer = setTimeout(() => (last.value = null), SHOWN_MS);
  });
}

/** @param {{ live: Live }} props once on a board */
export function UndoLine({ live }) {
  const gone = last.value;
  const back = () => {
    if (gone) void live.send("record.restore", { id: gone.id });
    last.value = null;
  };
  return html`<div class="undo-line">
    ${gone &&
    html`<span class="clip">Taken off: <span dir="auto">${gone.words}</span></span>
      ${part(Button, { size: "s", look: "quiet", onClick: back, children: "Put it back" })}`}
  </div>`;
}
