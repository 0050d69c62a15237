// The room screen: the stage, the clock, one object in large letters, and how to come in until all are there.
// No controls, nothing private: it gets no more than the room may see.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { boot, Boundary } from "../live/boot.js";
import { html, names, part } from "../live/part.js";
import { isOver, liveSlot, stageTitle } from "../room/agenda.js";
import { StandingBoard, useBoard } from "../room/board.js";
import { ClockFace } from "../room/clock_face.js";
import { RoomsWall } from "../room/breakouts/wall.js";
import { runningRooms } from "../room/breakouts/rooms.js";
import { insteadOf } from "../room/farewell.js";
import { floorOf, namesOf } from "../room/floor.js";
import { HowDisplay, howOnScreen } from "../room/how_are_we.js";
import { roomsWords, useCountdown } from "../room/moving.js";
import { isLook } from "../room/room_screen.js";
import { SpeakingClock } from "../room/speaking_clock.js";
import { whenWeMeet, whereItIs } from "../room/standings.js";
import { nameOf } from "../room/who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** Longer sentences stand in smaller letters (characters). */
const LONG = 90;

/** @param {{live: Live}} props */
function Screen({ live }) {
  const { store } = live;
  const instead = insteadOf(live);
  const body = store.workshop.value?.body ?? {};
  const countdown = useCountdown(live);
  useAwake();
  if (instead) return instead;
  if (!store.ready.value) return html`<main class="screen" id="main"></main>`;
  if (body.blank_screen && !isLook()) return html`<main class="screen screen-blank" id="main"><h1 class="spoken">Blank</h1></main>`;
  const slot = liveSlot(store);
  const over = Boolean(slot) && !body.sitting;
  return html`<main class="screen" id="main">
    <div class="screen-top">
      ${countdown ? html`<span></span>` : html`<h1 class="screen-stage">${over ? body.title : stageWords(live, slot)}</h1>`}
      ${slot && !over && !countdown && runningRooms(store).length === 0 && part(ClockFace, { live, size: "room", quiet: true })}
    </div>
    <div class="screen-body">${countdown ? part(Moving, { live, countdown }) : over && !body.screen_message ? html`<div class="screen-moving"><p class="screen-ask">${whereItIs(live)}</p>${whenWeMeet(live) && html`<p class="screen-words">${whenWeMeet(live)}</p>`}</div>` : part(Object_, { live, slot, message: body.screen_message })}</div>
    <div class="screen-bottom">
      <div class="screen-count">${!countdown && !over && html`${part(Floor, { live })}<p>${part(Counts, { live, slot })}</p>`}</div>
      ${!isOver(store) && part(Joining, { live, large: !slot || slot.body.order === 1 })}
    </div>
  </main>`;
}

/** A projector's laptop must not fall asleep while people look at it. */
function useAwake() {
  useEffect(() => {
    const ask = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => undefined);
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => document.removeEventListener("visibilitychange", ask);
  }, []);
}

/** @param {Live} live @param {WireRecord | undefined} slot */
function stageWords({ store }, slot) {
  return slot?.body.rest ? slot.body.title : stageTitle(store, store.stage.value);
}

/** @param {{live: Live, countdown: {to: string, seconds: number}}} props */
function Moving({ live, countdown }) {
  return html`<div class="screen-moving">
    <p class="screen-words">On to</p>
    <h1 class="screen-ask">${countdown.to}</h1>
    <p class="screen-words">${roomsWords(live)}</p>
    <p class="screen-seconds num" role="timer">${countdown.seconds || ""}</p>
  </div>`;
}

