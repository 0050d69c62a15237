// Placing dots: + and −, or a digit; what is left is said in words, and nobody else ever sees them.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { say } from "../../parts/live_region.js";
import { shortMoney } from "../../parts/money.js";
import { Stepper } from "../../parts/stepper.js";
import { Returned } from "../../room/returned.js";
import { dotsOf, optionOf, shuffledFor, used } from "./options.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {number} left */
const leftWords = (left) => (left === 1 ? "1 dot left" : left === 0 ? "No dots left" : `${left} dots left`);

/** @param {{ live: Live, ballot: WireRecord }} props */
export function Placing({ live, ballot }) {
  const { store } = live;
  const me = store.me.value.person;
  const { dots, done } = dotsOf(store, ballot.id, me);
  const { dots_each: each, max_per_item: cap, items } = ballot.body;
  const left = each - used(dots);
  const order = shuffledFor(items, me, ballot.id);
  const own = (/** @type {string} */ id) => Boolean(ballot.body.others_only && store.record(id)?.by === me);
  const set = (/** @type {string} */ item, /** @type {number} */ count) => void live.send("vote.set_dots", { ballot: ballot.id, item, dots: count });
  useDigits(live, items, (item) => {
    const now = dotsOf(store, ballot.id, me).dots;
    if (!own(item) && used(now) < each && (!cap || (now[item] ?? 0) < cap)) set(item, (now[item] ?? 0) + 1);
  });
  return html`<div class="vote stack">
    ${part(Purse, { live, ballot, left, done })}
    ${part(Returned, { live, types: ["vote.set_dots", "vote.done"] })}
    <ol class="vote-list">${order.map((id) => part(Line, { key: id, live, id, own: own(id), number: items.indexOf(id) + 1, count: dots[id] ?? 0, most: Math.min(cap || each, (dots[id] ?? 0) + left), onSet: (count) => set(id, count) }))}</ol>
    <div class="task-done">
      <p class="small faint">Only you see your dots. The others see how many have finished.</p>
      ${done && html`<p class="good">You have finished. You can still change your dots.</p>`}
    </div>
  </div>`;
}

/**
 * The digits 1 to 9 place a dot on the option of that number: the same for everybody, whatever their order.
 * @param {Live} live
 * @param {string[]} items
 * @param {(item: string) => void} add
 */
function useDigits(live, items, add) {
  const latest = useRef(add);
  latest.current = add;
  useLayoutEffect(() => {
    const off = items.slice(0, 9).map((item, i) => live.keys.on(String(i + 1), `A dot on number ${i + 1}`, () => latest.current(item)));
    return () => off.forEach((undo) => undo());
  }, [items.join()]);
}

/** @param {{ live: Live, ballot: WireRecord, left: number, done: boolean }} props the dots that are left, drawn, and said as soon as they change, and the end: in sight however long the list */
function Purse({ live, ballot, left, done }) {
  const each = ballot.body.dots_each;
  const before = useRef(left);
  useEffect(() => {
    if (before.current !== left) say(`${leftWords(left)}.`, "dots left");
    before.current = left;
  }, [left]);
  return html`<div class="purse"><p class="row gap-s"><span class="purse-dots" aria-hidden="true">${Array.from({ length: Math.min(each, 20) }, (_, i) => html`<i class=${names("purse-dot", i >= left && "purse-spent")}></i>`)}</span>
    <b>${leftWords(left)}</b>${done && left > 0 && html` <span class="small quiet">and you are done</span>`}</p>
    ${!done && left > 0 && part(Button, { size: "s", onClick: () => void live.send("vote.done", { ballot: ballot.id }), children: left === each ? "I place none" : `Done, ${left} to spare` })}</div>`;
}

/** @param {{ live: Live, id: string, own: boolean, number: number, count: number, most: number, onSet: (count: number) => void }} props `own`: one wrote it oneself, and dots go to what others wrote */
function Line({ live, id, own, number, count, most, onSet }) {
  const { title, hint, money } = optionOf(live.store, id);
  const currency = currencyOf(live.store);
  return html`<li class=${names("vote-line", count > 0 && "vote-chosen")}>
    <span class="vote-words"><span><span class="vote-number num faint">${number}</span> <span class="vote-title" dir="auto">${title}</span></span><span class="small faint"><bdi>${hint}</bdi>${hint && money > 0 && " · "}${money > 0 && shortMoney(money, currency)}</span></span>
    ${own ? html`<span class="small quiet">yours: the others decide</span>` : part(Stepper, { label: title, value: count, max: most, onChange: onSet })}
  </li>`;
}
