// A page while doors are closed: before the first day, overnight, and afterwards when the plan lives on.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { dayOf, dayWords } from "../parts/dates.js";
import { isOver, slotsOf, stageTitle, zoneOf } from "./agenda.js";
import { MoveOn, TakeTheDesk } from "./move_on.js";
import { Homework } from "./homework.js";
import { OwnActions, ownActions } from "./own_actions.js";
import { WhatChanged } from "./what_changed.js";
import { accepted, seniorAnswer, whenWeMeet, whereItIs } from "./standings.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @typedef {(slot: string, record?: string) => void} Look */

/** Where the plan is signed and accepted. */
const SIGNING = ["signoff", "acceptance"];

/** @param {{live: Live}} props what senior management said to the plan, in their words, until it has gone on */
function SeniorSaid({ live }) {
  const { name, verdict, version, comments = [], conditions = [], taken = {} } = seniorAnswer(live.store)?.body ?? {};
  const seat = live.boot.seat;
  const back = verdict === "returned";
  return html`<div class="senior-said"><h2 class="talk-title"><bdi>${name}</bdi> ${verdict} version ${version}</h2>
    ${comments.map((/** @type {string} */ one) => html`<p key=${one} dir="auto">${one}</p>`)}
    ${conditions.map((/** @type {string} */ one, /** @type {number} */ at) => html`<p key=${one}>On one condition: <span dir="auto">${one}</span>${!back && !taken[at] && html` <a href=${`/s/${seat}/week#conditions`}>Nobody has taken it yet</a>`}</p>`)}
    <p class="small quiet">${back ? "It is signed again before it is handed on again." : html`<a href=${`/s/${seat}/customer`}>What the customer reads of it</a>`}</p></div>`;
}

/** @param {{live: Live, onLook?: Look}} props what a manager gave back, one's own first: who looks after it, by when */
export function CameBackToUs({ live, onLook }) {
  const { store } = live;
  if (seniorAnswer(store) && SIGNING.includes(store.stage.value)) return part(SeniorSaid, { live });
  const last = store.records("decision").sort((a, b) => a.at - b.at).at(-1);
  const marks = last?.body.verdict === "returned" ? (last.body.marks ?? []).filter((/** @type {any} */ one) => one.mark === "return") : [];
  if (!last || last.body.verdict !== "returned") return null;
  const today = dayOf(live.clock.tick.value, zoneOf(store));
  const me = store.me.value.person;
  const own = (/** @type {any} */ one) => (one.owner === me ? 0 : 1);
  return html`<div><h2 class="talk-title">Version ${last.body.version} came back to the team</h2>
    <ul class="lines">${[...marks].sort((a, b) => own(a) - own(b)).map((one) => html`<li key=${one.target}>
      <b dir="auto">${one.about || store.record(one.target)?.body.text}</b>${one.text && html`: <span dir="auto">${one.text}</span>`}
      <span class="small faint"> ${one.owner && html`<bdi>${one.owner === me ? "you" : nameOf(store, one.owner)}</bdi>`}${one.due && `, by ${dayWords(one.due, today)}`}</span>
      <div class="row gap-s">${onLook && boardOf(store, "objective") && part(Button, { size: "s", onClick: () => onLook(boardOf(store, "objective")?.id ?? "", one.target), children: "Work on it" })}</div></li>`)}</ul></div>`;
}

/**
 * The piece of the run sheet in which records of a kind are first made.
 * @param {Live["store"]} store
 * @param {string} kind
 */
const boardOf = (store, kind) => slotsOf(store).find((slot) => slot.body.board?.includes(kind));

/** @param {{live: Live, onLook: Look}} props what the plan rests on, open to whoever has something to put right from home */
function Boards({ live, onLook }) {
  const pieces = [boardOf(live.store, "objective"), boardOf(live.store, "action")].flatMap((slot) => slot ?? []);
  return html`${pieces.map((slot) => html`<li key=${slot.id}><button type="button" class="link-quiet" onClick=${() => onLook(slot.id)}>${stageTitle(live.store, slot.body.stage)}</button></li>`)}`;
}

/** @param {{live: Live, onLook: Look}} props */
export function BetweenSittings({ live, onLook }) {
  const { store, boot } = live;
  const before = store.records("sitting").length === 0;
  const decided = store.records("decision").length > 0;
  const over = isOver(store);
  const dates = decided && boardOf(store, "date");
  return html`<section class="between stack gap-l">
    <div>
      <p class="kicker">${over ? stageTitle(store, store.stage.value) : before ? "Before we start" : "Between sittings"}</p>
      <h1 class="task-ask">${store.workshop.value?.body.title}</h1>
      <p class="task-why">${over ? store.record(`stage:${store.stage.value}`)?.body.purpose : `${whenWeMeet(live)} ${before ? "This page opens by itself when the doors do." : `${whereItIs(live)} What you promised can be kept up to date from here.`}`}</p>
    </div>
    ${part(Homework, { live })}
    ${part(CameBackToUs, { live, onLook })}
    ${part(MoveOn, { live, onLook })} ${part(TakeTheDesk, { live })}
    ${!before && !over && html`<p><a class="button button-outline" href=${`/s/${boot.seat}/week#news`}>Something happened at the customer…</a></p>`}
    ${!before && part(WhatChanged, { live })}
    ${ownActions(live).length > 0 && html`<div><h2 class="talk-title">My actions</h2>${part(OwnActions, { live })}</div>`}
    ${!before && html`<ul class="lines">
      <li><a href=${`/s/${boot.seat}/plan`}>The plan as it stands</a></li>
      ${decided && part(Boards, { live, onLook })}
      ${dates && html`<li><button type="button" class="link-quiet" onClick=${() => onLook(dates.id)}>${dates.body.title}</button></li>`}
      ${decided && html`<li><a href=${`/s/${boot.seat}/week`}>This week’s check, two minutes</a></li>`}
      ${accepted(store) && html`<li><a href=${`/s/${boot.seat}/customer`}>What the customer reads of it</a></li>`}
      ${store.me.value.role === "first_line_manager" && html`<li><a href=${`/s/${boot.seat}/signoff`}>Sign-off and changed promises</a></li>`}
    </ul>`}
    ${before && html`<p class="waiting">The doors are still closed</p>`}
  </section>`;
}
