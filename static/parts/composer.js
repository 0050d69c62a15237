// Composer: one sentence, one input that grows; Enter adds, Shift+Enter breaks the line; a pasted list can become several; nothing typed is ever lost.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { DRAFT } from "../live/unsent.js";
import { Button } from "./button.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {{ ok: true } | { refused: string, say: string, id?: string }} ComposerAnswer what the server's answer looks like */
/** @typedef {{ send: () => void, discard: () => void }} Acts what can be done with what stands in the input */
/** @typedef {{ texts: string[], say: string }} Back what came back, and the sentence with which */
/**
 * @typedef {object} ComposerProps
 * @property {string} label the sentence: what to write
 * @property {string} draftKey what the draft is kept under in this tab, e.g. "capture:3f2a"
 * @property {(texts: string[]) => Promise<ComposerAnswer> | void} onAdd called at once; a refusal brings the texts back
 * @property {(answer: { refused: string, say: string, id?: string }) => void} [onBack] the refused words are back in the
 *   input, so that the page need not show them anywhere else; not called where the input is gone, holds other words, or
 *   could not send them from here: then the page keeps them
 * @property {string} [placeholder] an example in the customer's words
 * @property {string} [hint] a quiet line below, e.g. who sees it
 * @property {string} [word] on the button; "Add" unless said
 * @property {boolean} [filled] draw the button filled (only where it is the screen's one filled button)
 * @property {boolean} [hideLabel] the sentence stands elsewhere on the page already
 * @property {number} [most] longest text, characters; 4,000 unless said
 * @property {() => void} [onTyping]
 * @property {boolean} [called] it came because somebody asked for it, and takes the focus
 * @property {Children} [before] fields above the input, e.g. whose C it is
 * @property {(acts: Acts) => Children} [offer] below the input while something stands in it: what can become of it
 */

/** Refusals that no other words would help: what can be sent from another place, or at another time, is no input's. */
const NOT_HERE = new Set(["stage_closed", "not_present", "excluded", "not_admitted"]);

/** @param {string} text lines of a pasted list without their bullets and numbers */
export function linesOf(text) {
  return text.split(/\r?\n/u).map((line) => line.replace(/^\s*(?:[-*•–·]|\d{1,2}[.)])\s+/u, "").trim()).filter(Boolean);
}

/** @param {string} key @returns {string} what stands in an input of this tab and was not sent */
export const draftOf = (key) => sessionStorage.getItem(DRAFT + key) ?? "";

/** @param {string} key a text kept in this tab, and its setter */
function useDraft(key) {
  const [text, setText] = useState(() => draftOf(key));
  useEffect(() => setText(draftOf(key)), [key]);
  /** @param {string} next */
  const keep = (next) => {
    setText(next);
    if (next) sessionStorage.setItem(DRAFT + key, next);
    else sessionStorage.removeItem(DRAFT + key);
  };
  return /** @type {const} */ ([text, keep]);
}

/** @param {string} text @param {number} most */
const tooLong = (text, most) =>
  `That is ${text.length.toLocaleString("en-GB")} characters, and ${most.toLocaleString("en-GB")} fit. Shorten it, or make several of it; it stays here until then.`;

/** @param {string} text an input as tall as its words */
function useGrowing(text) {
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useLayoutEffect(() => {
    if (!box.current || CSS.supports("field-sizing", "content")) return;
    box.current.style.blockSize = "auto";
    box.current.style.blockSize = `${box.current.scrollHeight + 2}px`;
  }, [text]);
  return box;
}

/** @param {{ count: number, onSplit: () => void, onKeep: () => void }} props */
function PasteOffer({ count, onSplit, onKeep }) {
  return html`<p class="composer-offer">
    ${count} lines.
    ${part(Button, { size: "s", onClick: onSplit, children: `Add ${count}` })}
    ${part(Button, { size: "s", look: "quiet", onClick: onKeep, children: "Keep as one" })}
  </p>`;
}

