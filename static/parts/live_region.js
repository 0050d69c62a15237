// LiveRegion: what is said aloud to people with a screen reader; polite news is collected for a second, assertive goes at once.
import { useEffect, useState } from "preact/hooks";
import { html } from "../live/part.js";

const GATHER_MS = 1000;

/** @type {Map<string, number>} how many times each countable piece of news came */
let counted = new Map();
/** @type {string[]} */
let sentences = [];
/** @type {Set<(polite: string | null, assertive: string | null) => void>} */
const listeners = new Set();
let timer = 0;

function flush() {
  timer = 0;
  const counts = [...counted].map(([pattern, count]) => pattern.replace("{n}", String(count)));
  const text = [...sentences, ...counts].join(" ");
  counted = new Map();
  sentences = [];
  for (const tell of listeners) tell(text, null);
}

function soon() {
  if (!timer) timer = window.setTimeout(flush, GATHER_MS);
}

/** @param {string} sentence a stage, a time left, "You are next." */
export function say(sentence) {
  if (!sentences.includes(sentence)) sentences.push(sentence);
  soon();
}

/** @param {string} pattern counted instead of repeated, e.g. "{n} new cards."
 *  @param {number} [count] */
export function sayCount(pattern, count = 1) {
  counted.set(pattern, (counted.get(pattern) ?? 0) + count);
  soon();
}

/** @param {string} sentence at once: offline, removed */
export function sayNow(sentence) {
  for (const tell of listeners) tell(null, sentence);
}

/** Once per page. */
export function LiveRegion() {
  const [polite, setPolite] = useState("");
  const [assertive, setAssertive] = useState("");
  useEffect(() => {
    /** @param {string | null} calm @param {string | null} urgent */
    const tell = (calm, urgent) => {
      if (calm !== null) setPolite(calm);
      if (urgent !== null) setAssertive(urgent);
    };
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return html`<div class="spoken">
    <div role="status" aria-live="polite" aria-atomic="true">${polite}</div>
    <div role="alert" aria-live="assertive" aria-atomic="true">${assertive}</div>
  </div>`;
}
