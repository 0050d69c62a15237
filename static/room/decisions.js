// Decisions as they were taken: what, how, and who objected.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { Choice } from "../parts/choice.js";
import { timeOf } from "../parts/dates.js";
import { zoneOf } from "./agenda.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

const HOW = [
  { id: "consent", title: "No objection" },
  { id: "vote", title: "By vote" },
  { id: "decider", title: "By one person" },
];

/** @param {{live: Live}} props */
export function DecisionList({ live }) {
  const { store, send } = live;
  const [how, setHow] = useState("consent");
  const all = [...store.records("decision_note")].reverse();
  return html`<div class="stack">
    ${part(Composer, {
      label: "What was decided?", draftKey: `${live.boot.seat}:decision`, word: "Record", placeholder: "We start in France",
      onAdd: (texts) => void texts.forEach((text) => send("talk.add_decision_note", { text, how })),
    })}
    ${part(Choice, { label: "How", options: HOW, value: how, onChoose: setHow })}
    ${store.ready.value && all.length === 0 && part(Empty, { say: "What the room decides stands here, with how and when.", example: "“We start with the French stores.” No objection, 14:20" })}
    <ul class="lines">
      ${store.ghosts("talk.add_decision_note").map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.text}</p></li>`)}
      ${all.map((one) => html`<li key=${one.id}>
        <p dir="auto">${one.body.text}</p>
        <p class="small faint">${HOW.find((way) => way.id === one.body.how)?.title ?? one.body.how}, ${timeOf(one.at, zoneOf(store))}, written by <bdi>${nameOf(store, one.by)}</bdi>
          ${one.body.objections && html`. Objection: <span dir="auto">${one.body.objections}</span>`}</p>
      </li>`)}
    </ul>
  </div>`;
}
