// The honesty round: one deal at a time. Everybody says alone whether they would bet on it, the spread comes on the
// table, the manager asks, and a verdict changes the deal in the same step.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { longDay } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { formatMoney } from "../../parts/money.js";
import { SelectField } from "../../parts/field.js";
import { atDesk } from "../../room/aloud.js";
import { Returned } from "../../room/returned.js";
import { dealsOf, isOpen, leads, placeOf, servesOf, spreadOf, stageWord, verdictOf, verdictWord } from "./deals.js";
import { Judging } from "./judging.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const BET = "opportunity_map.bet";
const SPREAD_FROM = 3;

/** @param {{ live: Live, question: string, onOpen: (deal: Shown) => void, onNew: (preset: {[field: string]: any}) => void }} props */
export function Honesty({ live, question, onOpen, onNew }) {
  const { store } = live;
  const deals = dealsOf(store).filter((one) => isOpen(one) && !one.coming);
  const [chosen, setChosen] = useState("");
  const next = deals.find((one) => !verdictOf(store, one.id)) ?? deals[0];
  const deal = deals.find((one) => one.id === chosen) ?? next;
  if (!deal) return part(Empty, { say: "Every open deal comes here, one at a time: would you bet your own money on it?", example: "They said they like it. What did they do?" });
  const done = deals.filter((one) => verdictOf(store, one.id)).length;
  const place = deals.indexOf(deal);
  const go = (/** @type {number} */ step) => setChosen(deals[(place + step + deals.length) % deals.length]?.id ?? "");
  return html`<div class="honesty stack">
    <div class="ws-pager">
      ${part(Button, { label: "Deal before", icon: "back", look: "quiet", onClick: () => go(-1) })}
      ${part(SelectField, { label: `Deal ${place + 1} of ${deals.length}, ${done} with a verdict`, value: deal.id, onChange: setChosen,
        options: deals.map((one) => ({ id: one.id, title: `${verdictOf(store, one.id) ? "✓ " : ""}${one.body.name}` })) })}
      ${part(Button, { label: "Next deal", icon: "next", look: "quiet", onClick: () => go(1) })}
    </div>
    <span class="meter" aria-hidden="true"><span style=${`inline-size:${(100 * done) / deals.length}%`}></span></span>
    ${part(Facts, { live, deal, onOpen })}
    ${part(Returned, { live, types: [BET, "opportunity_map.judge", "opportunity_map.show", "opportunity_map.ask_again"], field: "reason" })}
    ${part(Betting, { live, deal, question, key: deal.id })}
    ${leads(store) && part(Judging, { live, deal, key: `judge:${deal.id}`, onDone: () => setChosen("") })}
    <p>${part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => onNew({}), children: "What about…? A deal nobody named" })}</p>
  </div>`;
}

/** @param {{ live: Live, deal: Shown, onOpen: (deal: Shown) => void }} props what we claim */
function Facts({ live, deal, onOpen }) {
  const { body } = deal;
  const currency = currencyOf(live.store);
  const verdict = verdictOf(live.store, deal.id);
  const sponsor = body.sponsor ? live.store.record(body.sponsor) : undefined;
  return html`<section class="honest-deal" aria-label="The deal">
    <div class="row apart"><h2 class="honest-name" dir="auto">${body.name}</h2>
      ${part(Button, { size: "s", look: "quiet", icon: "pen", onClick: () => onOpen(deal), children: "Correct" })}</div>
    <dl class="honest-facts">
      <div><dt>Amount</dt><dd class="num honest-money">${body.amount ? formatMoney(body.amount, currency) : "none given"}</dd></div>
      <div><dt>Closes</dt><dd>${body.close_date ? longDay(body.close_date) : "no date"}</dd></div>
      <div><dt>How far</dt><dd>${stageWord(body.stage)}</dd></div>
      <div><dt>Where</dt><dd><bdi>${placeOf(live.store, /** @type {any} */ (body))}</bdi></dd></div>
      <div><dt>Who there wants it</dt><dd>${sponsor ? html`<bdi>${sponsor.body.name || sponsor.body.title}</bdi>` : html`<span class="warn">nobody named</span>`}</dd></div>
    </dl>
    ${servesOf(live.store, deal).map((/** @type {string} */ words) => html`<p class="small"><span class="faint">Serves</span> <span class="voice-customer" dir="auto">${words}</span></p>`)}
    <p class="small"><span class="faint">What they last did</span> <span dir="auto">${body.evidence || html`<span class="warn">nothing written</span>`}</span></p>
    ${verdict && html`<p class="small"><span class="tag tag-good">${verdictWord(verdict.body.verdict)}</span> <span dir="auto">${verdict.body.reason}</span></p>`}
  </section>`;
}

/** @param {{ live: Live, deal: Shown, question: string }} props */
function Betting({ live, deal, question }) {
  const { store } = live;
  const spread = spreadOf(store, deal.id);
  const kept = store.record(`bet:${deal.id}:${store.me.value.person}`);
  const ghost = store.ghosts(BET).findLast((one) => one.data.opportunity === deal.id)?.data;
  const mine = ghost?.yes ?? (kept?.status === "active" ? kept.body.yes : undefined);
  const shown = Boolean(spread["bets_shown"]);
  const show = (/** @type {string} */ verb) => void live.send(`opportunity_map.${verb}`, { opportunity: deal.id, what: "bet" });
  return html`<section class="stack gap-s honest-bet" aria-label="Would you bet on it?">
    ${!shown && !atDesk(live) && html`
      ${part(Choice, { label: "Would you bet your own money on it?", value: mine === undefined ? null : mine ? "yes" : "no", stacked: true,
        options: [{ id: "yes", title: "Yes, I would", tone: "good" }, { id: "no", title: "No, I would not", tone: "bad" }],
        onChoose: (id) => void live.send(BET, { opportunity: deal.id, yes: id === "yes" }) })}
      <p class="small faint">Only you see your answer.</p>`}
    ${shown && part(Spread, { yes: spread["yes"], all: spread["bets"] })}
    <div class="row apart"><p class="task-count">${shown ? `${spread["bets"]} answers, nobody's with a name` : `${spread["bets"]} answered`}</p>
      ${leads(store) && !shown && (spread["bets"] >= SPREAD_FROM
        ? part(Button, { size: "s", icon: "eye", onClick: () => show("show"), children: `Show the ${spread["bets"]} answers` })
        : html`<span class="small faint">Shows from ${SPREAD_FROM} answers</span>`)}
      ${leads(store) && shown && part(Button, { size: "s", look: "quiet", onClick: () => show("ask_again"), children: "Ask again" })}</div>
    ${shown && question && html`<p class="honest-question">${question}</p>`}
  </section>`;
}

/** @param {{ yes: number, all: number }} props */
function Spread({ yes, all }) {
  const share = all ? (100 * yes) / all : 0;
  return html`<figure class="bets"><div class="bets-bar" aria-hidden="true"><span class="bets-yes" style=${`inline-size:${share}%`}></span><span class=${names("bets-no", yes === all && "spread-none")}></span></div>
    <figcaption class="row apart"><span class="good"><b class="num">${yes}</b> would bet</span><span class="bad"><b class="num">${all - yes}</b> would not</span></figcaption></figure>`;
}
