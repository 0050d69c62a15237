// The keys that can be pressed now, listed under `?`.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";

/** @param {{live: import("../live/boot.js").Live, also?: [string, string][]}} props `also`: keys of a part of this page, and what they do there */
export function KeysSheet({ live, also = [] }) {
  const { keys } = live;
  return part(Sheet, {
    title: "Keys", open: keys.help.value, onClose: () => (keys.help.value = false),
    children: html`<dl class="keys">${keys.list.value.map(({ key, label }) => html`<div key=${key} class="keys-one"><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${label}</dd></div>`)}${[...also, ["Ctrl Z", "Undo what you just did"]].map(([key, label]) => html`<div key=${key} class="keys-one"><dt><kbd>${key}</kbd></dt><dd>${label}</dd></div>`)}</dl>
      <p class="small faint">They are silent while you type. No key ever moves the room.</p>
      <p>${keys.off.value && html`<b>Single keys are switched off on this device.</b> `}${part(Button, { size: "s", look: "quiet", onClick: () => keys.switch(!keys.off.value), children: keys.off.value ? "Switch them on" : "Switch single keys off" })}</p>`,
  });
}
