// All opportunities with their money, open places that have none yet, and a won one's offer to change its place.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { dayWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { formatMoney, shortMoney } from "../../parts/money.js";
import { Conflicts } from "../../room/correction.js";
import { Returned } from "../../room/returned.js";
import { ownFirst, ownPieces } from "../../room/shares.js";
import { ADD, dealsOf, isOpen, openPlaces, placeOf, servesOf, stageWord, verdictOf, verdictWord } from "./deals.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

/** @param {{ live: Live, onOpen: (deal: Shown) => void, onNew: (preset: {[field: string]: any}) => void }} props */
export function List({ live, onOpen, onNew }) {
  const { store } = live;
  const own = ownPieces(store, "opportunity_map");
  const deals = ownFirst(dealsOf(store), (one) => own.has(one.id));
  const currency = currencyOf(store);
  const pipeline = deals.filter(isOpen).reduce((sum, one) => sum + (one.body.amount ?? 0), 0);
  return html`<div class="stack">
    <div class="row apart">
      <p class="tally"><span><b>${deals.length}</b> ${deals.length === 1 ? "opportunity" : "opportunities"}</span>
        ${pipeline > 0 && html`<span><b>${shortMoney(pipeline, currency)}</b> open</span>`}</p>
      ${part(Button, { icon: "plus", onClick: () => onNew({}), children: "Add an opportunity" })}
    </div>
    ${part(Returned, { live, types: [ADD], field: "name" })}
    ${part(Uncovered, { live, deals, onNew })}
    ${deals.length === 0 && store.ready.value
      ? part(Empty, { say: "Where a place is open: what we could do there, for which initiative of theirs, how much, by when.", example: "Two of their sites have it already. Where are all the others?" })
      : html`<ul class="deals">${deals.map((deal) => html`<li key=${deal.id}>${part(Row, { live, deal, currency, onOpen })}${part(Won, { live, deal })}${part(Conflicts, { live, record: deal })}</li>`)}</ul>`}
  </div>`;
}

/** @param {{ live: Live, deals: Shown[], onNew: (preset: {[field: string]: any}) => void }} props open places without an idea */
function Uncovered({ live, deals, onNew }) {
  const [all, setAll] = useState(false);
  const bare = openPlaces(live.store).filter((place) => place.hint === "open" && !deals.some(({ body }) => body.unit === place.unit && body.offering === place.offering));
  if (bare.length === 0) return null;
  return html`<div class="gaps" role="group" aria-label="Open places without an idea">
    <span class="small quiet">Open, and no idea yet:</span>
    ${(all ? bare : bare.slice(0, 5)).map((place) => part(Button, { key: place.id, size: "s", icon: "plus", onClick: () => onNew({ unit: place.unit, offering: place.offering }), children: html`<bdi>${place.title}</bdi>` }))}
    ${bare.length > 5 && part(Button, { size: "s", look: "quiet", onClick: () => setAll(!all), children: all ? "Fewer" : `${bare.length - 5} more` })}
  </div>`;
}

/** @param {{ live: Live, deal: Shown, currency: string, onOpen: (deal: Shown) => void }} props */
function Row({ live, deal, currency, onOpen }) {
  const { body } = deal;
  const verdict = verdictOf(live.store, deal.id);
  return html`<button type="button" class=${names("deal", deal.pending && "deal-pending", body.focus === "drop" && "deal-dropped")} data-record=${deal.id} onClick=${() => !deal.coming && onOpen(deal)}>
    <span class="deal-words">
      <span class="deal-name" dir="auto">${body.name}</span>
      <span class="deal-serves" dir="auto">${servesOf(live.store, deal).map((/** @type {string} */ words) => html`<span class="voice-customer">${words}</span>`)}</span>
      <span class="deal-where small faint"><bdi>${placeOf(live.store, /** @type {any} */ (body))}</bdi></span>
    </span>
    <span class="deal-side">
      <span class="deal-money num">${body.amount ? formatMoney(body.amount, currency) : html`<span class="faint small">no amount</span>`}</span>
      <span class="small quiet num">${body.close_date ? dayWords(body.close_date, "") : "no date"}</span>
      <span class="row gap-s deal-tags"><span class=${names("tag", body.stage === "won" && "tag-good", body.stage === "lost" && "tag-bad")}>${stageWord(body.stage ?? "potential")}</span>
        ${verdict && html`<span class="tag">${verdictWord(verdict.body.verdict)}</span>`}
        ${body.focus && html`<span class=${names("tag", body.focus === "focus" && "tag-ours")}>${body.focus}</span>`}
        ${part(WayMark, { pending: deal.pending })}</span>
    </span>
  </button>`;
}

/** @param {{ live: Live, deal: Shown }} props a won deal offers to change its place in the grid; it never does so itself */
function Won({ live, deal: { body, coming } }) {
  const cell = live.store.record(`cell:${body.unit}:${body.offering}`);
  if (coming || body.stage !== "won" || !cell || cell.body.status === "owned") return null;
  const take = () => void live.send("white_space.set_cell", { unit: body.unit, offering: body.offering, status: "owned", our_revenue: body.amount ?? 0 });
  return html`<p class="row small deal-won">Won. ${part(Button, { size: "s", onClick: take, children: html`Mark <bdi>${placeOf(live.store, /** @type {any} */ (body))}</bdi> as ours` })}</p>`;
}
