// How are we doing: one question, one to five, about twenty seconds. Own answers are one's own; all see how many said which.
import { useEffect } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Choice } from "../parts/choice.js";
import { say } from "../parts/live_region.js";
import { Spread } from "../parts/spread.js";
import { liveSlot } from "./agenda.js";
import { isTeam, meOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

export const QUESTIONS = /** @type {const} */ ([
  { id: "energy", word: "energy", title: "Energy", ask: "How much energy have you got right now?", low: "running on empty", high: "wide awake" },
  { id: "clarity", word: "clarity", title: "Clarity", ask: "How clear is it to you what we are doing, and why?", low: "lost", high: "crystal clear" },
  { id: "confidence", word: "confidence", title: "Confidence", ask: "How sure are you that this leads to something?", low: "not at all", high: "quite sure" },
]);
const VALUES = ["1", "2", "3", "4", "5"].map((id) => ({ id, title: id }));
const SECONDS = 20;
/** So long the room screen shows how it came out, before its own object is back (ms). */
const SHOWN_MS = 60_000;

/** @param {string} id */
const wordsOf = (id) => QUESTIONS.find((one) => one.id === id) ?? QUESTIONS[0];

/** @param {import("../live/store.js").Store} store @returns {WireRecord | undefined} the question that is open, or the last one asked on this line */
export function askedOf(store) {
  const slot = store.workshop.value?.body.slot;
  const all = store.records("pulse");
  return all.find((one) => !one.body.closed) ?? all.filter((one) => one.body.slot === slot).at(-1);
}

/** @param {{live: Live}} props on somebody's own page: the question while it is open, then how it came out */
export function HowAreWe({ live }) {
  const { store } = live;
  const asked = askedOf(store);
  const me = meOf(store);
  const open = asked && !asked.body.closed;
  useEffect(() => {
    if (open) say(wordsOf(asked.body.question).ask);
  }, [open ? asked.id : ""]);
  if (!asked || !me || !isTeam(me)) return null;
  return open ? part(Asked, { live, asked }) : part(CameOut, { live, asked });
}

/** @param {{live: Live, asked: WireRecord}} props */
function Asked({ live, asked }) {
  const { store, send } = live;
  const { ask, low, high } = wordsOf(asked.body.question);
  const sent = store.ghosts("pulse.answer").filter((one) => one.data.pulse === asked.id).at(-1)?.data.value;
  const value = sent ?? store.record(`pulse:${asked.id}:${store.me.value.person}`)?.body.value ?? 0;
  const left = Math.ceil((asked.body.asked + SECONDS * 1000 - live.clock.tick.value) / 1000);
  return html`<section class="how-are-we" aria-labelledby="how-are-we">
    <h2 class="how-ask" id="how-are-we">${ask}</h2>
    <div class="how-scale">${part(Choice, { label: ask, hideLabel: true, options: VALUES, value: value ? String(value) : null, onChoose: (id) => void send("pulse.answer", { pulse: asked.id, value: Number(id) }) })}
      <p class="how-ends small quiet"><span>1: ${low}</span><span>5: ${high}</span></p></div>
    <p class="small quiet">Only you see yours; all see how many said which, from four answers on. ${left > 0 ? html`<span class="num">${left}</span> seconds.` : "Take a moment more if you need it."}</p>
  </section>`;
}

/** @param {{live: Live, asked: WireRecord}} props how many said which, for as long as the piece goes on or until it is put away */
function CameOut({ live, asked }) {
  const { question, answers, spread, closed } = asked.body;
  const fresh = live.clock.tick.value - closed < SHOWN_MS;
  if (!fresh) return null;
  return html`<section class="how-are-we" aria-label="How we are doing">
    <h2 class="people-title">How we are doing: ${wordsOf(question).word}</h2>
    ${part(Spread, { spread, answers })}</section>`;
}

/** @param {{live: Live}} props at the desk: who has answered in numbers, then the columns; a good moment to ask */
export function DeskHowAreWe({ live }) {
  const { store } = live;
  const asked = askedOf(store);
  const turnout = store.record("answered")?.body;
  if (asked && !asked.body.closed) {
    return html`<section class="how-desk" aria-label="How are we doing">
      <p><b>Everybody is asked:</b> ${wordsOf(asked.body.question).ask}</p>
      <p class="small quiet"><span class="num">${turnout?.have ?? 0} of ${turnout?.of ?? 0}</span> have answered. Nobody sees who said what; it shows from four answers on.</p></section>`;
  }
  if (asked) {
    return html`<details class="how-desk" open=${live.clock.tick.value - asked.body.closed < SHOWN_MS * 3}><summary>How we are doing: ${wordsOf(asked.body.question).word}</summary>
      ${part(Spread, { spread: asked.body.spread, answers: asked.body.answers })}</details>`;
  }
  const moment = store.record("good_moment")?.body;
  if (!moment) return null;
  return html`<p class="voices-line hang-narrow"><span>A good moment, ${moment.why}: how are we doing?</span>
    ${QUESTIONS.map((one) => part(Button, { size: "s", look: "quiet", key: one.id, onClick: () => void live.send("pulse.ask", { question: one.id }, { now: true }), children: one.title }))}</p>`;
}

/** @param {Live} live @returns {WireRecord | undefined} what the room screen shows instead of its object: for a moment, unless the work goes on */
export function howOnScreen({ store, clock }) {
  const asked = store.records("pulse").at(-1);
  if (!asked?.body.closed) return asked;
  const { closed, spread, slot } = asked.body;
  const live = liveSlot(store);
  const goneOn = !live || live.id !== slot || live.body.revealed > closed;
  return goneOn || clock.tick.value - closed >= SHOWN_MS || Object.keys(spread).length === 0 ? undefined : asked;
}

/** @param {{live: Live, asked: WireRecord}} props */
export function HowDisplay({ live, asked }) {
  const { question, spread, answers, closed } = asked.body;
  const { ask, word } = wordsOf(question);
  const turnout = live.store.record("answered")?.body;
  if (closed) return html`<p class="screen-words">How we are doing: ${word}</p>${part(Spread, { spread, answers })}`;
  return html`<h1 class="screen-ask">${ask}</h1><p class="screen-words">On your own screen, for yourself. ${turnout && html`<b class="num">${turnout.have}</b> of ${turnout.of} have answered.`}</p>`;
}
