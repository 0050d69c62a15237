// What came back without landing on the board: the words, the sentence, and three ways on. Stands beside the input.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { TextForm } from "./correction.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/queue.js").Refused} Refused */

/** @param {{ live: Live, types: string[], field?: string }} props `field` holds the words in the command's data */
export function Returned({ live, types, field = "text" }) {
  const back = live.store.refusals.value.filter((one) => types.includes(one.type));
  if (back.length === 0) return null;
  return html`<ul class="returned" role="alert">${back.map((one) => part(Row, { live, back: one, field, key: one.id }))}</ul>`;
}

/** @param {{ live: Live, back: Refused, field: string }} props */
function Row({ live, back, field }) {
  const [changing, setChanging] = useState(false);
  const text = typeof back.data[field] === "string" ? back.data[field] : "";
  /** @param {string} fresh */
  const again = (fresh) => void live.retry(back.id, { ...back.data, [field]: fresh });
  return html`<li data-back=${back.id}>
    <p class="field-error">${back.say}</p>
    ${changing
      ? part(TextForm, { text, label: "Your words", word: "Send again", onSave: again, onCancel: () => setChanging(false) })
      : html`${text && html`<p dir="auto" class="returned-words">${text}</p>`}
        <div class="row gap-s">
          ${part(Button, { size: "s", onClick: () => void live.retry(back.id), children: "Send again" })}
          ${text && part(Button, { size: "s", look: "quiet", onClick: () => setChanging(true), children: "Change it" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => void live.dismiss(back.id), children: "Let it go" })}
        </div>`}
  </li>`;
}
