// What came out: each option with its dots and its rank, equal ones sharing it; advice, not a decision.
import { html, names, part } from "../../live/part.js";
import { TableTwin } from "../../parts/table_twin.js";
import { optionOf } from "./options.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{item: string, dots: number, rank: number}} Ranked */

/** @param {Live} live @param {WireRecord} ballot @returns {Ranked[]} */
const rankingOf = (live, ballot) => live.store.record(`turnout:${ballot.id}`)?.body.ranking ?? [];

/** @param {{ live: Live, ballot: WireRecord }} props */
export function Results({ live, ballot }) {
  const ranking = rankingOf(live, ballot);
  const turnout = live.store.record(`turnout:${ballot.id}`)?.body ?? {};
  const title = (/** @type {string} */ id) => optionOf(live.store, id).title;
  const columns = [{ id: "title", title: "Option" }, { id: "rank", title: "Rank", numeric: true }, { id: "dots", title: "Dots", numeric: true }];
  const rows = ranking.map(({ item, dots, rank }) => ({ id: item, cells: { title: title(item), rank, dots } }));
  return html`<div class="stack">
    <p class="tally"><span><b>${turnout["voted"] ?? 0} of ${turnout["voters"] ?? 0}</b> voted</span><span>advice for the decision, not the decision</span></p>
    ${part(TableTwin, { caption: ballot.body.title || "The vote", columns, rows, picture: part(Bars, { ranking, title }) })}
  </div>`;
}

/** @param {{ ranking: Ranked[], title: (id: string) => string, most?: number }} props */
export function Bars({ ranking, title, most = 500 }) {
  const largest = Math.max(1, ...ranking.map((row) => row.dots));
  return html`<ol class="bars">${ranking.slice(0, most).map(({ item, dots, rank }) => html`<li key=${item} class=${names("bar", rank <= 3 && dots > 0 && "bar-high", dots === 0 && "bar-none")}>
    <span class="bar-rank num">${rank}</span>
    <span class="bar-words clip" dir="auto">${title(item)}</span>
    <span class="bar-line"><span class="bar-fill" style=${`inline-size:${(100 * dots) / largest}%`}></span></span>
    <span class="bar-dots num">${dots}</span>
  </li>`)}</ol>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props for the projector: the first five */
export function Wall({ live, ballot }) {
  const ranking = rankingOf(live, ballot);
  return html`<div class="screen-bars">${part(Bars, { ranking, title: (id) => optionOf(live.store, id).title, most: 5 })}</div>`;
}
