// The decision, as everybody but the one who decides sees it: what is being read, what still waits, and what was decided.
import { html, names, part } from "../../live/part.js";
import { dayWords, timeOf } from "../../parts/dates.js";
import { titleOf } from "./planned.js";
import { isMine } from "../actions/promise.js";
import { maySign, nameOf } from "../../room/who.js";
import { Asks } from "./asks.js";
import { zoneOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {import("../../live/store.js").Store} store @param {string} kind @returns {WireRecord | undefined} the last one */
export const lastOf = (store, kind) => store.records(kind).at(-1);

/** @param {import("../../room/board.js").BoardProps} props */
export function Decision({ live, slot }) {
  const senior = slot.body.board?.includes("acceptance");
  const decision = lastOf(live.store, senior ? "acceptance" : "decision");
  return html`<div class="pieces">
    ${decision ? part(Decided, { live, decision }) : part(Reading, { live, senior })}
    ${senior && !slot.body.board?.includes("ask") && part(Asks, { live, slot })}
  </div>`;
}

/** @param {{live: Live, senior: boolean | undefined}} props */
function Reading({ live, senior }) {
  const { store, boot } = live;
  const signer = store.record(store.workshop.value?.body.signer ?? "");
  const hers = maySign(live);
  const version = store.record("plan")?.body.version;
  const who = senior ? "senior management" : (signer?.body.name ?? "the first-line manager");
  if (hers && !senior) {
    return html`<section class="reading-now stack"><p class="reading-title">Version ${version} waits for you.</p>
      <p class="quiet">Read it on its own page. It stands still while you read; if a promise changes meanwhile you are shown that one difference.</p>
      <p><a class="button button-filled" href=${`/s/${boot.seat}/signoff`}>Read and decide</a></p></section>`;
  }
  return html`<section class="reading-now stack"><p class="reading-title">Version ${version} is with <bdi>${who}</bdi>.</p>
    <p class="quiet">Nothing to do now but listen. You can read along; what you change counts from the next version on.</p>
    <p><a href=${`/s/${boot.seat}/plan`}>Read the plan</a></p>
    ${part(Waiting, { live })}</section>`;
}

/** @param {{live: Live}} props what would still stand in the way */
function Waiting({ live }) {
  const { store } = live;
  const open = store.records("challenge").filter((one) => one.body.state === "open").length;
  const mine = store.records("action").filter((one) => isMine(live, one) && one.body.state === "proposed").length;
  const others = store.records("action").filter((one) => one.body.state === "proposed").length;
  const lines = [open && `${open} ${open === 1 ? "challenge is" : "challenges are"} not answered`, mine && `${mine} ${mine === 1 ? "action waits" : "actions wait"} for your own answer`, others > mine && `${others - mine} ${others - mine === 1 ? "action waits for its owner" : "actions wait for their owners"}`].filter(Boolean);
  return lines.length > 0 ? html`<ul class="lines">${lines.map((line) => html`<li key=${line} class="warn">${line}</li>`)}</ul>` : null;
}

/** @type {{[verdict: string]: string}} */
const VERDICTS = { approved: "Signed", accepted: "Accepted", returned: "Back to the team" };

/** @param {{live: Live, decision: WireRecord}} props */
function Decided({ live, decision }) {
  const { verdict, version, name, comments = [], conditions = [], marks = [], witness } = decision.body;
  const zone = zoneOf(live.store);
  return html`<section class=${names("decided", "stack", verdict === "returned" && "decided-returned")} data-record=${decision.id}>
    <p class="reading-title">${VERDICTS[verdict] ?? verdict}</p>
    <p class="signature"><span class="signature-name"><bdi>${name}</bdi></span><span class="signature-facts">version ${version}, ${timeOf(decision.at, zone)}${witness && ` · ${witness}`}</span></p>
    ${comments.filter(Boolean).map((/** @type {string} */ one) => html`<p class="decided-comment" dir="auto" key=${one}>${one}</p>`)}
    ${conditions.filter(Boolean).length > 0 && html`<ul class="lines">${conditions.filter(Boolean).map((/** @type {string} */ one) => html`<li key=${one} dir="auto">On condition: ${one}</li>`)}</ul>`}
    ${part(Marks, { live, marks: marks.filter((/** @type {any} */ one) => one.mark !== "ok") })}
    <p><a href=${`/s/${live.boot.seat}/plan`}>Read the plan</a></p>
  </section>`;
}

/** @param {{live: Live, marks: {target: string, mark: string, text: string, owner: string, due: string, about?: string}[]}} props what she said objective by objective */
function Marks({ live, marks }) {
  if (marks.length === 0) return null;
  return html`<ul class="lines">${marks.map((one) => {
    const target = live.store.record(one.target);
    return html`<li key=${one.target} class="stack gap-s"><p dir="auto"><b>${one.about || (target ? titleOf(target) : "Something taken off since")}</b></p>
      <p><span class=${names("tag", one.mark === "return" ? "tag-bad" : "tag-warn")}>${one.mark === "return" ? "back to the team" : "on condition"}</span> <span dir="auto">${one.text}</span></p>
      ${one.owner && html`<p class="small quiet"><bdi>${nameOf(live.store, one.owner)}</bdi>${one.due && `, by ${dayWords(one.due)}`}</p>`}</li>`;
  })}</ul>`;
}
