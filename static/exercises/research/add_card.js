// One card, fast: the words, Enter. Which C and where it comes from stay as they were for the next one.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { Composer } from "../../parts/composer.js";
import { adding } from "../../room/edits.js";
import { Returned } from "../../room/returned.js";
import { SourcePicker } from "../../room/sources.js";
import { CS, titleOf } from "./cs.js";

/** @typedef {import("../../live/boot.js").Live} Live */

/** So many lines go as one command; a longer list as several. */
const MANY = 100;

/** @param {{ live: Live, slot: import("../../live/view.js").WireRecord, c: string, onC: (c: string) => void, narrow: boolean, onBehalf: () => string }} props */
export function AddCard({ live, slot, c, onC, narrow, onBehalf }) {
  const [rests, setRests] = useState({ sources: /** @type {string[]} */ ([]), basis: "" });
  const [finding, setFinding] = useState(false);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Write a card", () => box.current?.querySelector("textarea")), []);
  const one = adding(live, "research.add_card", (text) => ({ c, text, ...rests }), onBehalf);
  const add = (/** @type {string[]} */ texts) => {
    if (texts.length === 1) return one.onAdd(texts);
    for (let from = 0; from < texts.length; from += MANY) {
      void live.send("research.add_cards", { c, lines: texts.slice(from, from + MANY), ...rests }, onBehalf() ? { onBehalf: onBehalf() } : {});
    }
    return undefined;
  };
  const bare = c === "customer" && rests.sources.length === 0;
  return html`<div class="add-card" ref=${box}>
    ${part(Composer, {
      ...one, onAdd: add, label: slot.body.prompt || "One fact", hideLabel: true, draftKey: `${live.boot.seat}:card`, placeholder: `One fact about the ${titleOf(c).toLocaleLowerCase()}`,
      before: !narrow && part(Choice, { label: "About", hideLabel: true, value: c, onChoose: onC, options: CS.map(({ id, title, voice }) => ({ id, title, ...(voice ? { tone: voice } : {}) })) }),
    })}
    ${narrow && !finding && rests.sources.length === 0
      ? html`<div class="row gap-s">${part(Button, { size: "s", icon: "search", onClick: () => setFinding(true), children: rests.basis ? "Team knowledge. Or from where?" : "Where from?" })}</div>`
      : part(SourcePicker, { live, value: rests, onChange: setRests })}
    ${bare && !narrow && html`<p class="field-hint">What we say about the customer needs a source before we move on. It can be added later.</p>`}
    ${part(Returned, { live, types: ["research.add_card", "research.add_cards"] })}
  </div>`;
}