/** @param {{live: Live, slot: WireRecord | undefined, message: string}} props the one thing on the screen */
function Object_({ live, slot, message }) {
  const [module] = useBoard(slot?.body.kind ?? "");
  const asked = howOnScreen(live);
  if (asked) return part(HowDisplay, { live, asked });
  const proposed = live.store.records("proposed")[0];
  if (proposed) return part(AnyObjection, { live, proposed });
  if (!message && runningRooms(live.store).length > 0) return part(RoomsWall, { live });
  if (message) return html`<p class=${askLook(message)} dir="auto">${message}</p>`;
  if (!slot) return html`<p class="screen-ask"><bdi>${live.store.workshop.value?.body.title ?? ""}</bdi></p>`;
  if (module?.Display) return part(StandingBoard, { live, slot, view: "Display" });
  const put = live.store.records("question").filter((one) => one.body.status === "put").at(-1);
  if (put) return html`<blockquote class="quote screen-quote" dir="auto">${put.body.text}</blockquote>`;
  const ask = slot.body.prompt || slot.body.task || slot.body.title;
  return html`<p class=${askLook(ask)} dir="auto">${ask}</p>`;
}

/** @param {{live: Live, proposed: WireRecord}} props what everybody here is asked just now */
function AnyObjection({ live, proposed }) {
  const { text, ends_at } = proposed.body;
  void live.clock.tick.value;
  const left = Math.min(20, Math.max(0, Math.ceil(live.clock.remaining(ends_at) / 1000)));
  return html`<div class="screen-moving">
    <p class="screen-words">Any objection?</p>
    <p class=${askLook(text)} dir="auto">${text}</p>
    <p class="screen-seconds num" role="timer">${left || ""}</p>
  </div>`;
}

/** @param {string} text */
const askLook = (text) => names("screen-ask", text.length > LONG && "screen-ask-long");

/** How many names stand in the line of those who come next. */
const NAMED = 3;

/** @param {{live: Live}} props quietly, below: who speaks and who comes next, where names may be shown */
function Floor({ live }) {
  const { store } = live;
  const floor = floorOf(store);
  if (!floor) return null;
  const coming = (floor.round ? floor.round.coming : floor.queue).slice(0, NAMED);
  return html`<p class="screen-floor">${floor.speaking && html`<b><bdi>${nameOf(store, floor.speaking.person)}</bdi></b> ${part(SpeakingClock, { live, started: floor.speaking.started })}${coming.length > 0 && ". "}`}
    ${coming.length > 0 && html`<span>${floor.speaking ? "Then" : floor.round ? "A round begins with" : "Next:"} ${namesOf(live, coming, NAMED)}</span>`}</p>`;
}

/** @param {{live: Live, slot: WireRecord | undefined}} props */
function Counts({ live, slot }) {
  const { store } = live;
  if (!slot) return null;
  const turnout = store.all("turnout").find((one) => one.body.finished < one.body.voters && !one.body.ranking && slot.body.kind === "vote");
  if (turnout) return html`<b>${turnout.body.finished}</b> of ${turnout.body.voters} have finished`;
  const written = store.record(`written:${slot.id}`)?.body.total ?? 0;
  const hands = floorOf(store) ? 0 : store.records("person").filter((one) => one.body.hand).length;
  const parts = [written > 0 && html`<b>${written}</b> ${written === 1 ? "card" : "cards"}`, hands > 0 && html`<b>${hands}</b> ${hands === 1 ? "hand" : "hands"} up`].filter(Boolean);
  return html`${parts.map((one, i) => html`${i > 0 && ", "}${one}`)}`;
}

/** @param {{live: Live, large: boolean}} props the code, while the server says that it may stand here; large while people come in */
function Joining({ live, large }) {
  const { store, boot: page } = live;
  const shown = Boolean(store.record("arrivals")?.body.code);
  const [words, setWords] = useState(/** @type {{where: string, code: string} | null} */ (null));
  useEffect(() => {
    if (!shown) setWords(null);
    else void fetch(`/s/${page.seat}/join.json`).then(async (got) => got.ok && setWords(await got.json()), () => undefined);
  }, [shown]);
  if (!shown || !words) return null;
  return html`<div class=${names("screen-join", large && "screen-join-large")}>
    <p class="screen-join-where">${words.where}/join<b class="screen-code">${words.code}</b></p>
    <img class="screen-qr" src=${`/s/${page.seat}/join.svg`} alt="QR code of the address" />
  </div>`;
}

const live = boot();
const root = /** @type {HTMLElement} */ (document.getElementById("root"));
root.replaceChildren();
root.className = "";
render(part(Boundary, { live, children: part(Screen, { live }) }), root);
