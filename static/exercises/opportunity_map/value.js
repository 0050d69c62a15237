// Value to them and to us: each rates alone what is in focus, the spread comes on the table, and what is agreed
// stands in the picture, as large as its amount.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { Empty } from "../../parts/empty.js";
import { atDesk } from "../../room/aloud.js";
import { tap } from "../../room/coming.js";
import { Returned } from "../../room/returned.js";
import { dealsOf, isOpen, leads, ranks, spreadOf, valuesOf } from "./deals.js";
import { TwoByTwo } from "./two_by_two.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

const RATE = "opportunity_map.rate";
const SPREAD_FROM = 3;
const SCALE = [1, 2, 3, 4, 5].map((n) => ({ id: String(n), title: String(n) }));

/** More than these nobody rates in a quarter of an hour: the rest waits behind a button. */
const FIRST = 10;

/** @param {Live} live what is left to rate: what is in focus, or, before anything is, what is open and not dropped, most dots first */
function left(live) {
  const ranked = ranks(live.store);
  const deals = dealsOf(live.store).filter((one) => !one.coming && isOpen(one) && one.body.focus !== "drop");
  const focus = deals.filter((one) => one.body.focus === "focus");
  return (focus.length ? focus : deals).sort((a, b) => (ranked.get(a.id)?.rank ?? 999) - (ranked.get(b.id)?.rank ?? 999));
}

/** @param {{ live: Live, onOpen: (deal: Shown) => void }} props */
export function Value({ live, onOpen }) {
  const [all, setAll] = useState(false);
  const every = left(live);
  const deals = all ? every : every.slice(0, FIRST);
  if (deals.length === 0) return part(Empty, { say: "What is left after the dots gets two numbers: what it is worth to the customer, and what it is worth to us.", example: "It would give every team there two hours a week." });
  const waiting = deals.every((deal) => !valuesOf(live.store, deal));
  const picture = part(TwoByTwo, { live, deals, onOpen });
  return html`<div class="value stack gap-l">
    ${!waiting && picture}
    ${part(Returned, { live, types: [RATE, "opportunity_map.show", "opportunity_map.ask_again"] })}
    <ul class="rates">${deals.map((deal) => html`<li key=${deal.id} class="rate">${part(One, { live, deal })}</li>`)}</ul>
    ${every.length > FIRST && html`<p>${part(Button, { size: "s", look: "quiet", onClick: () => setAll(!all), children: all ? `Only the first ${FIRST}` : `${every.length - FIRST} more` })}</p>`}
    ${waiting && picture}
  </div>`;
}

/** @param {{ live: Live, deal: Shown }} props */
function One({ live, deal }) {
  const { store } = live;
  const spread = spreadOf(store, deal.id);
  const shown = Boolean(spread["ratings_shown"]);
  const agreed = valuesOf(store, deal)?.agreed;
  const verb = (/** @type {string} */ word) => void live.send(`opportunity_map.${word}`, { opportunity: deal.id, what: "rating" });
  const take = () => void tap(live, deal, { value_to_customer: spread["middle_to_customer"], value_to_us: spread["middle_to_us"] });
  return html`
    <h2 class="rate-name" dir="auto">${deal.body.name}</h2>
    ${shown ? html`${part(Line, { title: "To them", values: spread["to_customer"] })}${part(Line, { title: "To us", values: spread["to_us"] })}` : !atDesk(live) && part(Mine, { live, deal })}
    <div class="row apart"><p class="task-count">${shown ? `${spread["ratings"]} answers` : `${spread["ratings"]} answered`}</p>
      ${leads(store) && !shown && spread["ratings"] >= SPREAD_FROM && part(Button, { size: "s", icon: "eye", onClick: () => verb("show"), of: deal.body.name, children: `Show the ${spread["ratings"]} answers` })}
      ${leads(store) && !shown && spread["ratings"] > 0 && spread["ratings"] < SPREAD_FROM && html`<span class="small faint">Shows from ${SPREAD_FROM} answers</span>`}
      ${shown && !agreed && part(Button, { size: "s", onClick: take, of: deal.body.name, children: `Take ${spread["middle_to_customer"]} and ${spread["middle_to_us"]}` })}
      ${shown && agreed && html`<span class="tag tag-good">agreed: ${deal.body.value_to_customer} and ${deal.body.value_to_us}</span>`}
      ${leads(store) && shown && (apart(spread["to_customer"]) || apart(spread["to_us"])) && part(Button, { size: "s", look: "quiet", onClick: () => verb("ask_again"), of: deal.body.name, children: "Ask again" })}
    </div>`;
}

/** @param {number[]} values in order @returns {boolean} whether people differ by two or more */
const apart = (values) => (values.at(-1) ?? 0) - (values[0] ?? 0) >= 2;

/** @param {{ live: Live, deal: Shown }} props my two numbers, sent when both are there */
function Mine({ live, deal }) {
  const { store } = live;
  const kept = store.record(`rating:${deal.id}:${store.me.value.person}`);
  const ghost = store.ghosts(RATE).findLast((one) => one.data.opportunity === deal.id)?.data;
  const [half, setHalf] = useState(/** @type {{to_customer?: number, to_us?: number}} */ ({}));
  const now = { to_customer: 0, to_us: 0, ...(kept?.status === "active" ? kept.body : {}), ...ghost, ...half };
  const choose = (/** @type {{to_customer?: number, to_us?: number}} */ change) => {
    const { to_customer, to_us } = { ...now, ...change };
    if (!to_customer || !to_us) return setHalf({ ...half, ...change });
    setHalf({});
    void live.send(RATE, { opportunity: deal.id, to_customer, to_us });
  };
  const shown = (/** @type {number} */ value) => (value ? String(value) : null);
  return html`<div class="rate-mine">
    ${part(Choice, { label: "Worth to them", of: deal.body.name, options: SCALE, value: shown(now.to_customer), onChoose: (id) => choose({ to_customer: Number(id) }) })}
    ${part(Choice, { label: "Worth to us", of: deal.body.name, options: SCALE, value: shown(now.to_us), onChoose: (id) => choose({ to_us: Number(id) }) })}
    <p class="small faint">1 little, 5 very much. Only you see your answer.</p>
  </div>`;
}

/** @param {{ title: string, values: number[] }} props how the answers lie on 1 to 5 */
function Line({ title, values }) {
  return html`<div class=${names("strip", apart(values) && "strip-apart")}><span class="strip-title small">${title}</span>
    ${[1, 2, 3, 4, 5].map((n) => {
      const count = values.filter((value) => value === n).length;
      return html`<span class="strip-step"><span class="strip-dots" aria-hidden="true">${"●".repeat(count)}</span><span class="num small faint">${n}</span><span class="spoken">: ${count} </span></span>`;
    })}
    ${apart(values) && html`<span class="tag tag-warn">we differ</span>`}</div>`;
}
