// A piece without a board: people talk, and the page says in one sentence about what. At the roll call it shows
// who is here, in a break when it goes on, at the close of a day what is still parked.
import { html, part } from "../live/part.js";
import { timeOf } from "../parts/dates.js";
import { Avatar } from "../parts/person.js";
import { slotAfter, zoneOf } from "../room/agenda.js";
import { isHere, isTeam, peopleOf, personView } from "../room/who.js";
import { ParkingList } from "../room/parking.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */

/** @param {BoardProps} props */
export function Board(props) {
  const { slot } = props;
  if (slot.body.rest) return part(Break, props);
  if (slot.body.board?.includes("parked")) return html`<div class="talk">${part(ParkingList, { live: props.live })}</div>`;
  return slot.body.block === "roll_call" ? part(RollCall, props) : html`<div class="talk"></div>`;
}

/** @param {BoardProps} props the same, for the projector: nobody's list, one number or one time */
export function Display({ live, slot }) {
  const { store } = live;
  if (slot.body.rest) return html`<p class="screen-ask">${backLine(live) || slot.body.title}</p>`;
  const here = store.record("arrivals")?.body.here ?? 0;
  const text = slot.body.prompt || slot.body.task || slot.body.title;
  return html`<div class="screen-talk">
    <p class="screen-ask screen-ask-long">${text}</p>
    ${slot.body.order === 1 && here > 0 && html`<p class="screen-words"><b>${here}</b> ${here === 1 ? "is" : "are"} here</p>`}
  </div>`;
}

/** @param {import("../live/boot.js").Live} live when the break ends: "Back at 10:50" */
function backLine(live) {
  const box = live.store.record("timebox")?.body;
  if (!box?.ends_at || box.paused_at) return "";
  return `Back at ${timeOf(Math.ceil(box.ends_at / 60_000) * 60_000, zoneOf(live.store))}`;
}

/** @param {BoardProps} props */
function Break({ live, slot }) {
  const after = slotAfter(live.store, slot);
  return html`<div class="talk talk-break">
    <p class="talk-back">${backLine(live) || "The clock stands still for now."}</p>
    ${after && html`<p class="quiet">Then: ${after.body.title}.</p>`}
  </div>`;
}

/** @param {BoardProps} props */
function RollCall({ live }) {
  const { store } = live;
  const people = peopleOf(store).filter((one) => isTeam(one) || isHere(one));
  const here = people.filter(isHere).sort((a, b) => a.body.first_came - b.body.first_came);
  const missing = people.filter((one) => !isHere(one) && isTeam(one));
  return html`<div class="talk">
    <section aria-label="Who is here">
      <h2 class="talk-title">${here.length} ${here.length === 1 ? "is" : "are"} here</h2>
      <ul class="roll">${here.map((one) => html`<li key=${one.id} class="roll-one">${part(Face, { live, one })}</li>`)}</ul>
    </section>
    ${missing.length > 0 &&
    html`<section aria-label="Not here yet">
      <h2 class="talk-title">Not here yet</h2>
      <p class="quiet roll-missing">${missing.map((one, i) => html`${i > 0 && ", "}<bdi>${one.body.name}</bdi>`)}</p>
    </section>`}
  </div>`;
}

/** @param {{live: BoardProps["live"], one: BoardProps["slot"]}} props */
function Face({ live, one }) {
  const person = personView(one, zoneOf(live.store));
  return html`${part(Avatar, { person, size: "m" })}<span class="roll-words"><bdi>${person.name}</bdi>
    <span class="small faint">${person.detail}${one.body.presence === "remote" ? ", remote" : ""}</span></span>`;
}
