// What became of each promise: said by its owner in two taps, mine first; what is done asks what comes next.
import { useEffect, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { dayWords, dueWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { say } from "../../parts/live_region.js";
import { atDesk } from "../../room/aloud.js";
import { TextForm } from "../../room/correction.js";
import { Returned } from "../../room/returned.js";
import { nameOf } from "../../room/who.js";
import { lower, OVER, PROGRESS } from "../actions/promise.js";
import { WriteAction } from "../actions/write.js";
import { todayOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

const REPORT = "actions.report";
/** A word given shortly before the review counts in it (ms). */
const FRESH = 14 * 86_400_000;
/** The answers; a late, blocked or cancelled promise asks for a word of why. */
const WAYS = [
  { id: "done", title: "Done", asks: false },
  { id: "on_track", title: "On track", asks: false },
  { id: "late", title: "Late", asks: true },
  { id: "blocked", title: "Blocked", asks: true },
  { id: "cancelled", title: "Cancelled", asks: true },
];

/** @param {Live} live the promises a review asks about, and how many have had their word */
export function saidOf(live) {
  const { store } = live;
  const stage = store.record(`stage:${store.stage.value}`)?.body ?? {};
  const open = store.records("action").filter((one) => one.body.state === "accepted");
  const asked = stage.due?.length ? open.filter((one) => stage.due.includes(one.id)) : open.filter((one) => !OVER.includes(one.body.progress));
  const since = (stage.entered ?? 0) - FRESH;
  const hasWord = (/** @type {WireRecord} */ one) => coming(live, one.id) !== undefined || one.body.progress_at >= Math.max(since, 1);
  return { due: asked, said: asked.filter(hasWord).length, hasWord };
}

/** @param {Live} live @param {string} id my own word on its way */
const coming = (live, id) => live.store.ghosts(REPORT).filter((ghost) => ghost.data.action === id).at(-1)?.data;

/** @param {{live: Live}} props */
export function Promises({ live }) {
  const { due, said, hasWord } = saidOf(live);
  const me = live.store.me.value.person;
  // By date alone: what has just had its word must not jump away from under the finger.
  const soonest = (/** @type {WireRecord} */ a, /** @type {WireRecord} */ b) => a.body.due.localeCompare(b.body.due);
  const mine = due.filter((one) => one.body.owner === me).sort(soonest);
  const owners = [...new Set(due.map((one) => one.body.owner))].filter((id) => id !== me).sort((a, b) => nameOf(live.store, a).localeCompare(nameOf(live.store, b)));
  if (due.length === 0 && live.store.ready.value) return part(Empty, { say: "Every promise that is still open stands here, and its owner says what became of it.", example: "Late: they moved the meeting to the 18th." });
  return html`<div class="pieces">
    <div class="stack gap-s"><p class="tally"><span><b>${said} of ${due.length}</b> have a word</span>${part(Counts, { due })}</p>
      <span class="meter" aria-hidden="true"><span style=${`inline-size:${due.length ? (100 * said) / due.length : 0}%`}></span></span></div>
    ${part(Returned, { live, types: [REPORT, "actions.add_action"], field: "note" })}
    ${mine.length > 0 && html`<section aria-labelledby="mine" class="stack"><h2 class="lane-title" id="mine">Mine <span class="lane-count">${mine.length}</span></h2>
      <ul class="reports">${mine.map((action) => part(Row, { live, action, may: true, said: hasWord(action), key: action.id }))}</ul></section>`}
    ${owners.map((owner) => part(Theirs, { live, owner, actions: due.filter((one) => one.body.owner === owner).sort(soonest), hasWord, key: owner }))}
  </div>`;
}

/** @param {{due: WireRecord[]}} props */
function Counts({ due }) {
  return html`${WAYS.map(({ id }) => ({ id, count: due.filter((one) => one.body.progress === id).length })).filter((one) => one.count > 0)
    .map(({ id, count }) => html`<span key=${id}><b>${count}</b> ${PROGRESS[id]}</span>`)}`;
}

/** @param {{live: Live, owner: string, actions: WireRecord[], hasWord: (one: WireRecord) => boolean}} props one person's; open at the desk, folded for everybody else. It does not fold by itself: what is done asks what comes next */
function Theirs({ live, owner, actions, hasWord }) {
  const silent = actions.filter((one) => !hasWord(one)).length;
  const desk = atDesk(live);
  const [began] = useState(desk && silent > 0);
  return html`<details class="theirs" open=${began || (desk && silent > 0)}>
    <summary><bdi>${nameOf(live.store, owner)}</bdi> <span class="lane-count">${actions.length}</span>${silent > 0 && html` <span class="tag tag-warn">${silent} without a word</span>`}</summary>
    <ul class="reports">${actions.map((action) => part(Row, { live, action, may: desk, said: hasWord(action), key: action.id }))}</ul>
  </details>`;
}

/** @param {{live: Live, action: WireRecord, may: boolean, said: boolean}} props */
function Row({ live, action, may, said }) {
  const [asking, setAsking] = useState("");
  const now = coming(live, action.id);
  const { body } = action;
  const today = todayOf(live);
  const progress = (asking !== "next" && asking) || (now?.status ?? (said ? body.progress : ""));
  const note = now ? now.note : body.progress_note;
  const report = (/** @type {string} */ status, /** @type {string} */ text = "") => {
    void live.send(REPORT, { action: action.id, status, ...(text && { note: text }) });
    setAsking(status === "done" ? "next" : "");
  };
  const over = body.due < today && !OVER.includes(body.progress);
  return html`<li class=${names("report", said && "report-said")} data-record=${action.id} aria-busy=${now ? "true" : undefined}>
    <p class="report-what" dir="auto">${body.what}</p>
    <p class="small quiet" dir="auto">so that ${lower(body.outcome)} <span class=${names("report-due", over && "bad")}>· ${dayWords(body.due, today)}, ${dueWords(body.due, today)}</span></p>
    ${may
      ? html`<div class="report-ways" role="group" aria-label=${`How it stands: ${body.what}`}>${WAYS.map((way) => html`<button type="button" key=${way.id} class=${names("pill", `pill-${way.id}`, progress === way.id && "pill-chosen")} aria-pressed=${String(progress === way.id)}
          onClick=${() => (way.asks ? setAsking(way.id) : report(way.id))}>${way.title}</button>`)}</div>`
      : progress && html`<p><span class=${names("tag", progress === "done" && "tag-good", ["late", "blocked"].includes(progress) && "tag-warn")}>${PROGRESS[progress]}</span></p>`}
    ${note && progress && !asking && html`<p class="report-note" dir="auto">${note}</p>`}
    ${asking && asking !== "next" && part(Why, { way: asking, onGive: (text) => report(asking, text), onCancel: () => setAsking("") })}
    ${asking === "next" && part(Next, { live, action, onDone: () => setAsking("") })}
  </li>`;
}

/** @param {{way: string, onGive: (text: string) => void, onCancel: () => void}} props */
function Why({ way, onGive, onCancel }) {
  const label = way === "late" ? "Late. By when now, and why?" : way === "blocked" ? "What holds it up, and who could help?" : "Why is it no longer needed?";
  return html`<div class="report-why"><div class="row apart"><p class="small quiet" aria-hidden="true">${label}</p>
      ${part(Button, { size: "s", look: "quiet", onClick: () => onGive(""), children: "Without a word" })}</div>
    ${part(TextForm, { text: "", label, word: "Keep", onSave: onGive, onCancel })}</div>`;
}

/** @param {{live: Live, action: WireRecord, onDone: () => void}} props */
function Next({ live, action, onDone }) {
  const [writing, setWriting] = useState(false);
  useEffect(() => say("What comes next?"), []);
  if (writing) return part(WriteAction, { live, strategy: action.body.strategy, follows: action.id, onDone });
  return html`<div class="report-next row gap-s"><b>What comes next?</b>
    ${part(Button, { size: "s", icon: "plus", onClick: () => setWriting(true), children: "The next action" })}
    ${part(Button, { size: "s", look: "quiet", onClick: onDone, children: "Nothing, it is finished" })}</div>`;
}
