// My actions: what carries my name, what waits for my answer, and saying how it stands. Only I answer for mine.
import { useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "../parts/button.js";
import { dayOf, dayWords, dueWords } from "../parts/dates.js";
import { Empty } from "../parts/empty.js";
import { isOver, zoneOf } from "./agenda.js";
import { AskText } from "./ask_text.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {Live} live @returns {WireRecord[]} what carries my name, soonest first */
export function ownActions({ store }) {
  const me = store.me.value.person;
  return store.records("action").filter((one) => one.body.owner === me).sort((a, b) => (a.body.due < b.body.due ? -1 : 1));
}

/** @param {WireRecord} action whether it waits for its owner's answer */
export const waits = (action) => action.body.state === "proposed" && !action.body.counter?.due && !action.body.counter?.what;

/** @param {{live: Live}} props */
export function OwnActions({ live }) {
  const mine = ownActions(live);
  if (!mine.length) return part(Empty, { say: "What carries your name stands here. Nothing does until you have said yes.", example: "Ask them for the list of the next sites, by Friday" });
  return html`<ul class="lines">${mine.map((one) => part(Action, { live, action: one, key: one.id }))}</ul>`;
}

const PROGRESS = [
  { id: "done", title: "Done" },
  { id: "on_track", title: "On track" },
  { id: "late", title: "Late" },
  { id: "blocked", title: "Blocked" },
];

/** @param {{live: Live, action: WireRecord}} props */
function Action({ live, action }) {
  const { store, send } = live;
  const { body, id } = action;
  const [how, setHow] = useState("");
  const today = dayOf(live.clock.tick.value, zoneOf(store));
  const over = isOver(store);
  const waiting = waits(action) && !over;
  return html`<li class="own-action" data-record=${id}>
    <p dir="auto"><b>${body.what}</b></p>
    <p class="small" dir="auto">${body.outcome}</p>
    <p class=${names("small", body.due && body.due < today && body.progress !== "done" ? "bad" : "faint")}>${body.due && `due ${dayWords(body.due, today)}, ${dueWords(body.due, today)}`} · ${stateWords(body)}</p>
    ${waiting && html`<div class="row gap-s">
      ${part(Button, { size: "s", onClick: () => void send("actions.accept", { action: id }), of: body.what, children: "I promise" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setHow(how === "date" ? "" : "date"), of: body.what, children: "Another date" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setHow(how === "no" ? "" : "no"), of: body.what, children: "Not mine" })}
    </div>`}
    ${how === "no" && part(AskText, { label: "Why is it not yours?", word: "Give it back", onGive: (why) => (setHow(""), void send("actions.decline", { action: id, why })) })}
    ${how === "date" && part(AnotherDate, { today, onGive: (due) => (setHow(""), void send("actions.counter", { action: id, due })) })}
    ${body.state === "accepted" && !over && html`<div class="row gap-s" role="group" aria-label=${`How it stands: ${body.what}`}>
      ${PROGRESS.map((one) => part(Button, { key: one.id, size: "s", look: "quiet", pressed: body.progress === one.id, onClick: () => void send("actions.report", { action: id, status: one.id }), children: one.title }))}
    </div>`}
  </li>`;
}

/** @param {any} body */
function stateWords({ state, counter, progress }) {
  if (state === "accepted") return progress ? (PROGRESS.find((one) => one.id === progress)?.title ?? "accepted").toLowerCase() : "accepted";
  if (state === "declined") return "declined";
  return counter?.due || counter?.what ? "waits for their yes to your wording" : "waits for your answer";
}

/** @param {{today: string, onGive: (due: string) => void}} props */
function AnotherDate({ today, onGive }) {
  /** @param {any} event */
  const give = (event) => {
    event.preventDefault();
    onGive(String(new FormData(event.target).get("due")));
  };
  return html`<form class="row gap-s" onSubmit=${give}>
    <input class="own-date" type="date" name="due" min=${today} required aria-label="The date you would promise" />
    ${part(Button, { type: "submit", size: "s", children: "Propose it" })}
  </form>`;
}
