// The plan as a document, and the first-line manager's page.
import { useState } from "preact/hooks";
import { html, part, names } from "../../../static/live/part.js";
import { Button } from "../../../static/parts/button.js";
import { Choice } from "../../../static/parts/choice.js";
import { Icon } from "../../../static/parts/icon.js";
import { PersonChip } from "../../../static/parts/person.js";
import { TableTwin } from "../../../static/parts/table_twin.js";
import { shortMoney } from "../../../static/parts/money.js";
import { who } from "./cast.js";

/** @typedef {{ what: string, outcome: string, by: string, due: string, state: string, tone?: string }} Promised */

/** @type {Promised[]} */
const PROMISES = [
  { what: "Walk the picking route in Villeneuve with the store manager and time it.", outcome: "A measured baseline that Castorama agrees with", by: "mae", due: "Fri 28 Nov", state: "accepted 14:12" },
  { what: "Draw the station layout for a store without a back room.", outcome: "A drawing that Screwfix City can put to its planners", by: "xia", due: "Thu 3 Dec", state: "accepted, new date asked", tone: "warn" },
  { what: "Get the spares forecast for Trafford Park from service.", outcome: "Nobody waits two days for a belt again", by: "olu", due: "Mon 7 Dec", state: "waits for his answer", tone: "warn" },
];
const FIGURES = [[2_250_000, "to find by March 2027"], [1_400_000, "covered by open deals, at the agreed win rate"], [850_000, "still to find: 9 deals, 18 opportunities, 90 named people"], [620_000, "covered without the largest deal"]];

/** @param {{ list: Promised[] }} props */
function Promises({ list }) {
  return html`<ul class="promises">${list.map((p) => html`<li class="promise">
    <div class="promise-what"><p>${p.what}</p><p class="promise-outcome">${p.outcome}</p></div>
    <div class="promise-who">${part(PersonChip, { person: who(p.by) })}<span class=${names("promise-state", p.tone)}>${p.state}</span></div>
    <div class="promise-due">${p.due}</div></li>`)}</ul>`;
}

/** @param {{ signing?: boolean }} props */
function Objective({ signing }) {
  const [verdict, setVerdict] = useState("ok");
  return html`<article class="objective">
    <p class="objective-kind"><span>Objective 1</span><span>Business development</span><span>Rosalind Achterberg</span></p>
    <h3 class="objective-title">Thirteen more Castorama stores collect within the hour by June</h3>
    <blockquote class="quote">If I could give every store manager back two hours a day, I would not need another system.<cite class="quote-by"><b>Julian Marsh</b>, store operations, confirmed on his own screen</cite></blockquote>
    <ol class="thread">${["What Julian said", "Goal: cut store hours", "Initiative: 60-minute collection", "Castorama pick stations, £600k"].map((step) => html`<li><a href="#x">${step}</a></li>`)}</ol>
    <div class="strategy"><h4 class="strategy-title">Prove the two hours in one store, then let that store manager tell the others.</h4>${part(Promises, { list: PROMISES })}</div>
    ${signing && html`<div class="verdict">${part(Choice, { label: "Objective 1", hideLabel: true, value: verdict, onChoose: setVerdict, options: [
      { id: "ok", title: "OK", tone: "good" }, { id: "condition", title: "With a condition", tone: "warn" }, { id: "return", title: "Return", tone: "bad" }] })}</div>`}
  </article>`;
}

/** @param {{ signing?: boolean }} props */
function Second({ signing }) {
  return html`<article class="objective">
    <p class="objective-kind"><span>Objective 2</span><span>Cross-account, partnering</span><span>Priya Raghunathan</span></p>
    <h3 class="objective-title">Be named in the group’s supplier programme before the frame agreement is written</h3>
    <p class="flagged">${part(Icon, { name: "flag", size: 16 })} No customer sentence stands behind this one.</p>
    <div class="strategy"><h4 class="strategy-title">Meet the group’s procurement lead through the banner that already trusts us.</h4>${part(Promises, { list: PROMISES.slice(1) })}</div>
    ${signing && html`<div class="verdict">${part(Choice, { label: "Objective 2", hideLabel: true, value: null, onChoose: () => undefined, options: [
      { id: "ok", title: "OK" }, { id: "condition", title: "With a condition" }, { id: "return", title: "Return" }] })}</div>`}
  </article>`;
}

