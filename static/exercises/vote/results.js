// What came out: each option with its dots and its rank, equal ones sharing it; advice, not a decision.
import { html, names, part } from "../../live/part.js";
import { timeOf } from "../../parts/dates.js";
import { TableTwin } from "../../parts/table_twin.js";
import { zoneOf } from "../../room/agenda.js";
import { namesBeside } from "../../room/words.js";
import { optionOf } from "./options.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{item: string, dots: number, rank: number}} Ranked */
/** For each option the dots of each person who gave it any. @typedef {{[item: string]: number[]}} Spread */

/** How many options have room on the projector. */
const ON_THE_WALL = 5;
/** What the room screen says besides (words): the stage and the clock, a place and a sum in each line, "and 35 more". */
const BESIDES = { head: 2, line: 2, more: 3 };

/** @param {Live} live @param {WireRecord} ballot @returns {Ranked[]} */
const rankingOf = (live, ballot) => live.store.record(`turnout:${ballot.id}`)?.body.ranking ?? [];

/** @param {{ live: Live, ballot: WireRecord }} props */
export function Results({ live, ballot }) {
  const ranking = rankingOf(live, ballot);
  const turnout = live.store.record(`turnout:${ballot.id}`)?.body ?? {};
  const title = (/** @type {string} */ id) => optionOf(live.store, id).title;
  const columns = [{ id: "title", title: "Option" }, { id: "rank", title: "Rank", numeric: true }, { id: "dots", title: "Dots", numeric: true }];
  /** @type {Spread} */
  const spread = turnout["spread"] ?? {};
  const told = Object.keys(spread).length > 0;
  const earlier = earlierOf(live, ballot);
  const rows = ranking.map(({ item, dots, rank }) => ({ id: item, cells: { title: title(item), rank, people: spread[item]?.length ?? "", spread: (spread[item] ?? []).join(" + "), dots, ...Object.fromEntries(earlier.map((one) => [one.id, one.body.tally[item] ?? ""])) } }));
  const before = earlier.map((one) => ({ id: one.id, title: `Vote ${one.body.round || 1}`, numeric: true }));
  const spreadColumns = told ? [{ id: "people", title: "People", numeric: true }, { id: "spread", title: "Their dots" }] : [];
  return html`<div class="stack">
    <p class="tally"><span><b>${turnout["voted"] ?? 0} of ${turnout["voters"] ?? 0}</b> placed dots${turnout["finished"] !== turnout["voted"] && `, ${turnout["finished"]} had finished`}</span><span>advice for the decision, not the decision</span></p>
    ${part(SeenBefore, { live, ballot })}
    ${told && html`<p class="small quiet">Each pile of dots is one person’s. Look first at how they are spread: many single dots, or one person’s many?</p>`}
    ${part(TableTwin, { caption: ballot.body.title || "The vote", columns: [...columns.slice(0, 2), ...spreadColumns, ...columns.slice(2), ...before], rows, picture: told ? part(Spreads, { ranking, spread, title, earlier }) : part(Bars, { ranking, title, earlier }) })}
    ${told && part(Without, { ranking, title })}
  </div>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props whoever reads or votes on knows that the dots are no longer blind */
export function SeenBefore({ live, ballot }) {
  if (!ballot.body.seen_at) return null;
  const at = timeOf(ballot.body.seen_at, zoneOf(live.store));
  return html`<p class="small quiet">Everybody saw a first result at ${at}; then the vote was opened again for those who had not finished.</p>`;
}

/** @param {Live} live @param {WireRecord} ballot the votes it repeats, the first one first @returns {WireRecord[]} */
function earlierOf(live, ballot) {
  const before = ballot.body.again_of ? live.store.record(ballot.body.again_of) : undefined;
  return before ? [...earlierOf(live, before), before] : [];
}

/** @typedef {{ ranking: Ranked[], spread: Spread, title: (id: string) => string, earlier: WireRecord[] }} SpreadProps */

/** @param {SpreadProps} props who gave what without a name: people before dots, dots before the sum */
function Spreads({ ranking, ...rest }) {
  return html`<ol class="piles">${ranking.filter((row) => row.dots > 0).map((row) => part(Piles, { row, ...rest, key: row.item }))}</ol>`;
}

/** @param {{ ranking: Ranked[], title: (id: string) => string }} props what got no dot, out of the way */
function Without({ ranking, title }) {
  const none = ranking.filter((row) => row.dots === 0);
  if (none.length === 0) return null;
  return html`<details class="folded"><summary>${none.length === 1 ? "1 option without a dot" : `${none.length} options without a dot`}</summary>
    <ul class="lines">${none.map((row) => html`<li key=${row.item} dir="auto">${title(row.item)}</li>`)}</ul></details>`;
}

/** @param {Omit<SpreadProps, "ranking"> & { row: Ranked }} props */
function Piles({ row: { item, dots, rank }, spread, title, earlier }) {
  const piles = spread[item] ?? [];
  return html`<li class=${names("pile-line", rank <= 3 && "bar-high")}>
    <span class="bar-rank num">${rank}</span>
    <span class="bar-words" dir="auto">${title(item)}</span>
    <span class="pile-each" aria-hidden="true">${piles.map((count, i) => html`<span key=${i} class="pile">${"●".repeat(Math.min(count, 12))}</span>`)}</span>
    <span class="pile-people small">${piles.length === 1 ? "1 person" : `${piles.length} people`}</span>
    <span class="bar-dots num">${dots}${part(Was, { item, earlier })}</span>
  </li>`;
}

/** @param {{ item: string, earlier: WireRecord[] }} props what came out for it before, where it was voted on before */
function Was({ item, earlier }) {
  return html`${earlier.map((one) => html` <small class="bar-was" key=${one.id}>was ${one.body.tally[item] ?? "not there"}</small>`)}`;
}

/** @param {{ ranking: Ranked[], title: (id: string) => string, earlier: WireRecord[] }} props */
export function Bars({ ranking, title, earlier }) {
  const largest = Math.max(1, ...ranking.map((row) => row.dots));
  return html`<ol class="bars">${ranking.map(({ item, dots, rank }) => html`<li key=${item} class=${names("bar", rank <= 3 && dots > 0 && "bar-high", dots === 0 && "bar-none")}>
    <span class="bar-rank num">${rank}</span>
    <span class="bar-words" dir="auto">${title(item)}</span>
    <span class="bar-line"><span class="bar-fill" style=${`inline-size:${(100 * dots) / largest}%`}></span></span>
    <span class="bar-dots num">${dots}${part(Was, { item, earlier })}</span>
  </li>`)}</ol>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props for the projector: the first five, in piles where enough voted, and how many more there are */
export function Wall({ live, ballot }) {
  const ranking = rankingOf(live, ballot);
  const spread = live.store.record(`turnout:${ballot.id}`)?.body.spread ?? {};
  const told = Object.keys(spread).length > 0;
  const rows = told ? ranking.filter((row) => row.dots > 0) : ranking;
  const more = rows.length - ON_THE_WALL;
  const first = rows.slice(0, ON_THE_WALL);
  const titles = namesBeside(BESIDES.head + BESIDES.line * first.length + (more > 0 ? BESIDES.more : 0), first.map((row) => optionOf(live.store, row.item).title));
  const shown = { ranking: first, title: (/** @type {string} */ id) => titles[first.findIndex((row) => row.item === id)] ?? "", earlier: earlierOf(live, ballot) };
  return html`<div class="screen-bars">${told ? part(Spreads, { ...shown, spread }) : part(Bars, shown)}
    ${ballot.body.seen_at > 0 && html`<p class="screen-more">opened again after a first result was seen</p>`}
    ${more > 0 && html`<p class="screen-more">and ${more} more</p>`}</div>`;
}
