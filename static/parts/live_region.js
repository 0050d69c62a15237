// LiveRegion: what is said aloud to people with a screen reader; polite news is collected for a second, assertive goes at once.
import { useEffect, useState } from "preact/hooks";
import { html } from "../live/part.js";

const GATHER_MS = 1000;
/** So long a sentence stays: long enough to be read again, short enough that nobody finds yesterday's stage there. */
const STAYS_MS = 15_000;

/** @type {Map<string, number>} how many times each countable piece of news came */
let counted = new Map();
/** @type {Map<string, string>} by topic: of one topic only the last is news */
let sentences = new Map();
/** @type {Set<(polite: string | null, assertive: string | null) => void>} */
const listeners = new Set();
let timer = 0;

function flush() {
  timer = 0;
  const counts = [...counted].map(([pattern, count]) => pattern.replace("{n}", String(count)));
  const text = [...sentences.values(), ...counts].join(" ");
  counted = new Map();
  sentences = new Map();
  for (const tell of listeners) tell(text, null);
}

function soon() {
  if (!timer) timer = window.setTimeout(flush, GATHER_MS);
}

/**
 * @param {string} sentence a stage, a time left, "You are next."
 * @param {string} [topic] a later sentence on it takes this one's place
 */
export function say(sentence, topic = sentence) {
  sentences.delete(topic);
  sentences.set(topic, sentence);
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

/**
 * A sentence that leaves after a while, and is news again when it comes twice in a row.
 * @returns {[string, (sentence: string) => void]}
 */
function useSpoken() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(""), STAYS_MS);
    return () => clearTimeout(timer);
  }, [said]);
  // A text that does not change is not read out: the same words again differ by a space that nobody hears.
  return [said, (sentence) => setSaid((before) => (sentence && sentence === before ? `${sentence}\u00a0` : sentence))];
}

/** Once per page. */
export function LiveRegion() {
  const [polite, setPolite] = useSpoken();
  const [assertive, setAssertive] = useSpoken();
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
