// White space: which unit has which of our offerings, where a rival or nobody is, and what nobody has asked yet.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { Table } from "../parts/table_twin.js";
import { useAloud } from "../room/aloud.js";
import { tap, withComing } from "../room/coming.js";
import { Conflicts, Correction } from "../room/correction.js";
import { adding } from "../room/edits.js";
import { Returned } from "../room/returned.js";
import { UndoLine, takeOff } from "../room/undo.js";
import { holdersOf, ownFirst, ownPieces } from "../room/shares.js";
import { nameOf } from "../room/who.js";
import { namesBeside, wordsIn } from "../room/words.js";
import { DealSheet } from "./opportunity_map/deal_sheet.js";
import { CellSheet } from "./white_space/cell_sheet.js";
import { STATUSES, cellAt, progressOf, statusOf, wordsOf } from "./white_space/cells.js";
import { Grid } from "./white_space/grid.js";
import { OneUnit } from "./white_space/one_unit.js";
import { PasteSheet } from "./white_space/paste_sheet.js";
import { currencyOf } from "../room/agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {{unit: WireRecord, offering: WireRecord}} Pair */

/** A cell somebody asked for from elsewhere. */
const wanted = signal("");

/** @param {string} id `cell:<unit>:<offering>` */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

const NARROW = "(max-width: 40rem)";

function useNarrow() {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const change = () => setNarrow(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, []);
  return narrow;
}

/** @param {BoardProps} props */
export function Board({ live }) {
  const { store } = live;
  const units = withComing(store, "unit", "white_space.add_unit").filter((one) => !one.coming);
  const offerings = withComing(store, "offering", "white_space.add_offering").filter((one) => !one.coming);
  const aloud = useAloud(live);
  const [open, setOpen] = useState(/** @type {"units" | "offerings" | "paste" | null} */ (null));
  const [pair, setPair] = useState(/** @type {Pair | null} */ (null));
  const [head, setHead] = useState(/** @type {WireRecord | null} */ (null));
  const [deal, setDeal] = useState(/** @type {Pair | null} */ (null));
  const currency = currencyOf(store);
  useEffect(() => {
    const [, unit, offering] = wanted.value.split(":");
    const found = { unit: units.find((one) => one.id === unit), offering: offerings.find((one) => one.id === offering) };
    if (found.unit && found.offering) setPair(/** @type {Pair} */ (found)), (wanted.value = "");
  }, [wanted.value]);
  const empty = units.length === 0 || offerings.length === 0;
  return html`<div class="board-grid stack">
    ${aloud.line}
    ${part(Returned, { live, types: ["white_space.set_cell", "white_space.paste_grid", "white_space.add_unit", "white_space.add_offering"], field: "name" })}
    ${(open === "units" || open === "offerings" || (empty && store.ready.value)) && part(Places, { live, empty, open, onBehalf: aloud.person, onPaste: () => setOpen("paste"), onDone: () => setOpen(null) })}
    ${!empty && part(Body, { live, units, offerings, currency, onBehalf: aloud.person, onOpen: setPair, onHead: setHead, onAdd: setOpen, pair })}
    ${part(UndoLine, { live })}
    ${open === "paste" && part(PasteSheet, { live, currency, onBehalf: aloud.person, onClose: () => setOpen(null) })}
    ${pair && !deal && part(CellSheet, { live, ...pair, currency, onBehalf: aloud.person, aloud: aloud.line, onClose: () => setPair(null), onOpportunity: () => setDeal(pair), key: `${pair.unit.id}:${pair.offering.id}` })}
    ${deal && part(DealSheet, { live, preset: { unit: deal.unit.id, offering: deal.offering.id }, onClose: () => setDeal(null) })}
    ${head && part(HeadSheet, { live, record: store.record(head.id) ?? head, onClose: () => setHead(null), key: head.id })}
  </div>`;
}

/** @param {{ live: Live, units: WireRecord[], offerings: WireRecord[], currency: string, onBehalf: string, pair: Pair | null,
 *   onOpen: (pair: Pair) => void, onHead: (record: WireRecord) => void, onAdd: (what: "units" | "offerings" | "paste") => void }} props */
