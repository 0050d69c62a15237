// One sentence asked for in a sheet, with what it does and one button.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {{label: string, word: string, onGive: (text: string) => void, hint?: string, value?: string, most?: number, optional?: boolean}} AskTextProps */

/** @param {AskTextProps} props */
export function AskText({ label, word, onGive, hint, value = "", most = 400, optional = false }) {
  const id = useId();
  const [text, setText] = useState(value);
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => box.current?.focus(), []);
  /** @param {Event} event */
  const give = (event) => {
    event.preventDefault();
    if (text.trim() || optional) onGive(text.trim());
  };
  return html`<form class="stack gap-s" onSubmit=${give}>
    <label for=${id}>${label}</label>
    <textarea id=${id} ref=${box} rows="3" maxlength=${most} required=${!optional} dir="auto" value=${text} aria-describedby=${hint ? `${id}-hint` : undefined}
      onInput=${(/** @type {any} */ e) => setText(e.target.value)}></textarea>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    <div>${part(Button, { type: "submit", children: word })}</div>
  </form>`;
}
