// One's own place: speaking now, next, or in the queue with a word about what; in a round, the turn and the way past it.
import { useEffect, useId, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Choice } from "../parts/choice.js";
import { say } from "../parts/live_region.js";
import { floorOf } from "./floor.js";
import { SpeakingClock } from "./speaking_clock.js";
import { meOf, nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

const TYPES = [
  { id: "point", title: "A point" },
  { id: "reply", title: "A reply" },
  { id: "question", title: "A question" },
  { id: "process", title: "How we work" },
];

/** @param {{live: Live}} props */
export function MyTurn({ live }) {
  const floor = floorOf(live.store);
  const me = live.store.me.value.person;
  const where = whereIs(floor, me);
  useEffect(() => {
    if (SAID[where]) say(SAID[where]);
  }, [where]);
  if (!floor) return null;
  if (where === "speaking" || where === "turn") return part(Mine, { live, floor, round: floor.round?.turn === me });
  if (floor.round) return part(RoundGoing, { live, round: floor.round, me });
  return where === "queued" || where === "next" ? part(Waiting, { live }) : null;
}

/** @type {{[where: string]: string}} */
const SAID = { next: "You are next.", turn: "It is your turn.", speaking: "You have the floor." };

/** @param {import("./floor.js").FloorView | undefined} floor @param {string} me */
function whereIs(floor, me) {
  if (!floor || !me) return "";
  if (floor.round?.turn === me) return "turn";
  if (floor.speaking?.person === me) return "speaking";
  if (floor.round ? floor.round.coming[0] === me : floor.queue[0] === me) return "next";
  return floor.queue.includes(me) ? "queued" : "";
}

/** @param {{live: Live, floor: import("./floor.js").FloorView, round: boolean}} props */
function Mine({ live, floor, round }) {
  const { send, store } = live;
  const speaks = floor.speaking?.person === store.me.value.person;
  return html`<section class="my-turn my-turn-now" aria-label="Your turn">
    <p class="my-turn-words"><b>${round ? "It is your turn." : "You have the floor."}</b> ${round ? "One point, then the next person." : ""}</p>
    ${speaks && floor.speaking && part(SpeakingClock, { live, started: floor.speaking.started })}
    <div class="row gap-s">
      ${speaks && part(Button, { size: "s", onClick: () => void send("speaking.stop", { person: live.store.me.value.person }, { now: true }), children: "I have said it" })}
      ${round && part(Button, { size: "s", look: "quiet", onClick: () => void send("round.later", { person: live.store.me.value.person }, { now: true }), children: "Nothing yet: ask me at the end" })}
    </div>
  </section>`;
}

/** @param {{live: Live, round: {turn: string, coming: string[]}, me: string}} props */
function RoundGoing({ live, round, me }) {
  const place = round.coming.indexOf(me);
  const now = round.turn ? html`<bdi>${nameOf(live.store, round.turn)}</bdi> speaks.` : "A round begins.";
  const mine = place === 0 ? html`<b>You are next.</b>` : place > 0 ? html`<span class="num">${place}</span> before you.` : "";
  return html`<p class="my-turn my-turn-words" aria-label="Round"><span><b>Round:</b> one point each. ${now} ${mine}</span></p>`;
}

/** @param {{live: Live}} props the hand is up: where one stands and why, and what it is about */
function Waiting({ live }) {
  const { store, send } = live;
  const [open, setOpen] = useState(false);
  const me = meOf(store);
  const mine = store.record("my_place")?.body;
  if (!me?.body.hand) return null;
  const set = (/** @type {{type?: string, to_say?: string}} */ what) => void send("people.raise_hand", { type: me.body.hand, to_say: me.body.to_say, ...what });
  const place = mine?.place === 1 ? "You are next to speak." : mine ? `You are number ${mine.place} of ${mine.of} to speak.` : "Your hand is up.";
  return html`<section class="my-turn hang-narrow" aria-label="Your hand is up">
    <p class="my-turn-words"><span><b>${place}</b>${mine && html` <span class="small quiet">Why there: ${whyMine(mine.why)}.</span>`}</span></p>
    ${part(Button, { size: "s", look: "quiet", pressed: open, onClick: () => setOpen(!open), children: me.body.to_say || me.body.hand !== "point" ? "Change what it is about" : "Say what it is about" })}
    ${open && part(About, { type: me.body.hand, text: me.body.to_say, onSet: set, onDone: () => setOpen(false) })}
  </section>`;
}

/** @param {string} why */
const whyMine = (why) => why.replace(/^has not spoken/u, "you have not spoken").replace(/^has spoken/u, "you have spoken");

/** @param {{type: string, text: string, onSet: (what: {type?: string, to_say?: string}) => void, onDone: () => void}} props */
function About({ type, text, onSet, onDone }) {
  const id = useId();
  const [said, setSaid] = useState(text);
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (said.trim() !== text) onSet({ to_say: said.trim() });
    onDone();
  };
  return html`<form class="my-turn-about" onSubmit=${keep}>
    ${part(Choice, { label: "What it is", hideLabel: true, options: TYPES, value: type, onChoose: (next) => onSet({ type: next, to_say: said.trim() }) })}
    <div class="field"><label for=${id}>In a few words</label>
      <input id=${id} maxlength="60" dir="auto" value=${said} onInput=${(/** @type {any} */ e) => setSaid(e.target.value)} /></div>
    <div>${part(Button, { size: "s", type: "submit", children: "Keep it" })}</div>
  </form>`;
}
