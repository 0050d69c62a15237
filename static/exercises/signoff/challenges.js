// Challenges: the first-line manager doubts something in the plan; the team answers, or changes it; she says when it is enough.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { Empty } from "../../parts/empty.js";
import { Picker } from "../../parts/picker.js";
import { atDesk, useAloud } from "../../room/aloud.js";
import { withComing } from "../../room/coming.js";
import { Conflicts, Correction, TextForm } from "../../room/correction.js";
import { FromDesk } from "../../room/from_desk.js";
import { Returned } from "../../room/returned.js";
import { isManager, nameOf, peopleOf } from "../../room/who.js";
import { takeOff } from "../../room/undo.js";
import { short } from "../../room/words.js";
import { Menu } from "../../parts/menu.js";
import { planRecords, titleOf, WORDS } from "./planned.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const ADD = "signoff.challenge";
const ANSWER = "signoff.answer_challenge";
const CLOSE = "signoff.close_challenge";
const LANES = [
  { id: "open", title: "To answer" },
  { id: "answered", title: "Answered" },
  { id: "closed", title: "Settled" },
];

/** @param {Live} live the desk writes for her: the one who signs, or any first-line manager */
function managerOf(live) {
  const managers = peopleOf(live.store).filter((one) => one.body.role === "first_line_manager");
  return managers.find((one) => one.id === live.store.workshop.value?.body.signer) ?? managers[0];
}

/** @param {import("../../room/board.js").BoardProps} props */
export function Challenges({ live }) {
  const all = withComing(live.store, "challenge", ADD);
  const may = isManager(live.store) || atDesk(live);
  const boss = managerOf(live);
  return html`<div class="pieces">
    ${may && part(FromDesk, { live, children: part(Doubt, { live, onBehalf: isManager(live.store) ? "" : (boss?.id ?? "") }) })}
    ${part(Returned, { live, types: [ADD, ANSWER, CLOSE] })}
    ${all.length === 0 && live.store.ready.value && part(Empty, {
      say: may ? "What would you ask about this plan in three months? Ask it now." : `${boss ? boss.body.name : "The first-line manager"} asks here what still worries her. Nothing to answer yet.`,
      example: "Who pays for the pilot if they say no?" })}
    ${all.length > 0 && html`<div class="lanes challenge-lanes">${LANES.map((lane) => {
      const own = all.filter((one) => (one.body.state ?? "open") === lane.id);
      return (own.length > 0 || lane.id === "open") && html`<section key=${lane.id} class="lane" aria-label=${lane.title}>
        <h2 class="lane-title">${lane.title} <span class="lane-count">${own.length}</span></h2>
        ${own.length === 0 && html`<p class="small faint">Nothing waits for an answer.</p>`}
        ${own.map((one) => part(Challenge, { live, challenge: one, key: one.id }))}
      </section>`;
    })}</div>`}
  </div>`;
}

/** @param {{live: Live, onBehalf: string}} props anything in the plan can be doubted: choose it, say why */
function Doubt({ live, onBehalf }) {
  const [target, setTarget] = useState("");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Challenge something", () => box.current?.querySelector("input")), []);
  const chosen = target ? live.store.record(target) : undefined;
  const give = (/** @type {string} */ text) => {
    void live.send(ADD, { target, text }, onBehalf ? { onBehalf } : {});
    setTarget("");
  };
  return html`<div class="doubt stack" ref=${box}>
    ${onBehalf && html`<p class="small quiet">Said aloud by <bdi><b>${nameOf(live.store, onBehalf)}</b></bdi></p>`}
    ${part(Picker, { label: "What do you doubt?", options: planRecords(live.store), value: target, onPick: setTarget, placeholder: "An objective, an action, a deal: type to find it", most: 10 })}
    ${chosen && part(TextForm, { text: "", label: `What about “${titleOf(chosen)}”?`, word: "Challenge it", onSave: give, onCancel: () => setTarget("") })}
  </div>`;
}

/** @param {{live: Live, challenge: Shown}} props */
function Challenge({ live, challenge }) {
  const [doing, setDoing] = useState("");
  const aloud = useAloud(live);
  const { body, id } = challenge;
  const state = body.state ?? "open";
  const close = () => setDoing("");
  const hers = challenge.by === live.store.me.value.person;
  const answer = (/** @type {string} */ text) => (close(), void live.send(ANSWER, { challenge: id, text }, aloud.person ? { onBehalf: aloud.person } : {}));
  if (doing === "edit") return html`<div class="card card-changing" data-record=${id}>${part(Correction, { live, record: challenge, label: "Correct the challenge", onClose: close })}</div>`;
  return html`<article class=${names("challenge", `challenge-${state}`)} data-record=${id} aria-label=${body.text} aria-busy=${challenge.pending ? "true" : undefined}>
    <div class="row apart challenge-head">${part(About, { live, id: body.target })}
      ${hers && state === "open" && !challenge.pending && part(Menu, { label: `More for “${short(body.text, 8)}”`, items: [
        { id: "edit", title: "Correct", onPick: () => setDoing("edit") },
        { id: "off", title: "Take it back", onPick: () => takeOff(live, id, body.text) }] })}</div>
    <p class="challenge-text" dir="auto">${body.text}</p> ${part(WayMark, { pending: challenge.pending })}
    ${body.answer && doing !== "answer" && html`<div class="challenge-answer"><p dir="auto">${body.answer}</p><p class="small faint"><bdi>${nameOf(live.store, body.answered_by)}</bdi></p></div>`}
    ${doing === "answer" && aloud.line} ${doing === "answer" && part(TextForm, { text: body.answer ?? "", label: "Our answer", word: "Answer", onSave: answer, onCancel: close })}
    ${!challenge.pending && doing === "" && html`<div class="row hang gap-s">
      ${state !== "closed" && (!isManager(live.store) || !hers) && part(Button, { size: "s", look: body.answer ? "quiet" : "outline", onClick: () => setDoing("answer"), of: body.text, children: body.answer ? "Change the answer" : "Answer" })}
      ${isManager(live.store) && state === "answered" && part(Button, { size: "s", icon: "check", onClick: () => void live.send(CLOSE, { challenge: id }), of: body.text, children: "Good enough" })}
    </div>`}
    ${part(Conflicts, { live, record: challenge })}
  </article>`;
}

/** @param {{live: Live, id: string}} props what it is about, and the way to where that comes from */
function About({ live, id }) {
  const record = live.store.record(id);
  if (!record) return html`<p class="small faint">About something that was taken off</p>`;
  const where = `/s/${live.boot.seat}/thread/${encodeURIComponent(id)}`;
  return html`<p class="small challenge-about"><span class="faint">${WORDS[record.kind] ?? record.kind}: </span><a dir="auto" href=${where} target="_blank" rel="noopener">${titleOf(record)}</a></p>`;
}
