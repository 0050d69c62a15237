// "Any objection?" put to everybody for twenty seconds, in silence. It stands above the page's edge and takes the focus
// from nobody; objections show once the time is over, and whoever proposed, or the desk, says what became of it. Where the
// day ended before all could answer it is not decided: it stands there the next time, to be asked again or let go.
import { useEffect, useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";
import { Picker } from "../parts/picker.js";
import { sittingOpen } from "./agenda.js";
import { atDesk } from "./aloud.js";
import { isMine } from "./contribution.js";
import { nameOf, teamOptions } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** Browsers close it one after another, so that not thirty ask at once (ms). */
const APART_MS = 1500;

/** @param {{live: Live}} props */
export function ProposalBar({ live }) {
  const open = live.store.records("proposal").filter((one) => !one.body.outcome).at(-1);
  if (!open || !sittingOpen(live.store)) return null;
  return part(!open.body.closed_at ? Asking : open.body.objections.length ? Objected : BrokenOff, { live, proposal: open, key: open.id });
}

/** @param {{live: Live, proposal: WireRecord}} props */
function Asking({ live, proposal }) {
  const { store, clock, send } = live;
  const { id, body } = proposal;
  const me = store.me.value.person;
  const mine = store.record(`objection:${id}:${me}`) ?? store.ghosts("decide.answer").at(-1);
  const said = mine && ("body" in mine ? mine.body : mine.data);
  const [objecting, setObjecting] = useState(false);
  const left = Math.min(20, Math.max(0, Math.ceil(clock.remaining(body.ends_at) / 1000)));
  const answered = store.record(`asking:${id}`)?.body.answered ?? 0;
  const all = answered >= body.asked.length;
  useEffect(() => say(`${nameOf(store, proposal.by)} proposes: ${body.text}. Any objection?`), [id]);
  useClosing(live, proposal, left === 0 || (all && answered > 0));
  const asked = body.asked.includes(me);
  return html`<aside class="proposal" aria-label="Any objection?" data-proposal=${id}>
    <p class="proposal-kicker"><bdi>${nameOf(store, proposal.by)}</bdi> proposes <span class="push num" aria-hidden="true">${left} s</span></p>
    <p class="proposal-text" dir="auto">${body.text}</p>
    ${!asked ? html`<p class="small quiet">The team is asked for objections. ${answered} of ${body.asked.length} have answered.</p>`
      : objecting ? part(Reason, { onGive: (reason) => (setObjecting(false), void send("decide.answer", { proposal: id, objects: true, reason })), onCancel: () => setObjecting(false) })
      : html`<div class="row gap-s">
          ${part(Button, { size: "s", pressed: said?.objects === false, onClick: () => void send("decide.answer", { proposal: id, objects: false }), children: "No objection" })}
          ${part(Button, { size: "s", look: "quiet", pressed: said?.objects === true, onClick: () => setObjecting(true), children: said?.objects ? "You object: change it" : "I object…" })}
          <span class="small faint">${said ? "Nobody sees this before the time is over." : "Silence is agreement."}</span>
        </div>`}
  </aside>`;
}

/**
 * At the end somebody's browser closes it: the proposer's first, then the desk's, then anybody's.
 * @param {Live} live
 * @param {WireRecord} proposal
 * @param {boolean} over
 */
function useClosing(live, proposal, over) {
  useEffect(() => {
    if (!over) return undefined;
    const wait = isMine(live, proposal) ? 0 : atDesk(live) ? APART_MS : 2 * APART_MS + Math.random() * 3 * APART_MS;
    const timer = setTimeout(() => void live.send("decide.close", { proposal: proposal.id }, { now: true }).then((answer) => void (answer.ok || live.dismiss(answer.id))), wait);
    return () => clearTimeout(timer);
  }, [over]);
}

/** @param {{onGive: (reason: string) => void, onCancel: () => void}} props */
function Reason({ onGive, onCancel }) {
  const [reason, setReason] = useState("");
  const give = (/** @type {Event} */ event) => (event.preventDefault(), reason.trim() && onGive(reason.trim()));
  return html`<form class="row gap-s" onSubmit=${give}>
    <input class="settle-how" aria-label="What speaks against it" placeholder="What speaks against it?" maxlength="400" required dir="auto" autofocus value=${reason} onInput=${(/** @type {any} */ e) => setReason(e.target.value)} />
    ${part(Button, { type: "submit", size: "s", children: "Object" })} ${part(Button, { size: "s", look: "quiet", onClick: onCancel, children: "Back" })}
  </form>`;
}

/** @param {{live: Live, proposal: WireRecord}} props not decided, because the day ended meanwhile: for those who can do something about it */
function BrokenOff({ live, proposal }) {
  const { send } = live;
  const { id, body } = proposal;
  if (!isMine(live, proposal) && !atDesk(live)) return null;
  return html`<aside class=${names("proposal", "proposal-objected")} aria-label="Still to decide">
    <p class="proposal-kicker">Still to decide: the day ended while everybody was being asked</p>
    <p class="proposal-text" dir="auto">${body.text}</p>
    <div class="row gap-s" role="group" aria-label="What becomes of it">
      ${part(Button, { size: "s", onClick: () => void send("decide.ask_again", { proposal: id }), children: "Ask again" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void send("decide.settle", { proposal: id, how: "dropped" }), children: "Let it go" })}
    </div>
  </aside>`;
}

/** @param {{live: Live, proposal: WireRecord}} props the objections before the room, and what becomes of it */
function Objected({ live, proposal }) {
  const { store, send } = live;
  const { id, body } = proposal;
  const [choosing, setChoosing] = useState(false);
  const may = isMine(live, proposal) || atDesk(live);
  const settle = (/** @type {{how: string, decider?: string}} */ how) => void send("decide.settle", { proposal: id, ...how });
  const count = body.objections.length;
  useEffect(() => say(count === 1 ? "One objection." : `${count} objections.`), [id]);
  const people = teamOptions(store);
  return html`<aside class=${names("proposal", "proposal-objected")} aria-label="Objections">
    <p class="proposal-kicker">${count === 1 ? "1 objection" : `${count} objections`}: hear ${count === 1 ? "it" : "them"} out</p>
    <p class="proposal-text" dir="auto">${body.text}</p>
    <ul class="lines">${body.objections.map((/** @type {{person: string, reason: string}} */ one) => html`<li key=${one.person}><b><bdi>${nameOf(store, one.person)}</bdi></b>: <span dir="auto">${one.reason}</span></li>`)}</ul>
    ${may && (choosing
      ? html`<div class="row gap-s">${part(Picker, { label: "Who decides?", options: people, onPick: (decider) => settle({ how: "decider", decider }) })}${part(Button, { size: "s", look: "quiet", onClick: () => setChoosing(false), children: "Back" })}</div>`
      : html`<div class="row gap-s" role="group" aria-label="What becomes of it">
          ${part(Button, { size: "s", onClick: () => settle({ how: "consent" }), children: "Agreed after all" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => settle({ how: "vote" }), children: "Decided by vote" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => setChoosing(true), children: "One person decides…" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => settle({ how: "dropped" }), children: "Let it go" })}
        </div>`)}
  </aside>`;
}
