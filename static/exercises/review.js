// Review: what became of our promises, what has changed at the customer, and for each of those: change, or stay.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Tabs } from "../parts/tabs.js";
import { UndoLine } from "../room/undo.js";
import { short } from "../room/words.js";
import { PeopleToMeet } from "./funnel/people_to_meet.js";
import { Amendments } from "./review/amendments.js";
import { Change } from "./review/change.js";
import { Promises, saidOf } from "./review/promises.js";
import { Signals } from "./review/signals.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

export const wide = true;

/** The record somebody asked for from elsewhere. */
const wanted = signal("");
/** Where each kind of record stands. @type {{[kind: string]: string}} */
const TABS = { action: "promises", progress: "promises", signal: "change", prospect: "people" };

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** @param {WireRecord} slot which part a line of the run sheet is about */
function startOf(slot) {
  const board = slot.body.board ?? [];
  if (board.includes("realign") || board.includes("stay")) return "change";
  return board.includes("signal") ? "signals" : "promises";
}

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const { store } = live;
  const [tab, setTab] = useState(startOf(slot));
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const asked = wanted.value && store.record(wanted.value);
  useEffect(() => {
    if (!asked) return;
    setTab(TABS[asked.kind] ?? "change");
    requestAnimationFrame(() => {
      box.current?.querySelector(`[data-record="${CSS.escape(asked.id)}"]`)?.scrollIntoView({ block: "center" });
      wanted.value = "";
    });
  }, [asked]);
  const waiting = store.record("flags")?.body.waiting?.length ?? 0;
  const amendments = store.records("amendment").length;
  const { due, said } = saidOf(live);
  const tabs = [
    { id: "promises", title: "Promises", ...(due.length > said && { count: due.length - said }) },
    { id: "signals", title: "What has changed", count: store.records("signal").length },
    { id: "change", title: "Stay or change", ...(waiting > 0 && { count: waiting }) },
    { id: "people", title: "People met" },
    ...(amendments > 0 ? [{ id: "amendments", title: "For a yes", count: amendments }] : []),
  ];
  /** @type {{[id: string]: import("../room/board.js").BoardView}} */
  const views = { promises: Promises, signals: Signals, change: Change, people: PeopleToMeet, amendments: Amendments };
  const view = (tabs.some((one) => one.id === tab) && views[tab]) || Promises;
  return html`<div class="board-review pieces" ref=${box}>
    ${part(Tabs, { label: "The review", tabs, value: tab, onChoose: setTab, children: part(view, { live, slot }) })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {BoardProps} props the projector: how the promises stand, or the one change to talk about */
export function Display({ live, slot }) {
  const { store } = live;
  const start = startOf(slot);
  const actions = store.records("action").filter((one) => one.body.state === "accepted");
  const signals = store.records("signal");
  const last = signals.at(-1);
  if (start !== "promises") {
    return html`<div class="screen-figures"><p class="screen-ask screen-ask-long" dir="auto">${last ? short(last.body.text, 22) : slot.body.prompt || slot.body.title}</p>
      ${signals.length > 1 && html`<p class="screen-words"><b class="num">${signals.length}</b> things have changed</p>`}</div>`;
  }
  const count = (/** @type {string[]} */ ways) => actions.filter((one) => ways.includes(one.body.progress ?? "")).length;
  return html`<div class="screen-figures">
    <p class="screen-ask"><b class="num">${count(["done"])}</b> of ${actions.length} done</p>
    <ul class="screen-list"><li><b class="num">${count(["on_track"])}</b> on track</li><li><b class="num">${count(["late", "blocked"])}</b> late or blocked</li><li><b class="num">${count([""])}</b> without a word yet</li></ul>
  </div>`;
}
