// The two-by-two: across what it is worth to us, up what it is worth to the customer, as large as its amount.
import { html, names, part } from "../../live/part.js";
import { shortMoney } from "../../parts/money.js";
import { TableTwin } from "../../parts/table_twin.js";
import { valuesOf } from "./deals.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {{x: number, y: number, r: number, deal: Shown, number: number, agreed: boolean, customer: number, us: number}} Bubble */

/** The field, in its own units. */
const SIDE = 400;
const EDGE = 34;
const STEP = (SIDE - 2 * EDGE) / 4;

/**
 * Where each deal stands. Several with the same two values stand round their point, so that every number can be read.
 * @param {Live} live
 * @param {Shown[]} deals
 * @returns {Bubble[]}
 */
export function bubbles(live, deals) {
  const largest = Math.max(1, ...deals.map((one) => one.body.amount ?? 0));
  const placed = deals.flatMap((deal, i) => {
    const found = valuesOf(live.store, deal);
    return found ? [{ deal, number: i + 1, ...found, key: `${found.us}:${found.customer}`, r: 12 + 22 * Math.sqrt((deal.body.amount ?? 0) / largest) }] : [];
  });
  const inside = (/** @type {number} */ at) => Math.min(Math.max(at, 16), SIDE - 16);
  return placed.map((one) => {
    const same = placed.filter((other) => other.key === one.key);
    const turn = (2 * Math.PI * same.indexOf(one)) / same.length - Math.PI / 2;
    const away = same.length > 1 ? 20 + 3 * same.length : 0;
    return { ...one, x: inside(EDGE + (one.us - 1) * STEP + away * Math.cos(turn)), y: inside(SIDE - EDGE - (one.customer - 1) * STEP + away * Math.sin(turn)) };
  });
}

/** @param {{ live: Live, deals: Shown[], onOpen: (deal: Shown) => void }} props */
export function TwoByTwo({ live, deals, onOpen }) {
  const currency = currencyOf(live.store);
  const placed = bubbles(live, deals);
  const columns = [{ id: "name", title: "Opportunity" }, { id: "them", title: "To them", numeric: true }, { id: "us", title: "To us", numeric: true }, { id: "amount", title: "Amount", numeric: true }];
  const rows = deals.map((deal) => {
    const found = valuesOf(live.store, deal);
    return { id: deal.id, cells: { name: deal.body.name, them: found?.customer ?? "–", us: found?.us ?? "–", amount: deal.body.amount ? shortMoney(deal.body.amount, currency) : "" } };
  });
  const picture = html`<div class="two">
    ${part(Field, { placed })}
    <ol class="two-list">${placed.map(({ deal, number, agreed }) => html`<li key=${deal.id} value=${number}><button type="button" class="two-name" onClick=${() => onOpen(deal)}>
      <span class="two-number num">${number}</span> <span dir="auto">${deal.body.name}</span> <span class="small quiet num">${deal.body.amount ? shortMoney(deal.body.amount, currency) : ""}</span>
      ${!agreed && html`<span class="tag">not agreed yet</span>`}</button></li>`)}
      ${placed.length < deals.length && html`<li class="small faint two-rest">${deals.length - placed.length} without values yet</li>`}</ol>
  </div>`;
  return part(TableTwin, { caption: "Value to the customer and to us", columns, rows, picture, live: true });
}

/** @param {{ placed: Bubble[] }} props the drawing; its words stand in the list beside it */
function Field({ placed }) {
  const half = SIDE / 2;
  return html`<svg class="two-field" viewBox=${`-26 -8 ${SIDE + 34} ${SIDE + 36}`} role="img" aria-label="Value to the customer upwards, value to us to the right">
    <rect class="two-best" x=${half} y="0" width=${half} height=${half} rx="8" />
    <rect class="two-frame" x="0" y="0" width=${SIDE} height=${SIDE} rx="8" />
    <path class="two-cross" d=${`M${half} 0V${SIDE}M0 ${half}H${SIDE}`} />
    <text class="two-words" x=${SIDE - 10} y="20" text-anchor="end">worth it to both</text>
    <text class="two-words" x="10" y="20">they need it</text>
    <text class="two-words" x=${SIDE - 10} y=${SIDE - 10} text-anchor="end">only we want it</text>
    <text class="two-axis" x=${half} y=${SIDE + 20} text-anchor="middle">value to us →</text>
    <text class="two-axis" transform=${`translate(-10 ${half}) rotate(-90)`} text-anchor="middle">value to the customer →</text>
    ${[...placed].sort((a, b) => b.r - a.r).map(({ x, y, r, number, agreed, deal }) => html`<g key=${deal.id} class=${names("two-bubble", !agreed && "two-loose")}>
      <circle cx=${x} cy=${y} r=${r} /><text x=${x} y=${y} dy="0.35em" text-anchor="middle">${number}</text><title>${deal.body.name}</title></g>`)}
  </svg>`;
}
