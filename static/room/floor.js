// The floor at the desk: who speaks and for how long, who comes next and why, a round as it goes on, who has not spoken.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { Avatar } from "../parts/person.js";
import { zoneOf } from "./agenda.js";
import { park } from "./park.js";
import { SpeakingClock } from "./speaking_clock.js";
import { nameOf, personView } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{queue: string[], speaking: {person: string, started: number} | null, round: {turn: string, coming: string[]} | null,
 *    why?: {[person: string]: string}, not_spoken?: string[], spoken?: number}} FloorView */

/** How many names stand in a line before "and 3 more". */
const NAMED = 4;

/** @type {{[type: string]: string}} */
const HANDS = { reply: "a reply", question: "a question" };

/** @param {import("../live/store.js").Store} store @returns {FloorView | undefined} who speaks and who waits, where anything is to be seen */
export const floorOf = (store) => /** @type {any} */ (store.record("floor")?.body);

/** @param {{live: Live}} props */
export function Floor({ live }) {
  const floor = floorOf(live.store);
  if (!floor || !(floor.speaking || floor.round || floor.queue.length || floor.not_spoken?.length)) return null;
  return html`<section class="floor" aria-label="Who speaks">
    ${floor.speaking && part(Speaker, { live, floor })}
    ${floor.round && part(Round, { live, floor })}
    ${floor.queue.length > 0 && part(Queue, { live, floor })}
    ${!floor.round && part(NotSpoken, { live, people: floor.not_spoken ?? [] })}
  </section>`;
}

/** @param {{live: Live, floor: FloorView}} props */
function Speaker({ live, floor }) {
  const { store, send } = live;
  const { person, started } = /** @type {NonNullable<FloorView["speaking"]>} */ (floor.speaking);
  const record = store.record(person);
  const inRound = floor.round?.turn === person;
  const give = (/** @type {string} */ command) => () => void send(command, { person }, { now: true });
  return html`<div class="floor-now">
    ${record && part(Avatar, { person: personView(record, zoneOf(store)) })}
    <p class="floor-words"><bdi class="floor-name">${nameOf(store, person)}</bdi><span class="small quiet">${inRound ? "in the round" : "speaks"}</span></p>
    ${part(SpeakingClock, { live, started })}
    <div class="floor-acts">
      ${inRound
        ? html`${part(Button, { size: "s", onClick: give("round.later"), children: "Nothing yet" })} ${part(Button, { size: "s", look: "quiet", onClick: give("round.put_back"), children: "One step back" })}`
        : html`${part(Button, { size: "s", onClick: give("speaking.stop"), children: "Has spoken" })} ${part(Button, { size: "s", look: "quiet", onClick: give("speaking.put_back"), children: "Put back" })}`}
    </div>
  </div>`;
}

/** @param {{live: Live, floor: FloorView}} props the order as it stands; the one button calls the next */
function Round({ live, floor }) {
  const { store, send } = live;
  const { turn, coming } = /** @type {NonNullable<FloorView["round"]>} */ (floor.round);
  const stopped = turn && floor.speaking?.person !== turn;
  const act = (/** @type {string} */ verb) => () => void send(`round.${verb}`, verb === "end" ? {} : { person: turn }, { now: true });
  return html`<div class="floor-part">
    <h2 class="people-title">Round <span class="people-count">${coming.length} to come</span></h2>
    ${stopped && html`<p class="small">It is <bdi>${nameOf(store, turn)}</bdi>’s turn.</p>`}
    <ol class="floor-line">${coming.slice(0, 12).map((id) => html`<li key=${id}><bdi>${nameOf(store, id)}</bdi></li>`)}${coming.length > 12 && html`<li>and ${coming.length - 12} more</li>`}</ol>
    <div class="floor-acts">
      ${stopped && part(Button, { size: "s", onClick: act("later"), children: "Nothing yet" })}
      ${stopped && part(Button, { size: "s", look: "quiet", onClick: act("put_back"), children: "One step back" })}
      ${coming.length > 0 && part(Button, { size: "s", look: "quiet", onClick: act("end"), children: "End the round" })}
    </div>
  </div>`;
}

/** @param {{live: Live, floor: FloorView}} props */
function Queue({ live, floor }) {
  return html`<div class="floor-part">
    <h2 class="people-title">Want to speak <span class="people-count">${floor.queue.length}</span></h2>
    <ol class="floor-queue">${floor.queue.map((id, i) => part(Waiting, { live, floor, id, place: i + 1, key: id }))}</ol>
  </div>`;
}

/** @param {{live: Live, floor: FloorView, id: string, place: number}} props */
function Waiting({ live, floor, id, place }) {
  const { store, send } = live;
  const body = store.record(id)?.body ?? {};
  const name = nameOf(store, id);
  const about = body.to_say || HANDS[body.hand] || "";
  const move = (/** @type {number} */ by) => () => void send("speaking.move", { person: id, by }, { now: true });
  const items = [
    ...(place > 1 ? [{ id: "up", title: "Move up", onPick: move(-1) }] : []),
    ...(place < floor.queue.length ? [{ id: "down", title: "Move down", onPick: move(1) }] : []),
    ...(place > 2 ? [{ id: "first", title: "To the front", onPick: move(-200) }] : []),
    ...(body.to_say ? [{ id: "park", title: "Park it", hint: "P: it waits as theirs, and the hand goes down", onPick: () => park(live, id) }] : []),
    { id: "off", title: "Hand down", hint: "Without having spoken", onPick: () => void send("people.lower_hand", { person: id }) },
  ];
  return html`<li class="floor-waiting" data-hand=${id}>
    <span class="floor-place num">${place}</span>
    <bdi class="floor-name">${name}</bdi>
    <span class="row person-acts">${part(Button, { size: "s", look: "quiet", icon: "play", label: `${name} speaks now`, onClick: () => void send("speaking.start", { person: id }, { now: true }) })}
      ${part(Menu, { label: `Place of ${name}`, items })}</span>
    <p class="floor-words">${about && html`<span class="small" dir="auto">${about}</span>`}<span class="small quiet">${floor.why?.[id]}</span></p>
  </li>`;
}

/** @param {{live: Live, people: string[]}} props */
function NotSpoken({ live, people }) {
  if (people.length === 0) return null;
  return html`<p class="small quiet floor-silent"><b>Not spoken in this stage:</b> ${namesOf(live, people, NAMED)}</p>`;
}

/** @param {Live} live @param {string[]} people @param {number} most "Ben, Ana and 3 more", each name in its own direction of writing */
export function namesOf({ store }, people, most) {
  const shown = people.length - most > 1 ? people.slice(0, most) : people;
  const rest = people.length - shown.length;
  return html`${shown.map((id, i) => html`${i > 0 && ", "}<bdi>${nameOf(store, id)}</bdi>`)}${rest > 0 && ` and ${rest} more`}`;
}
