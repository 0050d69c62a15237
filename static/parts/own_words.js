// Own words that never arrived, where nothing can be sent any more: to read, to copy, and to remove from this browser.
import { useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "./button.js";
import { copied } from "./copied.js";
import { say } from "./live_region.js";

const GONE = "Your words are removed from this browser.";

/** @param {{texts: string[], onRemove: () => void}} props */
export function OwnWords({ texts, onRemove }) {
  const [gone, setGone] = useState(false);
  const [word, setWord] = useState("Copy");
  const words = useRef(/** @type {HTMLElement | null} */ (null));
  const remove = () => (onRemove(), setGone(true), say(GONE));
  if (gone) return html`<p class="lead">${GONE}</p>`;
  return html`<section class="own-words" aria-labelledby="own-words">
    <h2 id="own-words">You wrote this, and it was not sent</h2>
    <p>It came too late, and nobody has read it. It is kept in this browser alone until you remove it. Copy it if you want to pass it on yourself.</p>
    <div class="own-words-texts" ref=${words}>${texts.map((text) => html`<p class="quote" dir="auto">${text}</p>`)}</div>
    <p class="row gap-s">
      ${part(Button, { onClick: async () => words.current && setWord(await copied(words.current)), children: word })}
      ${part(Button, { look: "quiet", onClick: remove, children: "Remove it from this browser" })}
    </p>
  </section>`;
}