function Figures() {
  return html`<dl class="figures">${FIGURES.map(([amount, say], i) => html`<div class=${names("figure", i === 2 && "figure-open")}>
    <dd class="figure-number">${shortMoney(Number(amount), "GBP")}</dd><dt class="figure-what">${say}</dt></div>`)}</dl>`;
}

export function PlanScreen() {
  const rows = [["Castorama", "open", 600_000], ["B&Q", "ours", 1_250_000], ["Screwfix", "open", 410_000], ["Brico Dépôt", "competitor", 0]].map(([unit, state, spend]) => ({
    id: String(unit), cells: { unit: String(unit), state: String(state), spend: spend ? shortMoney(Number(spend), "GBP") : "not known" } }));
  const picture = html`<p class="quiet">(The heat grid stands here.)</p>`;
  return html`<main class="document">
    <header class="doc-head"><p class="kicker">Account plan</p><h1>Kingfisher</h1><p class="doc-lead">What we do together until March 2028</p>
      <p class="doc-meta"><span>Tarnbeck Fulfilment Systems</span><span>Version 7, signed 16:52</span><span>Led by Rosalind Achterberg</span></p></header>
    <section class="doc-section"><h2>What the customer wants</h2><div class="doc-body">
      <p class="doc-lead">Kingfisher wants market share in every region while taking cost out of the store. Ninety-three of a hundred online orders are picked by store staff, and the small stores have nowhere to put them.</p>
      <blockquote class="quote">The small stores have nowhere to put anything for tomorrow. That is the problem, not the vans.<cite class="quote-by"><b>Julian Marsh</b>, store operations, briefing 09:31</cite></blockquote>
    </div></section>
    <section class="doc-section"><h2>The money</h2><div class="doc-body">${part(Figures, {})}</div></section>
    <section class="doc-section"><h2>White space <small>six units, four offerings</small></h2><div class="doc-body">
      ${part(TableTwin, { caption: "Where they spend, and with whom", picture, rows, columns: [{ id: "unit", title: "Unit" }, { id: "state", title: "Stands" }, { id: "spend", title: "Spend a year", numeric: true }] })}</div></section>
    <section class="doc-section"><h2>Objectives <small>two of five shown</small></h2><div class="doc-body">${part(Objective, {})}${part(Second, {})}</div></section>
    <section class="doc-section"><h2>Signed</h2><div class="doc-body"><div class="signature"><span class="signature-name">Hester Vandenbroucke</span>
      <span class="signature-facts">First-line manager. Version 7, Wednesday 2 December 2026, 16:52</span></div></div></section>
  </main>`;
}

export function SigningScreen() {
  return html`<div class="signing"><main>
    <header class="doc-head"><p class="kicker">For your signature</p><h1>Kingfisher, version 7</h1>
      <p class="lead">Three things changed since you last looked at 15:20. <a href="#x">Show them</a></p></header>
    <div class="stack gap-xl">
      <section class="touched"><h2>We went on without this</h2><p>Research had no source about a competitor, “because the call with Manhattan is booked for 14 December”. Ingrid Solheim, day 1, 14:20.</p></section>
      ${part(Figures, {})}
      <div>${part(Objective, { signing: true })}${part(Second, { signing: true })}</div>
    </div></main>
    <aside aria-label="Your decision"><div class="signing-panel">
      <div class="stack gap-s"><p class="strong">Before you sign</p>
        <ul class="lines small"><li>2 challenges are open</li><li>Oluwaseun has not answered for one action</li><li>4 dates are set</li></ul></div>
      <div class="field"><label for="why">Comment</label><textarea id="why" rows="3" placeholder="What the team should know"></textarea></div>
      <div class="field"><label for="pin">Your PIN</label><input id="pin" type="password" inputmode="numeric" autocomplete="off" /></div>
      <div class="stack gap-s">${part(Button, { look: "filled", size: "l", children: "Approve version 7" })}
        ${part(Button, { children: "Approve with conditions" })} ${part(Button, { look: "quiet", children: "Return to the team" })}</div>
      <p class="faint small">You sign what you have read. 2 changes since you started reading. <a href="#x">Take them in</a></p>
    </div></aside></div>`;
}
