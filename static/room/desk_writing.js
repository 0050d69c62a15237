// What the desk has while people write: counts and no words, how people write, who does not get the question, and what came late.
import { useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Choice } from "../parts/choice.js";
import { Icon } from "../parts/icon.js";
import { useAloud } from "./aloud.js";
import { Contribution } from "./contribution.js";
import { runningRooms } from "./breakouts/rooms.js";
import { TextForm } from "./correction.js";
import { FromDesk } from "./from_desk.js";
import { isHere, isTeam, nameOf, peopleOf } from "./who.js";
import { leaderLast, promiseOf, tooFew, WriteOne } from "./writing.js";

/** @typedef {import("./board.js").BoardProps} BoardProps */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {BoardProps & { kind: "note" | "question" }} props what came after its reveal: the desk decides when it goes on the board */
export function Tray({ live, slot, kind }) {
  const { store, send } = live;
  const all = store.records(kind).filter((note) => note.body.slot === slot.id);
  const late = all.filter((note) => note.body.late);
  const kept = slot.body.naming === "anonymous" ? (store.record(`written:${slot.id}`)?.body.total ?? 0) - all.length : 0;
  if (late.length === 0 && kept <= 0) return null;
  return html`<section class="tray" aria-label="Came late">
    <h2 class="tray-title">Came late <span class="lane-count">${late.length + Math.max(0, kept)}</span></h2>
    ${kept > 0 && html`<div class="row apart"><p>${kept === 1 ? "1 more card" : `${kept} more cards`} without a name since the reveal.</p>
      ${part(Button, { size: "s", onClick: () => void send("capture.reveal", { slot: slot.id }), children: "Show them too" })}</div>`}
    <div class="cards">${late.map((note) => html`<div key=${note.id} class="stack gap-s">${part(Contribution, { live, record: note })}
      ${part(Button, { size: "s", onClick: () => void send("capture.show_late", { note: note.id }), children: "Put it on the board" })}</div>`)}</div>
  </section>`;
}

/** @param {BoardProps & { kind: "note" | "question" }} props */
export function DeskBefore({ live, slot, kind }) {
  const { store } = live;
  const written = store.record(`written:${slot.id}`)?.body ?? { total: 0, writers: {} };
  return html`<div class="stack">
    ${part(NotClear, { live, slot })}
    ${slot.body.naming === "named" && part(Writers, { live, writers: written.writers })}
    ${part(Manner, { live, slot })} ${part(LeaderLast, { live, slot })}
    ${part(DeskWrites, { live, slot, kind })}
  </div>`;
}

/** @param {BoardProps & { kind: "note" | "question", photo?: string }} props the desk's own input, for what somebody says aloud; out of the way until it is wanted */
export function DeskWrites({ live, slot, kind, photo }) {
  const { person, line } = useAloud(live);
  return part(FromDesk, { live, children: html`${line}${part(WriteOne, { live, slot, kind, photo, onBehalf: () => person })}` });
}

/** @param {{ live: Live, writers: {[person: string]: number} }} props */
function Writers({ live, writers }) {
  const counts = Object.entries(writers).sort(([, a], [, b]) => b - a);
  if (counts.length === 0) return null;
  return html`<p class="tally">${counts.map(([id, count]) => html`<span key=${id}><bdi>${nameOf(live.store, id)}</bdi> <b>${count}</b></span>`)}</p>`;
}

/** @param {BoardProps} props how people write, until the first card; what they read beside the input, from then on */
export function Manner({ live, slot }) {
  const { store } = live;
  const { mode, naming, kind } = slot.body;
  if (naming !== "named" && runningRooms(store).some((one) => one.body.slot === slot.id)) {
    return html`<p class="small warn manner">In the rooms each card carries its author’s name, and reads so beside the input.</p>`;
  }
  const begun = slot.body.first_note || slot.body.revealed || (store.record(`written:${slot.id}`)?.body.total ?? 0) > 0;
  const team = peopleOf(store).filter((one) => isTeam(one) && isHere(one)).length;
  if (begun) return html`<p class="small quiet manner"><span aria-hidden="true">${part(Icon, { name: "lock", size: 16 })}</span> ${promiseOf(slot)} People have begun to write, so this stays.</p>`;
  const choose = (/** @type {{mode?: string, naming?: string}} */ set) =>
    void live.send("capture.choose_mode", { slot: slot.id, mode, naming, ...set }, { now: true });
  const nameless = mode === "write_reveal" && kind === "capture" && team >= 4;
  return html`<fieldset class="manner">
    <legend>How people write here, until the first card</legend>
    <div class="row">
      ${part(Choice, { label: "When others see it", hideLabel: true, value: mode, onChoose: (id) => choose({ mode: id, ...(id === "open" && naming === "anonymous" ? { naming: "named" } : {}) }),
        options: [{ id: "write_reveal", title: "Write, then reveal" }, { id: "open", title: "Seen at once" }] })}
      ${part(Choice, { label: "Whose it is", hideLabel: true, value: naming, onChoose: (id) => choose({ naming: id }),
        options: [{ id: "named", title: "With names" }, { id: "function", title: "Function only" }, ...(nameless || naming === "anonymous" ? [{ id: "anonymous", title: "Without names" }] : [])] })}
    </div>
    <p class=${names("field-hint", tooFew(live, slot) && "warn")}>They read: “${promiseOf(slot, { few: tooFew(live, slot) })}”${!nameless && kind === "capture" && " Without names needs writing first, and four people who could have written."}</p>
  </fieldset>`;
}

/** @param {BoardProps & { whole?: boolean }} props whether managers speak, and are revealed, after the team: here, and (`whole`) in the whole workshop */
export function LeaderLast({ live, slot, whole }) {
  const { mode, naming, revealed, led, rest } = slot.body;
  if (revealed && !led) return null;
  const tick = (/** @type {boolean} */ on, /** @type {string} */ where, /** @type {string} */ say) => html`<label class="tick leader-last">
    <input type="checkbox" checked=${on} onChange=${() => void live.send("round.leader_last", { slot: where, on: !on }, { now: true })} /><span>${say}</span></label>`;
  const everywhere = live.store.workshop.value?.body.leader_last !== false;
  const reveal = mode === "write_reveal" && naming === "named";
  return html`${whole && tick(everywhere, "", "The manager last, in the whole workshop")}
    ${!rest && naming !== "anonymous" && tick(leaderLast(live, slot) !== false, slot.id, whole ? "The manager last, in this part" : `The manager last, in rounds${reveal ? " and at the reveal" : ""}`)}`;
}

/** @param {BoardProps} props people who do not get the question, and saying it in other words */
export function NotClear({ live, slot }) {
  const [saying, setSaying] = useState(false);
  const people = live.store.record(`not_clear:${slot.id}`)?.body.people ?? 0;
  if (!people && !saying) return null;
  const say = (/** @type {string} */ prompt) => (setSaying(false), void live.send("capture.restate", { slot: slot.id, prompt }));
  if (saying) return part(TextForm, { text: slot.body.prompt, label: "The question in other words", word: "Ask it like this", onSave: say, onCancel: () => setSaying(false) });
  return html`<div class="not-clear"><p><b>${people}</b> ${people === 1 ? "does" : "do"} not get the question.</p>
    ${part(Button, { size: "s", onClick: () => setSaying(true), children: "Say it in other words" })}</div>`;
}
