// The next line to say aloud, from the stage's guide: one at a time, in large letters, forwards and back.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{text: string, when: string}} SaidLine */

/** @type {Map<string, SaidLine[]>} guides do not change while a page is open */
const read = new Map();

/** @param {string} seat @param {string} stage @returns {SaidLine[] | undefined} undefined until they are here */
function useLines(seat, stage) {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!stage || read.has(stage)) return;
    fetch(`/s/${seat}/guide/${stage}.html`)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then((text) => (read.set(stage, linesOf(text)), redraw((count) => count + 1)))
      .catch(() => undefined);
  }, [stage]);
  return read.get(stage);
}

/** What a guide gives to say: its quotations, each with the sentence before it that says when. @param {string} guide HTML */
function linesOf(guide) {
  const page = new DOMParser().parseFromString(guide, "text/html");
  return [...page.querySelectorAll("blockquote")].flatMap((quote) => {
    const before = quote.previousElementSibling;
    const when = before?.tagName === "P" ? (before.textContent?.trim() ?? "") : "";
    return breaths(quote.textContent ?? "").map((text) => ({ text, when }));
  });
}

/** As much as one says in one breath, and reads at a glance (characters). */
const BREATH = 150;

/** Whole sentences, as many as fit in a breath. @param {string} text @returns {string[]} */
function breaths(text) {
  const sentences = text.trim().split(/(?<=[.?!…])\s+/u);
  /** @type {string[]} */
  const found = [];
  for (const one of sentences) {
    const last = found.at(-1);
    if (last && last.length + one.length < BREATH) found[found.length - 1] = `${last} ${one}`;
    else found.push(one);
  }
  return found;
}

/** @param {{live: Live, stage: string}} props */
export function SayNext({ live, stage }) {
  const lines = useLines(live.boot.seat, stage);
  const key = `${live.boot.seat}:said:${stage}`;
  const [at, setAt] = useState(Number(sessionStorage.getItem(key) ?? 0));
  useEffect(() => setAt(Number(sessionStorage.getItem(key) ?? 0)), [key]);
  /** @param {number} next */
  const go = (next) => (sessionStorage.setItem(key, String(next)), setAt(next));
  const line = lines?.[at];
  if (!lines) return html`<p class="quiet">The guide is on its way.</p>`;
  if (!line) return html`<p class="quiet">Nothing to say from the guide here.</p>`;
  return html`<h1 class="talk-title">${line.when || "Say"}</h1>
    <p class="remote-line">${line.text}</p>
    <div class="row apart">
      ${part(Button, { look: "quiet", icon: "back", label: "The line before", onClick: () => go(Math.max(0, at - 1)) })}
      <span class="small faint num">${at + 1} of ${lines.length}</span>
      ${part(Button, { look: "quiet", icon: "next", label: "The next line", onClick: () => go(Math.min(lines.length - 1, at + 1)) })}
    </div>`;
}
