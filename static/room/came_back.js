// What came back and stands nowhere else on this page: the sentence why, the words, and what to do with them. It stays,
// also over a reload and wherever the room goes, until it is sent or let go.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { wordsIn } from "../live/unsent.js";
import { Button } from "../parts/button.js";
import { BothTexts } from "./correction.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/queue.js").Refused} Refused */

/** A board that shows a refusal beside its own input has it there within this time; so often is looked again (ms). */
const OWN_MS = 1500;

/** @param {{live: Live, only?: "words"}} props `only`: presses that were refused are not shown here */
export function CameBack({ live, only }) {
  const all = live.store.refusals.value;
  const back = only ? all.filter((one) => wordsIn(one.data)) : all;
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (back.length === 0) return undefined;
    const timer = setInterval(() => setShown(back.filter(isNowhere).map((one) => one.id).join(" ")), OWN_MS);
    return () => clearInterval(timer);
  }, [all]);
  const ids = shown.split(" ");
  return html`${back.filter((one) => ids.includes(one.id)).map((one) => part(One, { live, refusal: one, key: one.id }))}`;
}

/** @param {{live: Live, refusal: Refused}} props */
function One({ live, refusal }) {
  const changed = refusal.code === "stale" ? live.store.record(refusal.data.id ?? refusal.data.target ?? "") : undefined;
  if (changed) return html`<div class="came-back" role="alert">${part(BothTexts, { live, record: changed, back: refusal })}</div>`;
  const text = wordsIn(refusal.data);
  return html`<div class="came-back" role="alert">
    <p class="field-error">${refusal.say}</p>
    ${text && html`<p class="came-back-words" dir="auto">${text}</p>`}
    <div class="row gap-s">
      ${part(Button, { size: "s", onClick: () => void live.retry(refusal.id), of: text, children: "Try again" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void live.dismiss(refusal.id), of: text, children: "Let it go" })}
    </div>
  </div>`;
}

/** @param {Refused} back whether no board shows it beside its own input, by its id or, in a sheet, by its sentence */
function isNowhere(back) {
  if (document.querySelector(`[data-back="${back.id}"]:not(.came-back *)`)) return false;
  const said = [...document.querySelectorAll(".field-error")].filter((one) => one.textContent === back.say);
  return said.every((one) => one.closest(".came-back, [data-back]"));
}
