// Relationship map: who counts there, how they report and stand, who of us knows them, and where we know nobody.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { Tabs } from "../parts/tabs.js";
import { FromDesk } from "../room/from_desk.js";
import { useAloud } from "../room/aloud.js";
import { withComing } from "../room/coming.js";
import { adding } from "../room/edits.js";
import { Returned } from "../room/returned.js";
import { UndoLine } from "../room/undo.js";
import { short } from "../room/words.js";
import { Differ } from "./relationship_map/differ.js";
import { gapsOf, isExecutive, readPerson } from "./relationship_map/people.js";
import { ADD, PersonSheet } from "./relationship_map/person_sheet.js";
import { PeoplePicture } from "./relationship_map/picture.js";
import { Gone } from "./relationship_map/tree.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../room/coming.js").Shown} Shown */

/** A person somebody asked for from elsewhere, e.g. from the list of what is missing. */
const wanted = signal("");

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const [tab, setTab] = useState(slot.body.block === "spread" ? "differ" : "people");
  const everybody = withComing(live.store, "stakeholder", ADD);
  const people = everybody.filter((one) => !one.body.left);
  const tabs = [{ id: "people", title: "People", count: people.length }, { id: "differ", title: "Where we differ" }];
  return html`<div class="board-people stack">
    ${part(Tabs, { label: "The map", tabs, value: tab, onChoose: setTab,
      children: tab === "people" ? part(Map_, { live, slot, everybody, people }) : part(Differ, { live, people }) })}
  </div>`;
}

/** @param {BoardProps & { everybody: Shown[], people: Shown[] }} props */
function Map_({ live, slot, everybody, people }) {
  const [open, setOpen] = useState(/** @type {Shown | "new" | null} */ (null));
  const [preset, setPreset] = useState({});
  const ask = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "New person", () => ask.current?.querySelector("textarea")), []);
  useEffect(() => {
    const found = wanted.value && everybody.find((one) => one.id === wanted.value);
    if (found) setOpen(found), (wanted.value = "");
  }, [wanted.value]);
  const addIn = (/** @type {string} */ unit) => (setPreset({ unit }), setOpen("new"));
  const gone = everybody.filter((one) => one.body.left);
  return html`<div class="stack gap-l">
    <div class="stack" ref=${ask}>${part(FromDesk, { live, children: part(Adding, { live, slot }) })}${part(Gaps, { live, people })}</div>
    ${part(Tally, { people })}
    ${people.length === 0 && live.store.ready.value
      ? part(Empty, { say: "The people who decide, pay, use or stop things, and whom they report to.", example: "Anything above 250,000 goes to the group, to the head of finance." })
      : part(PeoplePicture, { live, people, onOpen: setOpen, onAdd: addIn })}
    ${part(Gone, { live, gone, people, onOpen: setOpen })}
    ${part(UndoLine, { live })}
    ${open && part(PersonSheet, { live, preset, onClose: () => (setOpen(null), setPreset({})), ...(open !== "new" && { record: open }), key: open === "new" ? "new" : open.id })}
  </div>`;
}

/** @param {BoardProps} props a name and a title are enough; everything else is one tap away */
function Adding({ live, slot }) {
  const aloud = useAloud(live);
  const send = adding(live, ADD, readPerson, () => aloud.person);
  return html`${aloud.line}
    ${part(Composer, { label: slot.body.prompt || "Whom do you know there?", hideLabel: true, draftKey: `${live.boot.seat}:${slot.id}`, placeholder: "Jane Smith, head of operations",
      hint: "Name, then title. Tap a person to say the rest.", ...send })}
    ${part(Returned, { live, types: [ADD], field: "name" })}`;
}

/** @param {{ live: Live, people: Shown[] }} props places held open in one tap */
function Gaps({ live, people }) {
  const units = live.store.records("unit").map((one) => one.body.name);
  const gaps = gapsOf(people, units).slice(0, 4);
  const hold = (/** @type {string} */ unit) =>
    void live.send(ADD, { placeholder: true, title: `Somebody in ${unit}`, unit: unit.charAt(0).toLocaleUpperCase() + unit.slice(1) });
  if (gaps.length === 0) return null;
  return html`<div class="gaps" role="group" aria-label="Hold a place for somebody we do not know yet">
    <span class="small quiet">Nobody yet:</span>
    ${gaps.map((unit) => part(Button, { key: unit, size: "s", icon: "plus", onClick: () => hold(unit), children: html`Somebody in <bdi>${unit}</bdi>` }))}
  </div>`;
}

/** @param {{ people: Shown[] }} props */
function Tally({ people }) {
  const count = (/** @type {(one: Shown) => boolean} */ test) => people.filter(test).length;
  return html`<p class="tally">
    <span><b>${people.length}</b> on the map</span>
    <span><b>${count(isExecutive)}</b> executive</span>
    <span><b>${count((one) => Boolean(one.body.coverage))}</b> known by one of us</span>
    <span><b>${count((one) => one.body.placeholder)}</b> names wanted</span>
  </p>`;
}

/** @param {BoardProps} props for the projector: how far the map is, never how anybody stands */
export function Display({ live }) {
  const people = live.store.records("stakeholder").filter((one) => !one.body.left);
  const wantedNames = people.filter((one) => one.body.placeholder).length;
  const units = [...new Set(people.map((one) => one.body.unit).filter(Boolean))].slice(0, 4);
  return html`<div class="screen-figures">
    <p class="screen-ask"><b class="num">${people.length}</b> people on the map</p>
    <p class="screen-words">${people.filter(isExecutive).length} executive, ${wantedNames} ${wantedNames === 1 ? "name" : "names"} still wanted</p>
    ${units.length > 0 && html`<ul class="screen-tags">${units.map((unit) => html`<li key=${unit}><bdi>${short(unit, 3)}</bdi> <b class="num">${people.filter((one) => one.body.unit === unit).length}</b></li>`)}</ul>`}
  </div>`;
}