function Body({ live, units, offerings, currency, onBehalf, pair, onOpen, onHead, onAdd }) {
  const { store } = live;
  const [asTable, setAsTable] = useState(false);
  const narrow = useNarrow();
  const at = (/** @type {string} */ unit, /** @type {string} */ offering) => cellAt(store, unit, offering);
  const holders = holdersOf(store, "white_space");
  const own = ownPieces(store, "white_space");
  const rows = new Map([...holders].map(([unit, people]) => [unit, people.flatMap((id) => store.record(id) ?? [])]));
  const onStatus = (/** @type {string} */ unit, /** @type {string} */ offering, /** @type {string} */ status) =>
    void live.send("white_space.set_cell", { unit, offering, status }, onBehalf ? { onBehalf } : {});
  const shared = { live, units: ownFirst(units, (unit) => own.has(unit.id)), offerings, at, currency, rows, onStatus, onHead, onOpen: (/** @type {WireRecord} */ unit, /** @type {WireRecord} */ offering) => onOpen({ unit, offering }) };
  return html`
    ${part(Progress, { cells: units.flatMap((u) => offerings.map((o) => at(u.id, o.id))), tools: html`
      ${!narrow && part(Button, { size: "s", look: "quiet", icon: "table", onClick: () => setAsTable(!asTable), children: asTable ? "Show as a picture" : "Show as a table" })}
      ${part(Menu, { label: "Add to the grid", look: "outline", icon: "plus", children: "Add", items: [
        { id: "units", title: "Units", hint: "one, or a pasted list", onPick: () => onAdd("units") },
        { id: "offerings", title: "Offerings", hint: "one, or a pasted list", onPick: () => onAdd("offerings") },
        { id: "paste", title: "A whole grid", hint: "pasted from a spreadsheet", onPick: () => onAdd("paste") }] })}` })}
    ${narrow ? part(OneUnit, shared) : html`
      ${asTable ? part(AsTable, shared) : part(Grid, { ...shared, opened: pair ? `${pair.unit.id}:${pair.offering.id}` : "" })}
      ${!asTable && html`<ul class="ws-legend small">${STATUSES.map((one) => html`<li key=${one.id}><span class=${`ws-key ws-${one.id}`}><span class="ws-sign" aria-hidden="true">${one.sign}</span></span> ${one.title} <kbd class="faint">${one.letter.toUpperCase()}</kbd></li>`)}
        <li class="faint">Arrows walk, a letter says how it stands, Space goes round, Enter opens</li></ul>`}`}`;
}

/** @param {{ cells: import("./white_space/cells.js").Cell[], tools: import("../live/part.js").Children }} props */
function Progress({ cells, tools }) {
  const { all, known, loose, untouched } = progressOf(cells);
  return html`<div class="stack gap-s">
    <div class="row apart"><p class="tally"><span><b>${known} of ${all}</b> known</span>
      ${untouched > 0 && html`<span><b>${untouched}</b> not looked at</span>`}
      ${loose > 0 && html`<span class="warn"><b class="warn">${loose}</b> without a name or a date</span>`}</p><span class="row gap-s push">${tools}</span></div>
    <span class="meter" aria-hidden="true"><span style=${`inline-size:${(100 * known) / Math.max(all, 1)}%`}></span></span>
  </div>`;
}

/** @param {import("./white_space/grid.js").GridProps} props */
function AsTable({ live, units, offerings, at, currency }) {
  const columns = [{ id: "unit", title: "Unit" }, ...offerings.map((one) => ({ id: one.id, title: one.body.name }))];
  const rows = units.map((unit) => ({ id: unit.id, cells: { unit: unit.body.name, ...Object.fromEntries(offerings.map((offering) => {
    const cell = at(unit.id, offering.id);
    return [offering.id, [statusOf(cell["status"])?.title ?? "not looked at", wordsOf(cell, currency, (id) => nameOf(live.store, id))].filter(Boolean).join(", ")];
  })) } }));
  return part(Table, { caption: "White space", columns, rows });
}

/** @param {{ live: Live, kind: string }} props what was named before, so that nobody types it again */
function Already({ live, kind }) {
  const known = live.store.records(kind);
  if (known.length === 0) return null;
  return html`<div><p class="label">${kind === "unit" ? "Their parts, named already" : "What we can bring, named already"}</p>
    <ul class="lines">${known.map((one) => html`<li key=${one.id}><bdi>${one.body.name}</bdi></li>`)}</ul></div>`;
}

/** @param {{ live: Live, empty: boolean, open: string | null, onBehalf: string, onPaste: () => void, onDone: () => void }} props
 *  one line each; a pasted list makes several */
