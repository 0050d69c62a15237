// Focus, nurture or drop: one tap for each, with the dots, the verdict and both values in sight, and a word of why.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { Empty } from "../../parts/empty.js";
import { shortMoney } from "../../parts/money.js";
import { tap } from "../../room/coming.js";
import { Conflicts, Correction } from "../../room/correction.js";
import { dealsOf, FOCUS, isOpen, ranks, spreadOf, valuesOf, verdictOf, verdictWord } from "./deals.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const MOST = 8;

/** @param {{ live: Live, onOpen: (deal: Shown) => void }} props */
export function Decide({ live, onOpen }) {
  const { store } = live;
  const voted = ranks(store);
  const place = (/** @type {Shown} */ deal) => voted.get(deal.id)?.rank ?? 999;
  const deals = dealsOf(store).filter((one) => !one.coming && isOpen(one)).sort((a, b) => place(a) - place(b));
  if (deals.length === 0) return part(Empty, { say: "For each opportunity one word: focus, nurture or drop. At most eight in focus." });
  const focus = deals.filter((one) => one.body.focus === "focus");
  const undecided = deals.filter((one) => !one.body.focus).length;
  const money = focus.reduce((sum, one) => sum + (one.body.amount ?? 0), 0);
  return html`<div class="stack">
    <p class="tally"><span class=${names(focus.length > MOST && "warn")}><b>${focus.length} of at most ${MOST}</b> in focus</span>
      ${money > 0 && html`<span><b>${shortMoney(money, currencyOf(store))}</b> in focus</span>`}
      ${undecided > 0 && html`<span><b>${undecided}</b> still to decide</span>`}</p>
    <ul class="decide">${deals.map((deal) => html`<li key=${deal.id} class=${names("decide-one", `decide-${deal.body.focus || "none"}`)}>${part(One, { live, deal, vote: voted.get(deal.id), onOpen })}</li>`)}</ul>
  </div>`;
}

/** @param {{ live: Live, deal: Shown, vote: {rank: number, dots: number} | undefined, onOpen: (deal: Shown) => void }} props */
function One({ live, deal, vote, onOpen }) {
  const { store } = live;
  const [why, setWhy] = useState(false);
  const verdict = verdictOf(store, deal.id);
  const values = valuesOf(store, deal);
  const spread = spreadOf(store, deal.id);
  const choose = (/** @type {string} */ focus) => {
    if (focus !== "focus" && !deal.body.why) setWhy(true);
    void tap(live, deal, { focus });
  };
  return html`
    <div class="decide-head">
      <button type="button" class="decide-name" onClick=${() => onOpen(deal)} dir="auto">${deal.body.name}</button>
      <p class="tally decide-facts">
        ${deal.body.amount > 0 && html`<span><b>${shortMoney(deal.body.amount, currencyOf(store))}</b></span>`}
        ${vote && html`<span>rank <b>${vote.rank}</b>, ${vote.dots} ${vote.dots === 1 ? "dot" : "dots"}</span>`}
        ${values && html`<span>worth <b>${values.customer}</b> to them, <b>${values.us}</b> to us</span>`}
        ${spread["bets_shown"] && html`<span><b>${spread["yes"]} of ${spread["bets"]}</b> would bet</span>`}
        ${verdict && html`<span>${verdictWord(verdict.body.verdict)}</span>`}
      </p>
      ${why ? part(Correction, { live, record: store.record(deal.id) ?? deal, field: "why", label: "Why, in a few words", onClose: () => setWhy(false) })
        : html`<p class="small quiet decide-why">${deal.body.why && html`<span dir="auto">${deal.body.why}</span> `}
          ${(deal.body.focus || deal.body.why) && part(Button, { size: "s", look: "quiet", icon: "pen", label: `${deal.body.why ? "Change why:" : "Why?"} ${deal.body.name}`, onClick: () => setWhy(true), children: deal.body.why ? "Change" : "Why?" })}</p>`}
    </div>
    ${part(Choice, { label: `What becomes of ${deal.body.name}?`, hideLabel: true, options: FOCUS, value: deal.body.focus || null, onChoose: choose })}
    ${part(Conflicts, { live, record: deal })}`;
}
