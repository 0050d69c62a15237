// The heat grid: units down, offerings across; arrows walk, letters and the space bar say how a place stands, Enter opens it.
import { useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Avatar } from "../../parts/person.js";
import { personView } from "../../room/who.js";
import { zoneOf } from "../../room/agenda.js";
import { STATUSES, heatOf, isLoose, statusOf, wordsOf } from "./cells.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("./cells.js").Cell} Cell */
/**
 * @typedef {object} GridProps
 * @property {Live} live
 * @property {WireRecord[]} units
 * @property {WireRecord[]} offerings
 * @property {(unit: string, offering: string) => Cell} at
 * @property {string} currency
 * @property {Map<string, WireRecord[]>} rows  whose row is whose
 * @property {(unit: WireRecord, offering: WireRecord) => void} onOpen
 * @property {(unit: string, offering: string, status: string) => void} onStatus
 * @property {(record: WireRecord) => void} onHead
 * @property {string} [opened]  the cell whose sheet is open
 */

const STEPS = /** @type {{[key: string]: [number, number]}} */ ({ ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] });

/** @param {string | undefined} status the one after it */
const after = (status) => STATUSES[(STATUSES.findIndex((one) => one.id === status) + 1) % STATUSES.length]?.id ?? "open";

/** @param {GridProps} props the cell that the Tab key reaches, and what keys do there */
function useWalking({ units, offerings, at, onStatus }) {
  const [place, setPlace] = useState([0, 0]);
  const table = useRef(/** @type {HTMLElement | null} */ (null));
  const row = Math.min(place[0] ?? 0, units.length - 1);
  const column = Math.min(place[1] ?? 0, offerings.length - 1);
  /** @param {number} r @param {number} c */
  const go = (r, c) => {
    setPlace([r, c]);
    /** @type {HTMLElement | null} */ (table.current?.querySelector(`[data-place="${r}:${c}"]`) ?? null)?.focus();
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const unit = units[row];
    const offering = offerings[column];
    const step = STEPS[event.key];
    const letter = STATUSES.find((one) => one.letter === event.key.toLowerCase());
    if (step) go(Math.min(Math.max(row + step[0], 0), units.length - 1), Math.min(Math.max(column + step[1], 0), offerings.length - 1));
    else if (event.key === "Home") go(row, 0);
    else if (event.key === "End") go(row, offerings.length - 1);
    else if (!unit || !offering) return;
    else if (event.key === " ") onStatus(unit.id, offering.id, after(at(unit.id, offering.id)["status"]));
    else if (letter) onStatus(unit.id, offering.id, letter.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { row, column, table, setPlace, onKeyDown };
}

/** @param {GridProps} props */
export function Grid(props) {
  const { live, units, offerings, at, currency, rows, onHead } = props;
  const walking = useWalking(props);
  const largest = Math.max(0, ...units.flatMap((u) => offerings.map((o) => Math.max(at(u.id, o.id)["spend"] ?? 0, at(u.id, o.id)["our_revenue"] ?? 0))));
  const me = live.store.me.value.person;
  return html`<div class="board ws-board"><table class="ws-grid" style=${`--columns:${offerings.length}`} role="grid" aria-label="White space" ref=${walking.table} onKeyDown=${walking.onKeyDown}>
    <thead><tr><th scope="col" class="ws-corner"><span class="spoken">Unit</span></th>
      ${offerings.map((one) => html`<th key=${one.id} scope="col" class="ws-offering"><button type="button" onClick=${() => onHead(one)}><bdi>${one.body.name}</bdi></button></th>`)}</tr></thead>
    <tbody>${units.map((unit, r) => html`<tr key=${unit.id} class=${names(rows.get(unit.id)?.some((one) => one.id === me) && "ws-mine")}>
      <th scope="row" class="ws-unit"><button type="button" onClick=${() => onHead(unit)}><bdi>${unit.body.name}</bdi>${unit.body.segment && html` <span class="tag">${unit.body.segment}</span>`}</button>
        ${part(Faces, { live, people: rows.get(unit.id) ?? [] })}</th>
      ${offerings.map((offering, c) => part(Place, { ...props, key: offering.id, unit, offering, cell: at(unit.id, offering.id), largest, currency, walking, r, c }))}
    </tr>`)}</tbody>
  </table></div>`;
}

/** @param {{ live: Live, people: WireRecord[] }} props */
function Faces({ live, people }) {
  if (people.length === 0) return null;
  const shown = people.slice(0, 3).map((one) => personView(one, zoneOf(live.store)));
  const me = people.some((one) => one.id === live.store.me.value.person);
  return html`<span class="ws-faces">${shown.map((person) => html`<span title=${person.name}>${part(Avatar, { person, size: "s" })}</span>`)}
    ${me ? html`<span class="small strong">your row</span>` : html`<span class="spoken">${shown.map((one) => one.name).join(", ")}</span>`}</span>`;
}

/** @param {GridProps & { unit: WireRecord, offering: WireRecord, cell: Cell, largest: number, walking: ReturnType<typeof useWalking>, r: number, c: number }} props */
function Place({ live, unit, offering, cell, largest, currency, walking, r, c, onOpen, opened }) {
  const status = statusOf(cell["status"]);
  const name = (/** @type {string} */ id) => live.store.record(id)?.body.name ?? "";
  const words = wordsOf(cell, currency, name);
  const deals = live.store.records("opportunity").filter(({ body }) => body.unit === unit.id && body.offering === offering.id).length;
  const said = [unit.body.name, offering.body.name, status?.title ?? "nobody has looked", words, deals && `${deals} opportunities`].filter(Boolean).join(", ");
  const look = names("ws-cell", status ? `ws-${status.id}` : "ws-untouched", `ws-heat-${heatOf(cell, largest)}`, isLoose(cell) && "ws-loose",
    cell["pending"] && "ws-pending", opened === `${unit.id}:${offering.id}` && "ws-opened");
  const here = walking.row === r && walking.column === c;
  return html`<td role="gridcell" class="ws-place"><button type="button" class=${look} data-place=${`${r}:${c}`} data-record=${`cell:${unit.id}:${offering.id}`}
    tabindex=${here ? 0 : -1} title=${said} onFocus=${() => walking.setPlace([r, c])} onClick=${() => onOpen(unit, offering)}>
    <span class="spoken">${`${unit.body.name}, ${offering.body.name}, `}</span>
    <span class="ws-top"><span class="ws-sign" aria-hidden="true">${status?.sign ?? "·"}</span>
      <span class=${status ? "ws-word" : "spoken"}>${status?.title ?? "nobody has looked"}</span>${deals > 0 && html`<span class="ws-deal num" aria-hidden="true">${deals}</span>`}</span>
    <span class="ws-words clip">${words || (isLoose(cell) && (cell["status"] === "unknown" ? "who, by when?" : "why, until when?"))}</span>
    ${deals > 0 && html`<span class="spoken">, ${deals} ${deals === 1 ? "opportunity" : "opportunities"}</span>`}
  </button></td>`;
}
