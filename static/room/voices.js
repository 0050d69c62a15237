// Balance, quietly: for the desk a line of words and a suggested move; for each person their own part; for all how the
// stage before was shared, without names. Cards, turns and minutes are never mixed.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { stageTitle } from "./agenda.js";
import { floorOf, namesOf } from "./floor.js";
import { DeskHowAreWe } from "./how_are_we.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{channel: "cards" | "turns" | "seconds", level: "even" | "uneven" | "few", total: number, people: number, silent: number,
 *    carried: number, share: number, fair: number, most: number, most_fair: number, evenness: number, parts?: {person: string, share: number, fair: number}[]}} Row */

const CHANNEL = { cards: "Cards", turns: "Turns", seconds: "Speaking time" };
const LEVEL = { even: "shared evenly", uneven: "a few carry more", few: "few carry most of it" };
const NONE = { cards: "wrote none", turns: "took none", seconds: "did not speak" };
/** To each person alone, by what their part comes to. @type {{[carries: string]: string}} */
const ADVICE = {
  much: "You carry a lot of this. A question to somebody who has said little would do much now.",
  little: "The room has heard little of you here. What you know is missing: raise your hand, or write one card.",
  fair: "That is about your part.",
};
const NAMED = 4;
/** How long the stage before is spoken of after it was left (ms). */
const REVIEW_MS = 15 * 60_000;

/** @param {{live: Live}} props at the desk, under the facts of the piece */
export function VoicesStrip({ live }) {
  const [open, setOpen] = useState(false);
  const voices = live.store.record("voices")?.body;
  const rows = /** @type {Row[]} */ (voices?.channels ?? []);
  const tilted = rows.some((row) => row.level !== "even");
  const silent = voices?.unheard ?? [];
  return html`<div class="voices">
    ${part(DeskHowAreWe, { live })}
    ${rows.length > 0 && html`<p class="voices-line">
      ${rows.map((row) => html`<span key=${row.channel} class=${`voices-channel voices-${row.level}`}><span class="voices-mark" aria-hidden="true"></span><b>${CHANNEL[row.channel]}:</b> ${LEVEL[row.level]}</span>`)}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setOpen(true), children: "Look closer" })}</p>`}
    ${tilted && part(Suggestion, { live, silent, since: voices?.since })}
    ${part(Sheet, { title: "How this stage is shared", open, onClose: () => setOpen(false), children: open && part(Closer, { live, rows }) })}
  </div>`;
}

/** @param {{live: Live, silent: string[], since: string}} props */
function Suggestion({ live, silent, since }) {
  if (floorOf(live.store)?.round) return null;
  const call = () => void live.send("round.call", { how: "least" }, { now: true });
  const heard = silent.length > 0 && html`<span>Not heard ${since === "break" ? "since the break" : "in this stage"}: ${namesOf(live, silent, NAMED)}.</span>`;
  return html`<p class="voices-line voices-move">${heard} ${part(Button, { size: "s", onClick: call, children: "Call a round, least heard first" })}</p>`;
}

/** @param {{live: Live, rows: Row[]}} props for the desk's eyes: each one's part beside a fair one */
function Closer({ live, rows }) {
  return html`<div class="stack gap-l">
    <p class="quiet small">Only the desk sees this; each person sees their own part. A fair part follows from how long somebody was here.</p>
    ${rows.map((row) => html`<section key=${row.channel}><h3 class="talk-title">${CHANNEL[row.channel]}: ${LEVEL[row.level]}</h3>
      <p class="small quiet">The busiest has <span class="num">${row.most} %</span>; <span class="num">${row.most_fair} %</span> would be fair. ${row.silent} of ${row.people} ${NONE[row.channel]}. Evenness <span class="num">${Math.round(100 * row.evenness)}</span> of 100.</p>
      <table class="parts"><thead><tr><th scope="col">Who</th><th scope="col">Part</th><th scope="col"><span class="spoken">As a bar</span></th><th scope="col">Fair</th></tr></thead>
      <tbody>${(row.parts ?? []).map((one) => html`<tr key=${one.person}><th scope="row"><bdi>${nameOf(live.store, one.person)}</bdi></th><td class="num">${one.share} %</td>
        <td class="parts-cell"><span class="parts-bar" style=${`inline-size:${wide(row, one.share)}%`}></span><span class="parts-fair" style=${`inset-inline-start:${wide(row, one.fair)}%`}></span></td><td class="num quiet">${one.fair} %</td></tr>`)}</tbody></table>
    </section>`)}</div>`;
}

/** @param {Row} row @param {number} share @returns {number} how wide its bar is, against the largest (per cent) */
const wide = (row, share) => (100 * share) / Math.max(1, ...(row.parts ?? []).flatMap((one) => [one.share, one.fair]));

/** @param {{live: Live}} props one's own part of the live stage; nobody else sees it */
export function OwnPart({ live }) {
  const mine = live.store.record("my_part")?.body;
  const rows = /** @type {const} */ (["cards", "turns", "seconds"]).filter((name) => mine?.[name]);
  if (!mine || rows.length === 0) return html`<p>There is nothing to say yet: it takes three people and two dozen cards, or turns, in this stage.</p>`;
  return html`<div class="stack">
    <p class="quiet small">Only you see this. A fair part is what fits how long you have been here in this stage.</p>
    <dl class="own-part">${rows.map((name) => html`<div key=${name}><dt>${CHANNEL[name]}</dt>
      <dd><b class="num">${mine[name].share} %</b> are yours; <span class="num">${mine[name].fair} %</span> would be a fair part.</dd></div>`)}</dl>
    <p>${ADVICE[mine["carries"]]}</p></div>`;
}

/** @param {{live: Live}} props for all, when a stage is left: how it was shared, without a name */
export function StageShared({ live }) {
  const { store } = live;
  const stage = store.record(`stage:${store.stage.value}`)?.body;
  const kept = store.records("balance").find((one) => one.body.until === stage?.entered);
  const key = `${live.boot.seat}:shared:${kept?.id}:${kept?.body.until}`;
  const [seen, setSeen] = useState(sessionStorage.getItem(key) === "yes");
  const rows = /** @type {Row[]} */ (kept?.body.channels ?? []);
  if (!kept || seen || rows.length === 0 || live.clock.tick.value - kept.body.until > REVIEW_MS) return null;
  const put = () => (sessionStorage.setItem(key, "yes"), setSeen(true));
  return html`<aside class="shared-stage" aria-label="How we shared the last stage">
    <h2 class="talk-title">How we shared “${stageTitle(store, kept.body.stage)}”</h2>
    <ul class="lines">${rows.map((row) => html`<li key=${row.channel}><b>${CHANNEL[row.channel]}</b>: ${LEVEL[row.level]}${row.level === "even" ? "." : `. The busiest ${row.carried} of ${row.people} carried ${row.share} %; a fair part is ${row.fair} %.`}${row.silent ? ` ${row.silent} ${NONE[row.channel]}.` : ""}</li>`)}</ul>
    <div>${part(Button, { size: "s", look: "quiet", onClick: put, children: "Seen" })}</div></aside>`;
}
