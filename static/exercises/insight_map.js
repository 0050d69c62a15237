// Insight map: what the customer wants, what presses on them, what they do about it, what stands in the way; connected, told by somebody, confirmed.
import { useLayoutEffect, useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Choice } from "../parts/choice.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { TableTwin } from "../parts/table_twin.js";
import { Tabs } from "../parts/tabs.js";
import { useAloud } from "../room/aloud.js";
import { useAnnounce } from "../room/announce.js";
import { adding, present } from "../room/edits.js";
import { LookAlikes, useJoining } from "../room/joining.js";
import { useNarrow } from "../room/narrow.js";
import { OnTheWay } from "../room/on_the_way.js";
import { Returned } from "../room/returned.js";
import { UndoLine } from "../room/undo.js";
import { useWanted } from "../room/wanted.js";
import { short } from "../room/words.js";
import { chainOf, COLUMNS, isLoose, linked, rowsOf, TABLE } from "./insight_map/chains.js";
import { ConfirmSheet, DetailSheet, ServesSheet, ToldSheet } from "./insight_map/sheets.js";
import { Layers } from "./insight_map/picture.js";
import { Item } from "./insight_map/item.js";

export { openRecord } from "../room/wanted.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("./insight_map/chains.js").Column} Column */
/** @typedef {{ id: string, what: "serves" | "told" | "confirm" | "detail" } | null} Open */

export const wide = true;

/** @param {Live} live @returns {WireRecord[]} everything on the map, with the ties I have just made or taken back */
function itemsOf(live) {
  const { store } = live;
  const ties = [...store.ghosts("record.link").map((ghost) => ({ ...ghost.data, on: true })), ...store.ghosts("record.unlink").map((ghost) => ({ ...ghost.data, on: false }))];
  return COLUMNS.flatMap(({ kind }) => present(store, kind)).map((item) => linked(item, ties.filter((tie) => tie.id === item.id)));
}

/** @param {BoardProps} props columns to work in, and the same as a picture of layers with its table */
export function Board({ live }) {
  const [view, setView] = useState("columns");
  const items = itemsOf(live);
  useAnnounce(live, items, "{n} new on the map.");
  useWanted(() => setView("columns"));
  const opportunities = live.store.records("opportunity");
  const table = { caption: "What serves what", columns: TABLE, rows: view === "picture" ? rowsOf(live, items, opportunities) : [] };
  return html`<div class="insight">
    <div class="board-bar">
      ${part(Count, { items })}
      <div class="row gap-s">
        ${part(LookAlikes, { live, records: items })}
        ${items.length > 0 && part(Choice, { label: "Seen as", hideLabel: true, value: view, onChoose: setView, options: [{ id: "columns", title: "Columns" }, { id: "picture", title: "Picture" }] })}
      </div>
    </div>
    ${view === "columns" || items.length === 0 ? part(Columns, { live, items }) : part(TableTwin, { ...table, picture: part(Layers, { items, opportunities }) })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {{ items: WireRecord[] }} props */
function Count({ items }) {
  const loose = items.filter((item) => isLoose(item, items)).length;
  return html`<p class="task-count"><b>${items.length}</b> on the map${loose > 0 && html`, <span class="warn"><b>${loose}</b> not connected yet</span>`}</p>`;
}

/** @param {{ live: Live, items: WireRecord[] }} props */
function Columns({ live, items }) {
  const [box, narrow] = useNarrow(760);
  const [kind, setKind] = useState("goal");
  const [lit, setLit] = useState("");
  const [open, setOpen] = useState(/** @type {Open} */ (null));
  const { person, line } = useAloud(live);
  useWanted((id) => {
    const item = items.find((one) => one.id === id);
    if (!item) return;
    setKind(item.kind);
    if (isLoose(item, items) && COLUMNS.some((one) => one.kind === item.kind && one.serving)) setOpen({ id, what: "serves" });
  });
  const joining = { goal: useJoining(live, of("goal")), pressure: useJoining(live, of("pressure")), initiative: useJoining(live, of("initiative")), obstacle: useJoining(live, of("obstacle")) };
  /** @param {string} one */
  function of(one) {
    return items.filter((item) => item.kind === one);
  }
  useLayoutEffect(() => live.keys.on("n", "New on the map", () => box.current?.querySelector("textarea")), []);
  const chain = lit ? chainOf(lit, items) : null;
  const column = (/** @type {Column} */ one) => html`<section key=${one.kind} class=${names("lane", "insight-column", `insight-${one.kind}`)} aria-label=${one.title}>
    ${!narrow && html`<h2 class="lane-title">${one.title} <span class="lane-count">${of(one.kind).length}</span></h2>`}
    ${part(AddItem, { live, column: one, onBehalf: () => person })}
    ${of(one.kind).map((item) => part(Item, { live, item, items, key: item.id, dim: chain !== null && !chain.has(item.id), lit: chain?.has(item.id) ?? false,
      onLight: setLit, onOpen: (what) => setOpen({ id: item.id, what }), menu: joining[one.kind].items(item) }))}
    ${part(OnTheWay, { live, types: [one.add], empty: of(one.kind).length ? null : part(Empty, { say: one.say, example: one.example }) })}
  </section>`;
  return html`<div class="insight-frame" ref=${box}>${line}
    ${narrow
      ? part(Tabs, { label: "The map’s columns", tabs: COLUMNS.map((one) => ({ id: one.kind, title: one.title, count: of(one.kind).length })), value: kind, onChoose: setKind, children: COLUMNS.filter((one) => one.kind === kind).map(column) })
      : html`<div class="insight-columns">${COLUMNS.map(column)}</div>`}
    ${COLUMNS.map((one) => joining[one.kind].sheet)}
    ${part(OpenSheet, { live, items, open, onClose: () => setOpen(null) })}</div>`;
}

/** @param {{ live: Live, column: Column, onBehalf: () => string }} props */
function AddItem({ live, column, onBehalf }) {
  return html`${part(Composer, { label: column.adding, hideLabel: true, draftKey: `${live.boot.seat}:${column.kind}`, placeholder: column.adding, ...adding(live, column.add, (text) => ({ text }), onBehalf) })}
    ${part(Returned, { live, types: [column.add] })}`;
}

/** @param {{ live: Live, items: WireRecord[], open: Open, onClose: () => void }} props */
function OpenSheet({ live, items, open, onClose }) {
  const item = items.find((one) => one.id === open?.id);
  if (!open || !item) return null;
  if (open.what === "serves") return part(ServesSheet, { live, item, items, onClose });
  if (open.what === "told") return part(ToldSheet, { live, item, onClose });
  if (open.what === "confirm") return part(ConfirmSheet, { live, item, onClose });
  return part(DetailSheet, { live, item, onClose });
}

/** @param {BoardProps} props the projector: how much there is, and the goals in few words */
export function Display({ live, slot }) {
  const { store } = live;
  const goals = store.records("goal");
  const ask = slot.body.prompt || slot.body.title;
  if (goals.length === 0) return html`<p class="screen-ask">${ask}</p>`;
  return html`<p class="screen-head">What they want</p>
    <ul class="screen-list screen-cards">${goals.slice(0, 3).map((goal) => html`<li key=${goal.id}><span class="voice-customer" dir="auto">${short(goal.body.text, 9)}</span></li>`)}
    ${goals.length > 3 && html`<li class="screen-more">and ${goals.length - 3} more</li>`}</ul>`;
}
