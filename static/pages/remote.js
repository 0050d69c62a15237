// The console in a pocket: what to say next, the clock, the one button, two minutes more, park, the room screen.
// A press says what it will do; a second one within four seconds does it.
import { render } from "preact";
import { useState } from "preact/hooks";
import { boot, Boundary } from "../live/boot.js";
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { LiveRegion } from "../parts/live_region.js";
import { SavedLight } from "../parts/saved_light.js";
import { Sheet } from "../parts/sheet.js";
import { liveSlot, sittingOpen, stageTitle } from "../room/agenda.js";
import { AskText } from "../room/ask_text.js";
import { ClockFace } from "../room/clock_face.js";
import { insteadOf } from "../room/farewell.js";
import { MovingBanner, useMove } from "../room/moving.js";
import { SayNext } from "../room/say_next.js";
import { TwoPresses } from "../room/two_presses.js";
import { VisitorsBadge, whoMustLeave } from "../room/visitors.js";
import { nameOf } from "../room/who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/next_button.js").Step} Step */
/** @typedef {import("../live/command.js").Answer} Answer */

const MOVES = new Set(["stage.advance", "stage.reopen"]);

/** @param {{live: Live}} props */
function Remote({ live }) {
  const { store } = live;
  const [armed, setArmed] = useState("");
  const [refused, setRefused] = useState("");
  const instead = insteadOf(live);
  if (instead) return instead;
  const slot = liveSlot(store);
  const open = sittingOpen(store);
  const done = (/** @type {Answer} */ answer) => setRefused(answer.ok ? "" : (answer.say ?? ""));
  const shared = { live, armed, onArm: setArmed, onDone: done };
  return html`<div class="remote">
    <header class="remote-top">
      <p class="remote-where"><b class="clip">${stageTitle(store, store.stage.value)}</b><span class="clip small quiet">${open ? slot?.body.title : "doors are closed"}</span></p>
      ${store.online.value === "ok" && part(SavedLight, { waiting: store.waiting.value, online: true, brief: true })}
      ${open && part(ClockFace, { live, size: "l" })}
    </header>
    <section class="banners" aria-label="For everybody">${part(NoLine, { live })}${part(VisitorsBadge, { live })}</section>
    <main id="main" class="remote-say">${store.ready.value && part(SayNext, { live, stage: store.stage.value })}</main>
    <div class="remote-keys">
      ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
      ${store.ready.value && part(Keys, shared)}
    </div>
    ${part(LiveRegion, {})}
  </div>`;
}

/** @param {{live: Live}} props what is true about the line: pressed without one, nothing happens, now or later */
function NoLine({ live }) {
  if (live.store.online.value === "ok") return null;
  return part(Banner, { kind: "offline", children: "No line to the room. What you press here does nothing, now or later; the console goes on without you." });
}

/** @typedef {{live: Live, armed: string, onArm: (id: string) => void, onDone: (answer: Answer) => void}} Shared */

/** @param {Shared} props */
function Keys(props) {
  const { live } = props;
  const { store, send } = live;
  const [parking, setParking] = useState(false);
  const body = store.workshop.value?.body ?? {};
  const running = sittingOpen(store) && Boolean(store.record("timebox")?.body.ends_at);
  const give = (/** @type {string} */ type, /** @type {any} */ data) => () => send(type, data, { now: true });
  const park = (/** @type {string} */ text) => (setParking(false), void send("talk.add_parked", { text }, { now: true }).then(props.onDone));
  const blank = body.blank_screen;
  return html`
    ${part(TheStep, props)}
    <div class="remote-few">
      ${running && part(TwoPresses, { ...props, id: "+2", words: "+2 min", will: "Give the room 2 more minutes", fire: give("clock.add", { seconds: 120 }) })}
      ${part(Button, { size: "l", onClick: () => setParking(true), children: "Park" })}
      ${part(TwoPresses, { ...props, id: `blank${blank}`, words: blank ? "Show" : "Blank", will: blank ? "Show the room screen again" : "Blank the room screen", fire: give("stage.edit_workshop", { set: { blank_screen: !blank } }) })}
    </div>
    ${part(Sheet, { title: "Park", open: parking, onClose: () => setParking(false), children: parking ? part(AskText, { label: "What matters, but not now?", word: "Park it", most: 1000, onGive: park }) : null })}`;
}

/** @param {Shared} props the console's one filled button */
function TheStep(props) {
  const { live } = props;
  const { store, send } = live;
  const move = useMove(live);
  const step = /** @type {Step | undefined} */ (store.record("next_step")?.body);
  if (!step) return null;
  if (store.moving.value && move.waiting) {
    return html`${part(MovingBanner, { live })}${part(Button, { look: "filled", size: "l", onClick: move.cancel, children: "Stay here" })}`;
  }
  const lead = store.workshop.value?.body.lead;
  if (!step.command) return html`<p class="remote-step quiet">${step.label}. That is done at the console.</p>`;
  if (MOVES.has(step.command) && lead !== store.me.value.person) {
    return html`<p class="remote-step quiet">${step.label}. <bdi>${nameOf(store, lead)}</bdi> leads and moves the room.</p>`;
  }
  const fire = () => (MOVES.has(step.command) ? begin(live, move, step) : send(step.command, step.data, { now: true }));
  return html`${part(MovingBanner, { live })}
    ${part(TwoPresses, { ...props, id: `${step.command}${JSON.stringify(step.data)}`, words: step.label, will: willDo(live, step), fire, filled: true })}`;
}

/** @param {Live} live @param {Step} step what the second press does, in words */
function willDo(live, step) {
  const inside = step.command === "stage.advance" ? whoMustLeave(live) : [];
  const names = inside.map((one) => one.body.name).join(" and ");
  const leave = inside.length ? `. ${names} ${inside.length === 1 ? "is" : "are"} still in, and their ${inside.length === 1 ? "page closes" : "pages close"}` : "";
  if (step.sure) return step.sure;
  return `${step.label}${step.note ? `. ${step.note.slice(0, -1)}` : ""}${leave}`;
}

/** The countdown of the console, from here. @param {Live} live @param {ReturnType<typeof useMove>} move @param {Step} step @returns {Promise<Answer>} */
const begin = (live, move, step) =>
  new Promise((done) => move.begin({ type: step.command, data: step.data, to: stageTitle(live.store, step.to ?? step.data.to), done }));

const live = boot();
const root = /** @type {HTMLElement} */ (document.getElementById("root"));
root.replaceChildren();
root.className = "";
render(part(Boundary, { live, children: part(Remote, { live }) }), root);
