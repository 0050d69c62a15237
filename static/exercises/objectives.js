// Objectives: what must be true in each of four categories, and the strategies that lead there.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { formatMoney } from "../parts/money.js";
import { Sheet } from "../parts/sheet.js";
import { useAloud } from "../room/aloud.js";
import { AskText } from "../room/ask_text.js";
import { withComing } from "../room/coming.js";
import { Contribution } from "../room/contribution.js";
import { adding } from "../room/edits.js";
import { Returned } from "../room/returned.js";
import { ownFirst, ownPieces } from "../room/shares.js";
import { UndoLine } from "../room/undo.js";
import { Objective } from "./objectives/objective.js";
import { currencyOf } from "../room/agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../room/coming.js").Shown} Shown */

const ADD = "objectives.add_objective";
const NONE = "objectives.add_none_this_year";
/** More than so many without an objective would hide the objectives themselves. */
const FIRST = 4;

/** The record somebody asked for from elsewhere. */
const wanted = signal("");

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** What each category is for, and an example in the customer's words. */
export const CATEGORIES = [
  { id: "marketing", title: "Marketing", say: "Prepare the ground: be known for something that matters to them.", example: "Three of their managers tell their colleagues what changed." },
  { id: "business_development", title: "Business development", say: "Make potential opportunities real ones.", example: "We know by March whether they want the upgrade." },
  { id: "revenue", title: "Revenue", say: "Win what is qualified.", example: "The roll-out is signed before the peak season." },
  { id: "cross_account", title: "Across the account", say: "Relationships, partners, research, their success.", example: "Group finance knows us by name." },
];

/** @param {BoardProps} props */
export function Board({ live }) {
  const aloud = useAloud(live);
  const objectives = withComing(live.store, "objective", ADD);
  const strategies = withComing(live.store, "strategy", "objectives.add_strategy");
  const own = ownPieces(live.store, "objectives");
  const mine = ownFirst(objectives, (one) => own.has(one.id));
  const categories = ownFirst(CATEGORIES, ({ id }) => objectives.some((one) => own.has(one.id) && one.body.category === id));
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "New objective", () => box.current?.querySelector(":is(textarea, .category > .button)")), []);
  useEffect(() => {
    if (!wanted.value) return;
    box.current?.querySelector(`[data-record="${CSS.escape(wanted.value)}"]`)?.scrollIntoView({ block: "center" });
    wanted.value = "";
  }, [wanted.value]);
  return html`<div class="board-objectives pieces" ref=${box}>${aloud.line}
    <div class="categories">${categories.map((category) => part(Category, { live, category, objectives: mine, strategies, aloud: aloud.person, key: category.id }))}</div>
    ${part(Returned, { live, types: [NONE], field: "because" })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {{live: Live, category: typeof CATEGORIES[number], objectives: Shown[], strategies: Shown[], aloud: string}} props */
function Category({ live, category, objectives, strategies, aloud }) {
  const [asking, setAsking] = useState(false);
  const [more, setMore] = useState(false);
  const own = objectives.filter((one) => one.body.category === category.id);
  const none = live.store.records("none_this_year").find((one) => one.body.category === category.id);
  const send = adding(live, ADD, (text) => ({ category: category.id, text }), () => aloud);
  const because = (/** @type {string} */ text) => (void live.send(NONE, { category: category.id, because: text }), setAsking(false));
  return html`<section class="category stack" aria-labelledby=${`category-${category.id}`}>
    <div class="row apart">
      <h2 class="lane-title" id=${`category-${category.id}`}>${category.title} <span class="lane-count">${own.length}</span></h2>
      ${own.length === 0 && !none && part(Button, { size: "s", look: "quiet", onClick: () => setAsking(true), children: "None this year, because…" })}
    </div>
    ${none && own.length === 0 && html`<p class="small quiet">None this year, because</p>`}
    ${none && own.length === 0 && part(Contribution, { live, record: none, field: "because", team: true })}
    ${part(Uncovered, { live, category: category.id, own })}
    ${own.map((objective) => part(Objective, { live, objective, strategies, aloud, key: objective.id }))}
    ${own.length === 0 && !none && live.store.ready.value && part(Empty, { say: category.say, example: category.example })}
    ${own.length > 0 && !more ? part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => setMore(true), children: "One more objective" }) : part(Composer, { label: `An objective: ${category.title}`, hideLabel: true, draftKey: `${live.boot.seat}:objective:${category.id}`, word: "Add objective", placeholder: `For example: ${category.example}`.replace(/\.$/u, ""), called: more, ...send })}
    ${asking && part(Sheet, { title: "None this year", open: true, onClose: () => setAsking(false), children: part(AskText, { label: "Because…", word: "Keep it so", onGive: because }) })}
  </section>`;
}

/** @param {{live: Live, category: string, own: Shown[]}} props opportunities that belong here and stand in no objective yet */
function Uncovered({ live, category, own }) {
  const [chosen, setChosen] = useState("");
  const [all, setAll] = useState(false);
  const { store } = live;
  const ids = /** @type {string[]} */ (store.record("coverage")?.body.uncovered?.[category] ?? []);
  const currency = currencyOf(store);
  if (ids.length === 0) return null;
  const put = (/** @type {string} */ id, /** @type {string} */ objective) => {
    void live.send("record.link", { id: objective, to: id, field: "opportunities" });
    setChosen("");
  };
  const tap = (/** @type {string} */ id) => (own.length === 1 && own[0] ? put(id, own[0].id) : setChosen(id));
  return html`<div class="uncovered" role="group" aria-label="Not yet in an objective">
    <span class="small quiet">Not yet in an objective:</span>
    ${(all ? ids : ids.slice(0, FIRST)).map((id) => store.record(id)).filter((one) => one !== undefined).map((deal) => part(Button, { key: deal.id, size: "s", icon: "plus", onClick: () => tap(deal.id),
      children: html`<bdi>${deal.body.name}</bdi> <span class="num">${formatMoney(deal.body.amount, currency)}</span>` }))}
    ${ids.length > FIRST && part(Button, { size: "s", look: "quiet", onClick: () => setAll(!all), of: CATEGORIES.find(({ id }) => id === category)?.title, children: all ? "Fewer" : `${ids.length - FIRST} more` })}
    ${chosen && part(Sheet, { title: "In which objective?", open: true, onClose: () => setChosen(""), children: own.length === 0
      ? html`<p>Write the objective first, then put it there.</p>`
      : html`<ul class="lines">${own.map((one) => html`<li key=${one.id}>${part(Button, { look: "quiet", onClick: () => put(chosen, one.id), children: one.body.text })}</li>`)}</ul>` })}
    ${part(Returned, { live, types: ["record.link"] })}
  </div>`;
}

/** @param {BoardProps} props the projector: how many there are in each category */
export function Display({ live }) {
  const objectives = live.store.records("objective");
  const strategies = live.store.records("strategy");
  return html`<div class="screen-figures">
    <p class="screen-ask"><b class="num">${objectives.length}</b> objectives, <b class="num">${strategies.length}</b> strategies</p>
    <ul class="screen-list">${CATEGORIES.map(({ id, title }) => html`<li key=${id}><b class="num">${objectives.filter((one) => one.body.category === id).length}</b> ${title}</li>`)}</ul>
  </div>`;
}
