// Decisions as they were taken: proposed to everybody or recorded at once, with how, who was there, and who objected. What
// takes an earlier one's place points to it; the earlier one stays.
import { useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Choice } from "../parts/choice.js";
import { Composer } from "../parts/composer.js";
import { timeOf } from "../parts/dates.js";
import { Empty } from "../parts/empty.js";
import { Menu } from "../parts/menu.js";
import { Picker } from "../parts/picker.js";
import { sittingOpen, zoneOf } from "./agenda.js";
import { atDesk } from "./aloud.js";
import { isMine } from "./contribution.js";
import { Conflicts, Correction } from "./correction.js";
import { Returned } from "./returned.js";
import { takeOff } from "./undo.js";
import { nameOf, teamOptions } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const HOW = [
  { id: "ask", title: "Ask for objections" },
  { id: "vote", title: "By vote" },
  { id: "decider", title: "By one person" },
];

/** @param {Live} live @param {WireRecord} decision @returns {string} how it came about, in words */
export function howWords({ store }, { body }) {
  if (body.how === "decider") return body.decider ? `Decided by ${nameOf(store, body.decider)}` : "By one person";
  if (body.how === "vote") return "By vote";
  return body.objections ? "Agreed after objections" : "No objection";
}

/** @param {{live: Live}} props */
export function DecisionList({ live }) {
  const { store, send } = live;
  const here = sittingOpen(store);
  const [how, setHow] = useState("ask");
  const [decider, setDecider] = useState("");
  const [instead, setInstead] = useState("");
  const all = [...store.records("decision_note")].reverse();
  const replaced = new Map(all.flatMap((one) => (one.body.supersedes ? [[one.body.supersedes, one]] : [])));
  const way = here ? how : how === "ask" ? "consent" : how;
  const add = (/** @type {string} */ text) => {
    const supersedes = instead;
    setInstead("");
    if (way === "ask") return void send("decide.propose", { text, supersedes });
    const vote = way === "vote" ? store.records("ballot").filter((one) => !one.body.open).at(-1) : undefined;
    return void send("talk.add_decision_note", { text, how: way, supersedes, about: vote ? [vote.id] : [], ...(way === "decider" && decider && { decider }) });
  };
  const people = teamOptions(store);
  const old = instead ? store.record(instead) : undefined;
  return html`<div class="stack">
    ${here && part(Choice, { label: "How is it decided?", options: HOW, value: how, onChoose: setHow })}
    ${how === "decider" && part(Picker, { label: "Who decided?", options: people, value: decider, onPick: setDecider })}
    ${old && html`<p class="small instead-of">Takes the place of “<span dir="auto">${old.body.text}</span>” ${part(Button, { size: "s", look: "quiet", onClick: () => setInstead(""), children: "No, a new one" })}</p>`}
    ${part(Composer, {
      label: way === "ask" ? "What do you propose?" : "What was decided?", draftKey: `${live.boot.seat}:decision`, word: way === "ask" ? "Propose it" : "Record", placeholder: "We start with one site",
      ...(way === "ask" && { hint: "Everybody here is asked for twenty seconds, in silence. Without an objection it is decided." }),
      onAdd: (texts) => texts.forEach(add),
    })}
    ${part(Returned, { live, types: ["decide.propose", "talk.add_decision_note"] })}
    ${store.ready.value && all.length === 0 && part(Empty, { say: "What the room decides stands here, with how and when.", example: "“We start with one site.” No objection, 14:20" })}
    <ul class="lines">
      ${store.ghosts("talk.add_decision_note").map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.text}</p></li>`)}
      ${all.map((one) => part(Decision, { key: one.id, live, one, by: replaced.get(one.id), onReplace: () => setInstead(one.id) }))}
    </ul>
  </div>`;
}

/** @param {{live: Live, one: WireRecord, by: WireRecord | undefined, onReplace: () => void}} props */
function Decision({ live, one, by, onReplace }) {
  const { store } = live;
  const [correcting, setCorrecting] = useState(false);
  const { body } = one;
  const before = body.supersedes ? store.record(body.supersedes) : undefined;
  const mine = isMine(live, one) || atDesk(live);
  const items = [
    ...(by ? [] : [{ id: "replace", title: "Decide something else instead…", hint: "This one stays, marked as replaced", onPick: onReplace }]),
    ...(mine ? [{ id: "correct", title: "Correct the words", onPick: () => setCorrecting(true) }, { id: "off", title: "Take it off", onPick: () => takeOff(live, one.id, body.text) }] : []),
  ];
  const about = (body.about ?? []).flatMap((/** @type {string} */ id) => store.record(id) ?? []);
  if (correcting) return html`<li>${part(Correction, { live, record: one, label: "Correct the decision", onClose: () => setCorrecting(false) })}</li>`;
  return html`<li class=${names(by && "decision-old")} data-record=${one.id}>
    <div class="row apart"><p dir="auto" class="lines-words">${body.text}</p>${items.length > 0 && part(Menu, { label: `More for: ${body.text.slice(0, 60)}`, items })}</div>
    <p class="small faint">${howWords(live, one)}, ${timeOf(one.at, zoneOf(store))}${body.present?.length > 0 && `, ${body.present.length} of the team there`}${!body.proposal && html`, written by <bdi>${nameOf(store, one.by)}</bdi>`}</p>
    ${body.objections && html`<p class="small">Objections: <span dir="auto">${body.objections}</span></p>`}
    ${about.length > 0 && html`<p class="small faint">About ${about.map((/** @type {WireRecord} */ it) => it.body.title || it.body.text || it.body.name).filter(Boolean).join(", ")}</p>`}
    ${before && html`<p class="small">In place of “<span dir="auto">${before.body.text}</span>”</p>`}
    ${by && html`<p class="small"><b>Replaced at ${timeOf(by.at, zoneOf(store))}</b> by “<span dir="auto">${by.body.text}</span>”</p>`}
    ${part(Conflicts, { live, record: one })}
  </li>`;
}
