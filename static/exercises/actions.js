// Actions: what I am asked first; then, under each strategy, who does what, so that what, by when.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { daysUntil, dayWords } from "../parts/dates.js";
import { Empty } from "../parts/empty.js";
import { Tabs } from "../parts/tabs.js";
import { useAloud } from "../room/aloud.js";
import { withComing } from "../room/coming.js";
import { Returned } from "../room/returned.js";
import { ownFirst, ownPieces } from "../room/shares.js";
import { UndoLine } from "../room/undo.js";
import { isTeam, nameOf, peopleOf } from "../room/who.js";
import { short } from "../room/words.js";
import { withAnswers } from "./actions/answers.js";
import { isMine, OVER, Promise_ } from "./actions/promise.js";
import { Timeline } from "./actions/timeline.js";
import { horizonOf, HORIZONS } from "./actions/when.js";
import { WriteAction } from "./actions/write.js";
import { todayOf } from "../room/agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../room/coming.js").Shown} Shown */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const ADD = "actions.add_action";
const wanted = signal("");
/** What is due later than this starts with a step this week (days). */
const FAR = 21;

/** @param {Shown} action whether somebody carries it: promised or still to be answered, and not over */
const isCarried = ({ body }) => body.state !== "declined" && !OVER.includes(body.progress);

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const actions = withAnswers(live.store, withComing(live.store, "action", ADD));
  const [tab, setTab] = useState(slot.body.block === "load" ? "load" : "strategies");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "New action", () => box.current?.querySelector(".acts-strategy > .button")), []);
  useEffect(() => {
    if (!wanted.value) return;
    setTab("strategies");
    requestAnimationFrame(() => {
      const card = box.current?.querySelector(`[data-record="${CSS.escape(wanted.value)}"]`);
      card?.scrollIntoView({ block: "center" });
      wanted.value = "";
    });
  }, [wanted.value]);
  const tabs = [
    { id: "strategies", title: "By strategy" },
    { id: "when", title: "By date", count: actions.length },
    { id: "load", title: "By person" },
  ];
  const view = { strategies: Strategies, when: ByDate, load: ByPerson }[/** @type {"when"} */ (tab)];
  return html`<div class="board-actions pieces" ref=${box}>
    ${part(Asked, { live, actions })}
    ${slot.body.block === "first_steps" && part(FirstSteps, { live, actions })}
    ${part(Returned, { live, types: [ADD, "actions.accept", "actions.counter", "actions.decline", "actions.reassign", "actions.confirm"], field: "what" })}
    ${part(Tabs, { label: "Actions", tabs, value: tab, onChoose: setTab, children: part(view, { live, actions }) })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {{live: Live, actions: Shown[]}} props what waits for my answer, before everything else */
function Asked({ live, actions }) {
  const asked = actions.filter((one) => isMine(live, one) && one.body.state === "proposed" && !one.pending);
  if (asked.length === 0) return null;
  return html`<section class="asked-of-me" aria-labelledby="asked">
    <h2 id="asked" class="lane-title">You are asked <span class="lane-count">${asked.length}</span></h2>
    <div class="stack">${asked.map((action) => part(Promise_, { live, action, asked: true, key: action.id }))}</div>
  </section>`;
}

/** @param {{live: Live, actions: Shown[]}} props mine that are due late: what happens this week already */
function FirstSteps({ live, actions }) {
  const today = todayOf(live);
  const late = actions.filter((one) => isMine(live, one) && one.body.state === "accepted" && !one.pending && daysUntil(one.body.due, today) > FAR && !OVER.includes(one.body.progress));
  const bare = late.filter((one) => !one.body.first_step);
  if (late.length === 0) return null;
  return html`<section class="asked-of-me" aria-labelledby="first">
    <h2 id="first" class="lane-title">What you do this week <span class="lane-count">${late.length - bare.length} of ${late.length}</span></h2>
    ${bare.length === 0 && html`<p class="quiet">Everything of yours that is due late has a first step.</p>`}
    ${bare.map((action) => html`<div class="first-step" key=${action.id}><p class="small" dir="auto">${action.body.what}, by ${dayWords(action.body.due, today)}</p>
      ${part(Composer, { label: `First step, within seven days: ${action.body.what}`, hideLabel: true, draftKey: `${live.boot.seat}:first:${action.id}`, word: "Keep", placeholder: "Call them and fix a day",
        onAdd: (texts) => void live.send("record.edit", { id: action.id, set: { first_step: texts.join(" ") } }, { rev: action.rev }) })}</div>`)}
  </section>`;
}

/** @param {{live: Live, actions: Shown[]}} props */
function Strategies({ live, actions }) {
  const { store } = live;
  const aloud = useAloud(live);
  const own = ownPieces(store, "actions");
  const strategies = ownFirst(store.records("strategy"), (one) => own.has(one.id));
  const objectives = ownFirst(store.records("objective"), ({ id }) => strategies.some((one) => own.has(one.id) && one.body.objective === id));
  if (strategies.length === 0 && store.ready.value) {
    return part(Empty, { say: "Each strategy becomes a few actions, each with one owner and a date. There are no strategies yet.", example: "The service lead measures at one site how long they wait, so that both sides agree on the numbers, by Friday." });
  }
  return html`<div class="pieces">
    ${objectives.map((objective) => html`<section key=${objective.id} class="acts">
      <h2 class="acts-objective" dir="auto">${objective.body.text}</h2>
      ${strategies.filter((one) => one.body.objective === objective.id).map((strategy) => part(Strategy, { live, strategy, actions, aloud, key: strategy.id }))}
    </section>`)}
  </div>`;
}

/** @param {{live: Live, strategy: WireRecord, actions: Shown[], aloud: ReturnType<typeof useAloud>}} props */
function Strategy({ live, strategy, actions, aloud }) {
  const [writing, setWriting] = useState(false);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  // The form that had the focus is gone: it stays where the next action begins.
  const done = () => (setWriting(false), setTimeout(() => /** @type {HTMLElement | null} */ (box.current?.querySelector(":scope > .button"))?.focus()));
  const own = actions.filter((one) => one.body.strategy === strategy.id);
  const promised = own.some((one) => one.body.state === "accepted");
  return html`<div class="acts-strategy" data-record=${strategy.id} ref=${box}>
    <h3 class="acts-title" dir="auto">${strategy.body.text}${!promised && html` <span class="tag tag-warn">nobody has promised anything yet</span>`}</h3>
    <div class="promise-list">${own.map((action) => part(Promise_, { live, action, key: action.id }))}</div>
    ${writing
      ? html`${aloud.line} ${part(WriteAction, { live, strategy: strategy.id, onBehalf: aloud.person, onDone: done })}`
      : part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => setWriting(true), of: strategy.body.text, children: own.length ? "One more action" : "First action" })}
  </div>`;
}

/** @param {{live: Live, actions: Shown[]}} props */
function ByDate({ live, actions }) {
  const today = todayOf(live);
  const open = actions.filter(isCarried);
  const sorted = [...open].sort((a, b) => a.body.due.localeCompare(b.body.due));
  if (open.length === 0) return part(Empty, { say: "Actions stand here by when they are due.", example: "This week: call their head of operations." });
  const open_ = (/** @type {string} */ id) => document.querySelector(`.promise-list [data-record="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
  return html`<div class="pieces">${open.length > 2 && part(Timeline, { live, actions: sorted, today, onOpen: open_ })}
    ${HORIZONS.map((horizon) => {
    const here = sorted.filter((one) => horizonOf(one.body.due, today) === horizon);
    return here.length > 0 && html`<section key=${horizon}>
      <h2 class="lane-title">${horizon === "past" ? "The date has passed" : horizon.charAt(0).toUpperCase() + horizon.slice(1)} <span class="lane-count">${here.length}</span></h2>
      <div class="promise-list">${here.map((action) => part(Promise_, { live, action, key: action.id }))}</div>
    </section>`;
  })}</div>`;
}

