// What the desk asks of everybody at once: a round, a round that begins in writing, how we are doing.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { liveSlot, sittingOpen } from "./agenda.js";
import { LeaderLast } from "./desk_writing.js";
import { floorOf } from "./floor.js";
import { QUESTIONS } from "./how_are_we.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {{live: Live}} props */
export function AskEverybody({ live }) {
  const [open, setOpen] = useState(false);
  const slot = liveSlot(live.store);
  if (!sittingOpen(live.store) || !slot || slot.body.rest) return null;
  const close = () => setOpen(false);
  /** @param {string} command @param {any} data */
  const give = (command, data) => () => (close(), void live.send(command, data, { now: true }));
  return html`<span>${part(Button, { size: "s", look: "quiet", icon: "hand", label: "Ask everybody", onClick: () => setOpen(!open), children: "Ask" })}</span>
    ${part(Sheet, { title: "Ask everybody", open, onClose: close, children: open && html`<div class="stack gap-l">
      ${part(Rounds, { live, slot, give })} ${part(HowWeAre, { live, give })}</div>` })}`;
}

/** @typedef {(command: string, data: any) => () => void} Give */

/** @param {{live: Live, slot: WireRecord, give: Give}} props */
function Rounds({ live, slot, give }) {
  const { body, id } = slot;
  if (floorOf(live.store)?.round) return html`<p class="quiet">A round is going on. It stands beside, with the people.</p>`;
  const writes = body.kind === "capture" && !body.revealed && (body.mode === "write_reveal" || !body.first_note);
  return html`<section class="stack gap-s"><h3 class="talk-title">A round: everybody once, one point each</h3>
    <div class="ask-way">${part(Button, { onClick: give("round.call", { how: "random" }), children: "In a random order" })}</div>
    <div class="ask-way">${part(Button, { onClick: give("round.call", { how: "least" }), children: "Least heard first" })}</div>
    ${!writes && html`<p class="small quiet">To write first and then hold a round, begin it in a piece in which everybody writes cards, before they are revealed.</p>`}
    ${writes && html`<div class="ask-way">${part(Button, { onClick: give("round.begin_in_writing", { slot: id }), children: "Write first, then a round" })}
      <span class="small quiet">5 minutes in silence, the reveal, one card each, talk it through, then stars or dots. The one button leads through it.</span></div>`}
    ${part(LeaderLast, { live, slot, whole: true })}
    <p class="small quiet">Whoever has nothing yet is asked again at the end. Who is away is not waited for; latecomers come after the others.</p></section>`;
}

/** @param {{live: Live, give: Give}} props */
function HowWeAre({ live, give }) {
  if (live.store.records("pulse").some((one) => !one.body.closed)) return null;
  return html`<section class="stack gap-s"><h3 class="talk-title">How are we doing? One to five, 20 seconds</h3>
    ${QUESTIONS.map((one) => html`<div key=${one.id} class="ask-way">${part(Button, { onClick: give("pulse.ask", { question: one.id }), children: one.title })}<span class="small quiet">${one.ask}</span></div>`)}
    <p class="small quiet">Nobody sees who said what, the desk included. How many said which shows from four answers on.</p></section>`;
}
