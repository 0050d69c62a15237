// Own promises, to be read aloud; then, privately, how sure I am of the whole plan, and what would make it a five.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { Composer } from "../../parts/composer.js";
import { dayWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { say } from "../../parts/live_region.js";
import { Spread } from "../../parts/spread.js";
import { atDesk } from "../../room/aloud.js";
import { adding } from "../../room/edits.js";
import { Returned } from "../../room/returned.js";
import { isHere, isTeam, peopleOf } from "../../room/who.js";
import { lower } from "../actions/promise.js";
import { todayOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */

const WISH = "signoff.five_why";
const SURE = [
  { id: "1", title: "1" },
  { id: "2", title: "2" },
  { id: "3", title: "3" },
  { id: "4", title: "4" },
  { id: "5", title: "5" },
];
const KEPT = "Kept without a name. It is read out with the others.";
const WORDS = ["", "I do not believe in it", "I doubt it", "It could go either way", "I think I will", "I am sure I will"];

/** @param {import("../../room/board.js").BoardProps} props */
export function ReadBack({ live }) {
  return html`<div class="pieces pieces-far read-back">
    ${atDesk(live) ? html`${part(Together, { live })} ${part(Readers, { live })}` : html`${part(Mine, { live })} ${part(Sure, { live })} ${part(Together, { live })}`}
  </div>`;
}

/** @param {Live} live @param {string} person */
const promisesOf = (live, person) =>
  live.store.records("action").filter((one) => one.body.owner === person && one.body.state === "accepted").sort((a, b) => a.body.due.localeCompare(b.body.due));

/** @param {{live: Live}} props in letters one can read from while standing */
function Mine({ live }) {
  const mine = promisesOf(live, live.store.me.value.person);
  const today = todayOf(live);
  if (mine.length === 0) return part(Empty, { say: "Nothing in the plan carries your name as a promise. Say aloud what you will do for somebody else’s.", example: "I will introduce our service lead to their sponsor this week." });
  return html`<section aria-labelledby="mine" class="stack">
    <h2 class="lane-title" id="mine">Read aloud <span class="lane-count">${mine.length}</span></h2>
    <ol class="promises-aloud">${mine.map(({ id, body }) => html`<li key=${id} data-record=${id} dir="auto">I will ${lower(body.what)}, so that ${lower(body.outcome)}, by ${dayWords(body.due, today)}.</li>`)}</ol>
  </section>`;
}

/** @param {{live: Live}} props the desk sees who reads how many, in turn; the leader last */
function Readers({ live }) {
  const rank = (/** @type {any} */ one) => (one.body.role === "first_line_manager" ? 1 : 0);
  const people = peopleOf(live.store).filter((one) => isTeam(one) && isHere(one)).sort((a, b) => rank(a) - rank(b));
  return html`<section aria-labelledby="readers" class="stack">
    <h2 class="lane-title" id="readers">Who reads</h2>
    <ol class="readers">${people.map((one) => html`<li key=${one.id} class="row apart"><bdi>${one.body.name}</bdi><span class="small faint num">${promisesOf(live, one.id).length || "no"} ${promisesOf(live, one.id).length === 1 ? "promise" : "promises"}</span></li>`)}</ol>
  </section>`;
}

/** @param {{live: Live}} props */
function Sure({ live }) {
  const { store } = live;
  const coming = store.ghosts("signoff.pledge").at(-1)?.data.confidence;
  const value = coming ?? store.record(`pledge:${store.me.value.person}`)?.body.confidence ?? 0;
  const pledge = (/** @type {string} */ id) => (say(`${WORDS[Number(id)]}.`, "sure"), void live.send("signoff.pledge", { confidence: Number(id) }));
  return html`<section aria-labelledby="sure" class="stack">
    <h2 class="lane-title" id="sure">How sure are you that you will keep what you promised?</h2>
    <p class="quiet small">Only you see your own number. The facilitator shows everybody at once how many said which, from four answers on.</p>
    <div class="sure-choice">${part(Choice, { label: "How sure, from 1 to 5", hideLabel: true, options: SURE, value: value ? String(value) : null, onChoose: pledge })}
      <span class="small quiet">${WORDS[value] ?? ""}</span></div>
    ${part(Returned, { live, types: ["signoff.pledge"] })}
    ${value > 0 && value < 5 && part(Wish, { live })}
  </section>`;
}

/** @param {{live: Live}} props written without a name, and mixed with the others' before anybody reads it */
function Wish({ live }) {
  const [given, setGiven] = useState(0);
  const send = adding(live, WISH, (text) => ({ text }));
  const onAdd = (/** @type {string[]} */ texts) => (setGiven(given + texts.length), say(KEPT), send.onAdd(texts));
  if (live.store.record("confidence")?.body.wish === false) {
    return html`<p class="small quiet">Fewer than four of you are here, so that what would make it a 5 could not stay without a name. Say it aloud if you like.</p>`;
  }
  return html`<div class="stack gap-s">
    ${part(Composer, { label: "What would make it a 5?", draftKey: `${live.boot.seat}:five`, word: "Say it", placeholder: "Somebody from service in every call with them", hint: "No name is kept, not even in the file.", ...send, onAdd, onTyping: () => undefined })}
    ${part(Returned, { live, types: [WISH] })}
    ${given > 0 && html`<p class="small quiet">${KEPT}</p>`}
  </div>`;
}

/** @param {{live: Live}} props what the room said, without names */
function Together({ live }) {
  const { store } = live;
  const confidence = store.record("confidence")?.body;
  const wishes = store.records("five_why");
  const waiting = confidence?.wishes ?? 0;
  if (!confidence && wishes.length === 0) return null;
  return html`<section aria-labelledby="together" class="stack">
    <h2 class="lane-title" id="together">All of us <span class="lane-count">${confidence?.answers || ""}</span></h2>
    ${confidence && confidence.answers > 0 && part(HowSure, { confidence })}
    ${waiting > 0 && (atDesk(live)
      ? html`<div>${part(Button, { onClick: () => void live.send("signoff.show_wishes", {}), children: `Show what would make it a 5, ${waiting}` })}</div>`
      : html`<p class="small quiet">${waiting} wrote what would make it a 5. The facilitator shows it to everybody at once.</p>`)}
    ${wishes.length > 0 && html`<h3 class="wishes-title">What would make it a 5</h3><ul class="lines">${wishes.map((one) => html`<li key=${one.id} data-record=${one.id} dir="auto">${one.body.text}</li>`)}</ul>`}
    ${part(Returned, { live, types: ["signoff.show_wishes"] })}
  </section>`;
}

/** @param {{confidence: {[field: string]: any}}} props what has been shown, or that numbers wait to be */
export function HowSure({ confidence }) {
  const { answers, spread } = confidence;
  if (Object.keys(spread).length > 0) return part(Spread, { spread, answers });
  return html`<p class="quiet spread-none">${answers} ${answers === 1 ? "person has" : "people have"} said how sure they are. The numbers show together, from four on.</p>`;
}
