// Opportunities: name them in open places, question each deal honestly, see what is worth it to both, decide.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { shortMoney } from "../parts/money.js";
import { Tabs } from "../parts/tabs.js";
import { UndoLine } from "../room/undo.js";
import { turnsUnder } from "../room/words.js";
import { DealSheet } from "./opportunity_map/deal_sheet.js";
import { dealsOf, isOpen } from "./opportunity_map/deals.js";
import { Decide } from "./opportunity_map/decide.js";
import { Honesty } from "./opportunity_map/honesty.js";
import { List } from "./opportunity_map/list.js";
import { Value } from "./opportunity_map/value.js";
import { currencyOf } from "../room/agenda.js";

/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../room/coming.js").Shown} Shown */

/** A deal somebody asked for from elsewhere. */
const wanted = signal("");

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** @param {WireRecord} slot the view that a line of the run sheet is about */
function viewOf({ body }) {
  const board = body.board ?? [];
  if (board.includes("bet")) return "honesty";
  if (body.block === "mutual_value" || board.includes("rating")) return "value";
  if (board.includes("decision_note")) return "decide";
  return body.stage === "focus" && body.mode === "write_reveal" ? "value" : "list";
}

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const { store } = live;
  const [view, setView] = useState(viewOf(slot));
  const [open, setOpen] = useState(/** @type {Shown | null} */ (null));
  const [preset, setPreset] = useState(/** @type {{[field: string]: any} | null} */ (null));
  const deals = dealsOf(store);
  useLayoutEffect(() => live.keys.on("n", "New opportunity", () => setPreset({})), []);
  useEffect(() => {
    const found = wanted.value && deals.find((one) => one.id === wanted.value);
    if (found) setOpen(found), (wanted.value = "");
  }, [wanted.value]);
  const reached = ["focus", "objectives", "actions", "signoff", "acceptance"].includes(store.stage.value) || store.stage.value.startsWith("review");
  const tabs = [{ id: "list", title: "All", count: deals.length },
    ...(reached || view !== "list" ? [{ id: "honesty", title: "Honest?" }, { id: "value", title: "Value" }, { id: "decide", title: "Decide" }] : [])];
  const shared = { live, onOpen: setOpen, onNew: setPreset };
  const views = { list: () => part(List, shared), honesty: () => part(Honesty, { ...shared, question: slot.body.prompt ?? "" }), value: () => part(Value, shared), decide: () => part(Decide, shared) };
  const children = views[/** @type {keyof typeof views} */ (view)]();
  return html`<div class="board-deals stack">
    ${tabs.length > 1 ? part(Tabs, { label: "Opportunities", tabs, value: view, onChoose: setView, children }) : children}
    ${part(UndoLine, { live })}
    ${open && part(DealSheet, { live, record: open, onClose: () => setOpen(null), key: open.id })}
    ${preset && !open && part(DealSheet, { live, preset, onClose: () => setPreset(null), key: "new" })}
  </div>`;
}

/** @param {BoardProps} props for the projector */
export function Display({ live, slot }) {
  const { store } = live;
  const deals = dealsOf(store);
  const open = deals.filter(isOpen);
  const money = open.reduce((sum, one) => sum + (one.body.amount ?? 0), 0);
  if (viewOf(slot) === "honesty") {
    return html`<p class="screen-ask screen-ask-long">${slot.body.prompt || "Would you bet your own money on it?"}</p>`;
  }
  const focus = open.filter((one) => one.body.focus === "focus");
  const ask = slot.body.prompt || slot.body.task || slot.body.title;
  const top = turnsUnder(`${ask} 3 in focus`, (focus.length ? focus : open).map((one) => one.body.name))[0] ?? [];
  return html`<div class="screen-figures">
    <p class="screen-words" dir="auto">${ask}</p>
    <p class="screen-ask"><b class="num">${focus.length || open.length}</b> ${focus.length ? "in focus" : "opportunities"}${money > 0 && html`, <b class="num">${shortMoney(money, currencyOf(store))}</b>`}</p>
    <ol class="screen-list">${top.map((name, i) => html`<li key=${i}><bdi>${name}</bdi></li>`)}</ol>
  </div>`;
}