function Places({ live, empty, open, onBehalf, onPaste, onDone }) {
  const send = (/** @type {string} */ type) => adding(live, type, (name) => ({ name }), () => onBehalf);
  const key = (/** @type {string} */ what) => `${live.boot.seat}:white_space:${what}`;
  return html`<div class="stack">
    ${empty && part(Empty, { say: "Their units down the side, our offerings across the top; then one word for every place.", example: "One division decides for itself, and nobody has asked them about spare parts." })}
    <div class="lanes">
      ${(empty || open === "units") && part(Composer, { label: "Which parts of them buy?", draftKey: key("units"), most: 200, placeholder: `A part of ${live.store.workshop.value?.body.customer}: a division, a site`, hint: "Paste a list to add several.", ...send("white_space.add_unit") })}
      ${(empty || open === "offerings") && part(Composer, { label: "What can we bring?", draftKey: key("offerings"), most: 200, placeholder: "Service contracts", hint: "Paste a list to add several.", ...send("white_space.add_offering") })}
      ${empty && ["unit", "offering"].map((kind) => part(Already, { live, kind, key: kind }))}
    </div>
    <p>${empty ? part(Button, { size: "s", icon: "table", onClick: onPaste, children: "Paste a whole grid from a spreadsheet" })
      : part(Button, { size: "s", look: "quiet", onClick: onDone, children: "Done adding" })}</p>
  </div>`;
}

/** @param {{ live: Live, record: WireRecord, onClose: () => void }} props a unit or an offering: its name, how much it matters, taking it off */
function HeadSheet({ live, record, onClose }) {
  const off = () => (takeOff(live, record.id, record.body.name), onClose());
  const segment = (/** @type {string} */ id) => void tap(live, record, { segment: id });
  return part(Sheet, { title: record.body.name, open: true, onClose, children: html`<div class="stack">
    ${part(Correction, { live, record, field: "name", label: "Name", onClose })}
    ${part(Conflicts, { live, record })}
    ${record.kind === "unit" && html`<div class="row" role="group" aria-label="How much it matters">
      <span class="label">How much it matters</span>
      ${["A", "B", "C", "D"].map((id) => part(Button, { key: id, size: "s", pressed: record.body.segment === id, onClick: () => segment(record.body.segment === id ? "" : id), children: id }))}
    </div>`}
    <p>${part(Button, { size: "s", look: "danger", onClick: off, children: record.kind === "unit" ? "Take this row off" : "Take this column off" })}</p>
  </div>` });
}

/** What the room screen says besides the question and the names (words): stage, clock, the numbers, who speaks next. */
const BESIDES = 13;

/** @param {BoardProps} props for the projector: colours without money or rivals' names */
export function Display({ live, slot }) {
  const { store } = live;
  const units = store.records("unit");
  const offerings = store.records("offering");
  const cells = units.flatMap((unit) => offerings.map((offering) => store.record(`cell:${unit.id}:${offering.id}`)?.body ?? {}));
  const { all, known } = progressOf(cells);
  const open = cells.filter((cell) => cell["status"] === "open").length;
  const named = offerings.length > 0 && units.length > 0;
  const ask = slot.body.prompt || slot.body.task || slot.body.title;
  const labels = namesBeside(BESIDES + wordsIn(ask), [...offerings, ...units].map((one) => one.body.name));
  return html`<div class="screen-figures">
    <p class="screen-words" dir="auto">${ask}</p>
    ${all > 0 && html`<p class="screen-ask screen-ask-long"><b class="num">${known}</b> of <b class="num">${all}</b> places known, <b class="num">${open}</b> open</p>`}
    ${named && html`<div class="ws-wall" style=${`--columns:${Math.max(offerings.length, 1)};--rows:${Math.max(units.length, 1)}`} aria-hidden="true">
      <span></span>${offerings.map((_, column) => html`<bdi class="ws-wall-name">${labels[column]}</bdi>`)}
      ${units.map((_, row) => html`<bdi class="ws-wall-name">${labels[offerings.length + row]}</bdi>${cells.slice(row * offerings.length, (row + 1) * offerings.length).map((cell) => html`<span class=${names("ws-wall-cell", cell["status"] ? `ws-${cell["status"]}` : "ws-untouched")}>${statusOf(cell["status"])?.sign ?? ""}</span>`)}`)}</div>`}
  </div>`;
}
