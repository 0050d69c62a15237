// For whoever comes late or was out: where we are, what the customer said, what was decided, what to do now. Read in a
// minute, worked out from what this person may see.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { cameLate, liveSlot, sittingOpen, slotsOf, stageTitle, zoneOf } from "./agenda.js";
import { isHere, meOf, nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const MOST = 3;

/** @param {{live: Live, title?: boolean}} props */
export function CatchUp({ live, title = true }) {
  const { store } = live;
  const slot = liveSlot(store);
  const zone = zoneOf(store);
  const quotes = newest(store.records("quote").filter((one) => one.body.confirmed !== "no"), MOST);
  const goals = store.records("goal").slice(0, MOST);
  const decisions = newest(store.records("decision_note"), MOST);
  const votes = store.records("ballot").filter((one) => !one.body.open && one.body.closed_at);
  const done = slotsOf(store).filter((one) => one.body.ended && !one.body.rest && one.id !== slot?.id);
  return html`<div class="catch-up stack">
    ${title && html`<h2 class="talk-title">Caught up in a minute</h2>`}
    <p><b>Now:</b> ${slot ? `${stageTitle(store, slot.body.stage)}, ${slot.body.title}` : stageTitle(store, store.stage.value)}.${slot?.body.task ? ` ${slot.body.task}` : ""}</p>
    ${done.length > 0 && html`<p class="quiet"><b>Behind us:</b> ${done.slice(-4).map((one) => one.body.title).join(", ")}.</p>`}
    ${part(List, { title: "The customer said", items: quotes.map((one) => ({ id: one.id, text: one.body.text, quote: true })) })}
    ${quotes.length === 0 && part(List, { title: "What the customer wants", items: goals.map((one) => ({ id: one.id, text: one.body.text })) })}
    ${part(List, { title: "Decided", items: decisions.map((one) => ({ id: one.id, text: one.body.text, note: timeOf(one.at, zone) })) })}
    ${part(List, { title: "Closed, with what came first", items: newest(votes, 2).map((one) => ({ id: one.id, text: firstOf(store, one), note: timeOf(one.body.closed_at, zone) })) })}
    ${part(NowYou, { live })}
  </div>`;
}

/** @param {{live: Live}} props what somebody who has just come can do this minute */
function NowYou({ live }) {
  const { store } = live;
  const slot = liveSlot(store);
  const me = store.me.value.person;
  const open = store.records("ballot").some((one) => one.body.open && one.body.voters?.includes(me));
  const owed = store.records("action").filter((one) => one.body.state === "proposed" && one.body.owner === me).length;
  const hidden = slot?.body.mode === "write_reveal" && !slot.body.revealed;
  const can = [open && "place your dots: the vote is still open", hidden && "write: nothing is revealed yet", owed > 0 && `answer for ${owed === 1 ? "an action" : `${owed} actions`} you were asked to take`].filter(Boolean);
  if (!can.length) return null;
  return html`<p><b>You can now</b> ${can.join("; ")}.</p>`;
}

/** @param {Live["store"]} store @param {WireRecord} ballot the two options that came first, or its title */
function firstOf(store, ballot) {
  const words = (/** @type {string} */ id) => store.record(id)?.body.text ?? store.record(id)?.body.name ?? "";
  const first = Object.entries(ballot.body.tally ?? {}).sort(([, a], [, b]) => Number(b) - Number(a)).slice(0, 2).map(([id]) => words(id)).filter(Boolean);
  return first.length ? first.join("; ") : ballot.body.title || "A vote";
}

/** @param {WireRecord[]} records @param {number} count */
const newest = (records, count) => records.slice(-count).reverse();

/** @param {{title: string, items: {id: string, text: string, note?: string, quote?: boolean}[]}} props */
function List({ title, items }) {
  if (!items.length) return null;
  return html`<section><h3 class="catch-up-title">${title}</h3>
    <ul class="catch-up-list">${items.map((item) => html`<li key=${item.id}>
      ${item.quote ? html`<q class="catch-up-quote" dir="auto">${item.text}</q>` : html`<span dir="auto">${item.text}</span>`}
      ${item.note && html` <span class="small faint num">${item.note}</span>`}</li>`)}</ul>
  </section>`;
}

/**
 * The card shown once in a sitting to somebody who came late.
 * @param {{live: Live}} props
 */
export function LateCard({ live }) {
  const { store } = live;
  const key = `${live.boot.seat}:caught-up:${store.workshop.value?.body.sitting ?? ""}`;
  const [seen, setSeen] = useState(sessionStorage.getItem(key) === "yes");
  const me = meOf(store);
  const shows = Boolean(!seen && me && isHere(me) && cameLate(slotsOf(store), liveSlot(store), me));
  // The desk sees who reads this: nobody waits for them, and nobody asks them yet.
  useEffect(() => {
    live.presence.lookingAt(shows ? "catch-up" : "");
    return () => live.presence.lookingAt("");
  }, [shows]);
  if (!shows) return null;
  const put = () => (sessionStorage.setItem(key, "yes"), setSeen(true));
  return html`<aside class="late-card" aria-label="Catch up">${part(CatchUp, { live })}
    <div>${part(Button, { onClick: put, children: "I’m with you" })}</div></aside>`;
}

/** What waited for somebody is sent when they are back (ms). */
const SENT_LATE_MS = 3000;
const COUNTED = ["note", "card", "goal", "pressure", "initiative", "obstacle", "stakeholder", "opportunity", "objective", "strategy", "action", "quote", "brief", "decision_note", "risk", "ask"];

/**
 * "9 cards while you were out": what others wrote between going out, or leaving, and coming back.
 * @param {{live: Live}} props
 */
export function WhileOut({ live }) {
  const { store, clock } = live;
  const key = `${live.boot.seat}:out`;
  const person = meOf(store);
  const presence = person?.body.presence;
  const out = presence === "stepped_out" || (presence === "left" && sittingOpen(store));
  const [span, setSpan] = useState(spanOf(sessionStorage.getItem(key)));
  const [left, back] = span;
  /** @param {[number, number]} next */
  const keep = (next) => (next[0] ? sessionStorage.setItem(key, next.join(" ")) : sessionStorage.removeItem(key), setSpan(next));
  useEffect(() => {
    if (out && (!left || back)) keep([left || clock.serverNow(), 0]);
    // From here on they read along: what is written now was not missed.
    if (person && isHere(person) && left && !back) keep([left, clock.serverNow()]);
  }, [out, presence]);
  if (out || !left) return null;
  const me = store.me.value.person;
  const missed = COUNTED.flatMap((kind) => store.records(kind)).filter((one) => one.at > left && !(back && one.at > back + SENT_LATE_MS) && one.by !== me);
  const put = () => keep([0, 0]);
  if (!missed.length) return null;
  return html`<aside class="late-card" aria-label="While you were out">
    <h2 class="talk-title">${missed.length} ${missed.length === 1 ? "card" : "cards"} while you were out</h2>
    <ul class="catch-up-list">${missed.slice(-5).reverse().map((one) => html`<li key=${one.id}><span dir="auto">${one.body.text || one.body.what || one.body.name}</span>
      ${one.by && html` <span class="small faint"><bdi>${nameOf(store, one.by)}</bdi></span>`}</li>`)}</ul>
    <div>${part(Button, { onClick: put, children: "Seen" })}</div></aside>`;
}

/** @param {string | null} kept when they left and when they came back, 0 for not yet @returns {[number, number]} */
function spanOf(kept) {
  const [left = 0, back = 0] = (kept ?? "").split(" ").map((part) => Number(part) || 0);
  return [left, back];
}
