// The middle of the console: the piece that everybody has before them, or one that only the desk looks at.
import { html, part } from "../live/part.js";
import { isOver, stageTitle } from "./agenda.js";
import { StandingBoard } from "./board.js";
import { WhatChanged } from "./what_changed.js";
import { isTeam, peopleOf } from "./who.js";
import { WhoTypes } from "./who_types.js";
import { ClockFace } from "./clock_face.js";
import { factsOf } from "./facts.js";
import { StillOut } from "./breakouts/on.js";
import { RoomsBack, reportsFirst } from "./breakouts/rooms_back.js";
import { runningRooms } from "./breakouts/rooms.js";
import { later } from "./later.js";
import { CameBackToUs } from "./resting.js";
import { accepted, whereItIs } from "./standings.js";
import { MyPieces } from "./shares.js";
import { SplitUp } from "./split_up.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const VoicesStrip = later(async () => (await import("./voices.js")).VoicesStrip);
const Photos = later(async () => (await import("./photos.js")).Photos);

/** @param {WireRecord} slot the question everybody sees: its prompt, else its task, else its title */
export const askOf = ({ body }) => body.prompt || body.task || body.title;

/** @param {{live: Live, slot: WireRecord, running: boolean}} props `running`: this is the live piece */
export function StageView({ live, slot, running }) {
  const { store } = live;
  const title = stageTitle(store, slot.body.stage);
  const kicker = title && title !== slot.body.title ? `${title} · ${slot.body.title}` : slot.body.title;
  const inRooms = runningRooms(store).length > 0;
  return html`<div>
    <div class="stage-head">
      <p class="stage-kicker">${kicker}</p>
      <h1 class="stage-question" dir="auto">${askOf(slot)}</h1>
      ${slot.body.prompt && slot.body.task && html`<p class="stage-task" dir="auto">${slot.body.task}</p>`}
      ${running && html`<div class="stage-clock">${part(ClockFace, { live, size: "l", words: true })}</div>`}
    </div>
    ${running && part(CameBackToUs, { live })}
    ${!inRooms && part(Facts, { live, slot })} ${running && part(VoicesStrip, { live })}
    <div class="stage-rest">${part(SplitUp, { live, slot })} ${part(BoardAndRooms, { live, slot, view: "Desk" })}</div>
  </div>`;
}

/** @param {{live: Live, slot: WireRecord, view: "Board" | "Desk"}} props the board of a line, with what breakout rooms brought back to it */
export function BoardAndRooms({ live, slot, view }) {
  const inner = html`${view === "Board" && part(MyPieces, { live, board: slot.body.kind })} ${part(StandingBoard, { live, slot, view })}`;
  const board = view === "Board" ? part(WhoTypes, { live, children: inner }) : inner;
  const back = part(RoomsBack, { live, slot });
  const wall = part(Photos, { live, slot, key: `photos:${slot.id}` });
  return reportsFirst(slot) ? html`${back} ${board} ${wall}` : html`${board} ${back} ${wall}`;
}

/** @param {{live: Live, slot: WireRecord}} props */
function Facts({ live, slot }) {
  const facts = factsOf(live.store, slot);
  if (!facts.length) return null;
  return html`<div class="stage-facts">
    ${facts.map((fact) => html`<p class="fact" key=${fact.what}>
      <span class="fact-number">${fact.number}${fact.of !== undefined && html` <small>of ${fact.of}</small>`}</span>${" "}
      <span class="fact-what">${fact.what}</span>
    </p>`)}
  </div>`;
}

/** @param {{live: Live}} props while doors are closed: before the first day, overnight, afterwards */
export function Resting({ live }) {
  const { store } = live;
  const expected = peopleOf(store).filter(({ id, body }) => body.admitted && !body.no_device && id !== store.workshop.value?.body.lead);
  const tried = expected.filter(({ body }) => body.ticked || body.first_came).length;
  const invited = peopleOf(store).filter((one) => isTeam(one)).length;
  const before = store.records("sitting").length === 0;
  const over = isOver(store);
  return html`<div class="resting">
    <p class="stage-kicker">${over ? stageTitle(store, store.stage.value) : before ? "Before the doors open" : "Between sittings"}</p>
    <h1 class="stage-question">${before || over ? (store.workshop.value?.body.title ?? live.boot.workshop) : whereItIs(live)}</h1>
    <p class="stage-task">${store.record(`stage:${store.stage.value}`)?.body.purpose}</p>
    <div class="stage-facts">
      <p class="fact"><span class="fact-number">${invited}</span> <span class="fact-what">invited to the team</span></p>
      ${before && html`<p class="fact"><span class="fact-number">${tried} <small>of ${expected.length}</small></span> <span class="fact-what">have tried their link</span></p>`}
    </div>
    ${part(CameBackToUs, { live })} ${part(StillOut, { live })}
    ${!before && html`<div class="resting-changed">${part(WhatChanged, { live })}</div>`}
    <ul class="lines resting-links">
      <li><a href=${`/s/${live.boot.seat}/readiness`}>Readiness: what is still to do before people come</a></li>
      <li><a href=${`/s/${live.boot.seat}/walk-through`}>Walk through the next day: what would break</a></li>
      <li><a href=${`/s/${live.boot.seat}/pack`}>Everything on paper, to print</a></li>
      <li><a href=${`/s/${live.boot.seat}/screen`} target="_blank" rel="noopener">The room screen, for the projector</a></li>
      ${!before && html`<li><a href=${`/s/${live.boot.seat}/mornings`}>What changed, for everybody: texts to send in the morning</a></li>
      <li><a href=${`/s/${live.boot.seat}/plan`}>The plan as it stands</a></li>
      ${accepted(store) && html`<li><a href=${`/s/${live.boot.seat}/customer`}>What the customer reads of it</a></li>`}`}
    </ul>
  </div>`;
}
