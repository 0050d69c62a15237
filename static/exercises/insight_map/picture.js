// The map as a picture: layers from the customer's goals to our opportunities, with a line for everything that serves something.
import { html, names } from "../../live/part.js";
import { COLUMNS, isLoose } from "./chains.js";
import { layered } from "./layers.js";

/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** Heights in px; widths are shares of the picture, so that it fits whatever room there is. */
const ROW = 76;
const BOX = 60;
const TOP = 36;
const GAP = 0.36;

/** @param {number} row */
const top = (row) => TOP + row * ROW;

/** @param {[number, number]} a @param {[number, number]} b a curve that leaves and arrives level */
const curve = ([x1, y1], [x2, y2]) => `C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;

/**
 * The way of a line; what leaps over a column runs between its boxes, never behind one, where it would look tied to it.
 * @param {import("./layers.js").Line} line
 * @param {number} step from one column to the next
 * @param {number} width of a box
 */
function wayOf({ from, to }, step, width) {
  /** @type {[number, number]} */
  const start = [to.column * step + width, top(to.row) + BOX / 2];
  /** @type {[number, number]} */
  const end = [from.column * step, top(from.row) + BOX / 2];
  if (from.column - to.column < 2) return `M${start.join(" ")} ${curve(start, end)}`;
  const between = top(Math.max(from.row, to.row)) - (ROW - BOX) / 2;
  /** @type {[number, number]} */
  const enter = [(to.column + 1) * step, between];
  /** @type {[number, number]} */
  const leave = [(from.column - 1) * step + width, between];
  return `M${start.join(" ")} ${curve(start, enter)} L${leave.join(" ")} ${curve(leave, end)}`;
}

/** @param {{ items: WireRecord[], opportunities: WireRecord[] }} props */
export function Layers({ items, opportunities }) {
  const { places, lines, columns, rows } = layered(items, opportunities);
  const step = 1000 / (columns - GAP);
  const width = step * (1 - GAP);
  const left = (/** @type {number} */ column) => column * step;
  const height = TOP + rows * ROW;
  const titles = [...COLUMNS.map((one) => one.title), "Our opportunities"].slice(0, columns);
  const share = (/** @type {number} */ x) => `${(x / 10).toFixed(2)}%`;
  return html`<div class=${names("layers", columns > 4 && "layers-five")} style=${`block-size:${height}px`}>
    ${titles.map((title, column) => html`<p key=${title} class="layers-title" style=${`inset-inline-start:${share(left(column))};inline-size:${share(width)}`}>${title}</p>`)}
    <svg class="layers-lines" viewBox=${`0 0 1000 ${height}`} preserveAspectRatio="none">
      ${lines.map((line) => html`<path key=${line.from.record.id + line.to.record.id} vector-effect="non-scaling-stroke"
        class=${line.from.record.kind === "opportunity" ? "layers-ours" : undefined} d=${wayOf(line, step, width)} />`)}
    </svg>
    ${places.map(({ record, column, row }) => html`<div key=${record.id} style=${`inset-inline-start:${share(left(column))};inline-size:${share(width)};inset-block-start:${top(row)}px;block-size:${BOX}px`}
      class=${names("layers-box", record.kind === "opportunity" ? "layers-box-ours" : record.body.state === "unconfirmed" ? "layers-box-open" : "layers-box-sure", record.kind !== "opportunity" && isLoose(record, items) && "layers-box-loose")}>
      <span dir="auto">${record.body.text ?? record.body.name}</span></div>`)}
  </div>
  <p class="legend small faint">A full frame: the customer confirmed it. A dashed one: not yet. Orange: not connected.</p>`;
}