/** @param {{live: Live, actions: Shown[]}} props who carries how much, and how much of it they have promised; the server says for whom it is too much */
function ByPerson({ live, actions }) {
  const open = actions.filter(isCarried);
  const heavy = live.store.record("load")?.body.heavy ?? [];
  const owners = [...new Set(open.map((one) => one.body.owner))];
  const rows = owners.map((id) => ({ id, own: open.filter((one) => one.body.owner === id) })).sort((a, b) => b.own.length - a.own.length);
  const most = rows[0]?.own.length ?? 1;
  const free = peopleOf(live.store).filter((one) => isTeam(one) && !owners.includes(one.id));
  if (rows.length === 0) return part(Empty, { say: "Who carries how much.", example: "Nobody should carry more than a quarter of everything." });
  return html`<div class="loads">
    ${rows.map(({ id, own }) => part(Load, { live, id, own, most, heavy: heavy.includes(id), key: id }))}
    ${free.length > 0 && html`<p class="small quiet">Nothing yet: ${free.map((one, i) => html`${i > 0 && ", "}<bdi key=${one.id}>${one.body.name}</bdi>`)}</p>`}
  </div>`;
}

/** @param {{live: Live, id: string, own: Shown[], most: number, heavy: boolean}} props one person's, folded unless it is too much: a bar as long as the load, filled as far as promised */
function Load({ live, id, own, most, heavy }) {
  const promised = own.filter((one) => one.body.state === "accepted").length;
  // What was open does not close under a hand because somebody has taken a piece of it.
  const [atFirst] = useState(heavy);
  return html`<details class="load" open=${atFirst}><summary>
      <span class="load-name"><bdi>${nameOf(live.store, id)}</bdi>${heavy && html` <span class="tag tag-warn">more than a quarter</span>`}</span>
      <span class="load-bar" aria-hidden="true" style=${`inline-size:${(100 * own.length) / most}%`}><span style=${`inline-size:${(100 * promised) / own.length}%`}></span></span>
      <span class="num load-count">${promised < own.length ? html`${promised} of ${own.length} <span class="faint small">promised</span>` : own.length}</span>
    </summary>
    <div class="promise-list">${own.map((action) => part(Promise_, { live, action, pass: true, key: action.id }))}</div>
  </details>`;
}

/** @param {BoardProps} props the projector: how many are promised, and what waits */
export function Display({ live }) {
  const actions = live.store.records("action");
  const promised = actions.filter((one) => one.body.state === "accepted").length;
  const waiting = actions.filter((one) => one.body.state === "proposed");
  return html`<div class="screen-figures">
    <p class="screen-ask"><b class="num">${promised}</b> of ${actions.length} promised</p>
    ${waiting.length > 0 && html`<ul class="screen-list">${waiting.slice(0, 3).map((one) => html`<li key=${one.id}><span dir="auto">${short(one.body.what, 7)}</span></li>`)}</ul>`}
  </div>`;
}
