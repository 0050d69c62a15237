// The keys that can be pressed now, listed under `?`.
import { html, part } from "../live/part.js";
import { Sheet } from "../parts/sheet.js";

/** @param {{live: import("../live/boot.js").Live}} props */
export function KeysSheet({ live }) {
  const { keys } = live;
  return part(Sheet, {
    title: "Keys", open: keys.help.value, onClose: () => (keys.help.value = false),
    children: html`<dl class="keys">${keys.list.value.map(({ key, label }) => html`<div key=${key} class="keys-one"><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${label}</dd></div>`)}<div class="keys-one"><dt><kbd>Ctrl Z</kbd></dt><dd>Undo what you just did</dd></div></dl>
      <p class="small faint">They are silent while you type. No key ever moves the room.</p>`,
  });
}
