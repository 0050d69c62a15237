// Prospecting funnel: from the growth to find to the people to meet, and then those people by name.
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Tabs } from "../parts/tabs.js";
import { UndoLine } from "../room/undo.js";
import { Numbers } from "./funnel/numbers.js";
import { PeopleToMeet } from "./funnel/people_to_meet.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */

/** Which half was asked for from elsewhere. */
const wanted = signal("");

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id === "funnel" ? "numbers" : "names";
  return true;
}

export const wide = true;

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const [view, setView] = useState(slot.body.block === "names" ? "names" : "numbers");
  const shown = wanted.value || view;
  const choose = (/** @type {string} */ id) => ((wanted.value = ""), setView(id));
  const tabs = [{ id: "numbers", title: "The number" }, { id: "names", title: "The names", count: live.store.records("prospect").length }];
  return html`<div class="board-funnel stack">
    ${part(Tabs, { label: "The funnel", tabs, value: shown, onChoose: choose,
      children: shown === "names" ? part(PeopleToMeet, { live, slot }) : part(Numbers, { live }) })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {BoardProps} props for the projector: the number, and how many of them have a name */
export function Display({ live, slot }) {
  const result = live.store.record("funnel")?.body.result;
  const named = live.store.records("prospect").length;
  if (!result) return html`<p class="screen-ask screen-ask-long">${slot.body.prompt || "How many people must we meet?"}</p>`;
  return html`<div class="screen-figures">
    <p class="screen-ask"><b class="num">${result.prospects}</b> people to meet</p>
    <p class="screen-words">${result.deals} deals from ${result.opportunities} opportunities</p>
    <p class="screen-words"><b class="num">${named} of ${result.prospects}</b> have a name</p>
  </div>`;
}