/** @param {{ back: Back, id: string, onPut: (() => void) | null, onDrop: () => void }} props */
function Returned({ back, id, onPut, onDrop }) {
  return html`<div class="composer-returned" id=${id} role="alert" data-back="">
    <p class="field-error">${back.say}</p>
    ${onPut && html`<p class="composer-kept" dir="auto">${back.texts.join("\n")}</p>
      ${part(Button, { size: "s", onClick: onPut, children: "Put it back" })}
      ${part(Button, { size: "s", look: "quiet", onClick: onDrop, children: "Let it go" })}`}
  </div>`;
}

/**
 * What is typed, sending it, and taking it back when it is refused.
 * @param {ComposerProps} props
 */
function useWriting({ draftKey, onAdd, onBack, called, most = 4000 }) {
  const [text, setText] = useDraft(draftKey);
  const [pasted, setPasted] = useState(false);
  const [back, setBack] = useState(/** @type {Back | null} */ (null));
  const box = useGrowing(text);
  const latest = useRef(text);
  latest.current = text;
  const here = useRef("");
  useEffect(() => void (called && box.current?.focus()), []);
  useLayoutEffect(() => {
    here.current = draftKey;
    return () => void (here.current = "");
  }, [draftKey]);

  /** @param {string[]} texts */
  const send = async (texts) => {
    if (texts.length === 0) return;
    const long = texts.find((one) => one.length > most);
    // The input takes whatever is pasted: cutting it off would lose the end without a word.
    if (long) return setBack({ texts: [latest.current], say: tooLong(long, most) });
    setText("");
    setPasted(false);
    setBack(null);
    box.current?.focus();
    const answer = await onAdd(texts);
    if (!answer || "ok" in answer) return;
    const free = here.current === draftKey && latest.current === "" && !NOT_HERE.has(answer.refused);
    if (onBack && !free) return;
    setBack({ texts, say: answer.say });
    if (latest.current === "") setText((latest.current = texts.join("\n")));
    onBack?.(answer);
  };
  const sendAll = () => void send([text.trim()].filter(Boolean));
  const putBack = () => {
    setText([text, ...(back?.texts ?? [])].filter(Boolean).join("\n"));
    setBack(null);
  };
  return { text, setText, pasted, setPasted, back, setBack, box, send, sendAll, putBack };
}

/**
 * @param {ReturnType<typeof useWriting>} writing
 * @param {(() => void) | undefined} onTyping
 */
function listeners({ setText, setPasted, sendAll }, onTyping) {
  return {
    /** @param {Event} event */
    input: (event) => (setText(/** @type {HTMLTextAreaElement} */ (event.target).value), onTyping?.()),
    /** @param {KeyboardEvent} event */
    key: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      sendAll();
    },
    /** @param {ClipboardEvent} event */
    paste: (event) => setPasted(linesOf(event.clipboardData?.getData("text") ?? "").length > 1),
    /** @param {Event} event */
    submit: (event) => (event.preventDefault(), sendAll()),
  };
}

/** @param {ComposerProps} props */
export function Composer(props) {
  const { label, placeholder, hint, word = "Add", filled, hideLabel, onTyping, before, offer } = props;
  const id = useId();
  const writing = useWriting(props);
  const { text, setText, pasted, setPasted, back, setBack, box, send, sendAll, putBack } = writing;
  const on = listeners(writing, onTyping);
  const lines = linesOf(text);
  const elsewhere = back !== null && text !== back.texts.join("\n");

  return html`<form class="composer" onSubmit=${on.submit}>
    <label for=${id} class=${hideLabel ? "spoken" : "composer-label"}>${label}</label>
    ${before}
    <div class="composer-row">
      <textarea id=${id} ref=${box} rows="1" dir="auto" placeholder=${placeholder} value=${text}
        aria-invalid=${back && !elsewhere ? "true" : undefined} aria-describedby=${`${id}-hint ${id}-back`}
        onInput=${on.input} onKeyDown=${on.key} onPaste=${on.paste}></textarea>
      ${part(Button, { type: "submit", look: filled ? "filled" : "outline", children: word })}
    </div>
    ${pasted && lines.length > 1 && part(PasteOffer, { count: lines.length, onSplit: () => void send(lines), onKeep: () => setPasted(false) })}
    ${back && part(Returned, { back, id: `${id}-back`, onDrop: () => setBack(null), onPut: elsewhere ? putBack : null })}
    ${text.trim() && offer?.({ send: sendAll, discard: () => setText("") })}
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
  </form>`;
}
