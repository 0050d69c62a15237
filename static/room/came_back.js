// What came back and stands nowhere else: the sentence why, the words, and what to do with them.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { BothTexts } from "./correction.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** A board that shows its own refusal beside the input takes it up within this time (ms). */
const OWN_MS = 1500;

/** @param {{live: Live}} props */
export function CameBack({ live }) {
  const { refusals } = live.store;
  return html`${refusals.value.map((one) => part(One, { live, refusal: one, key: one.id }))}`;
}

/** @param {{live: Live, refusal: import("../live/queue.js").Refused}} props */
function One({ live, refusal }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(!shownElsewhere(refusal.say)), OWN_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  const changed = refusal.code === "stale" ? live.store.record(refusal.data.id ?? refusal.data.target ?? "") : undefined;
  if (changed) return html`<div class="came-back" role="alert">${part(BothTexts, { live, record: changed, back: refusal })}</div>`;
  const text = wordsIn(refusal.data);
  return html`<div class="came-back" role="alert">
    <p class="field-error">${refusal.say}</p>
    ${text && html`<p class="came-back-words" dir="auto">${text}</p>`}
    <div class="row gap-s">
      ${part(Button, { size: "s", onClick: () => void live.retry(refusal.id), children: "Try again" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void live.dismiss(refusal.id), children: "Let it go" })}
    </div>
  </div>`;
}

/** @param {string} say whether a board already says it beside its own input */
const shownElsewhere = (say) => [...document.querySelectorAll("main .field-error")].some((one) => one.textContent === say);

/** @param {any} data what somebody typed, wherever in the command it stands @returns {string} */
function wordsIn(data) {
  if (typeof data === "string") return /\s|.{24}/u.test(data) && !/^[\w:-]+$/u.test(data) ? data : "";
  if (Array.isArray(data)) return data.map(wordsIn).filter(Boolean).join("\n");
  return data && typeof data === "object" ? Object.entries(data).map(([name, value]) => (name === "text" ? String(value) : wordsIn(value))).filter(Boolean).join("\n") : "";
}
