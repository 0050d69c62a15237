// The morning: what changed since the last adjournment and what waits for me, made by the server for my eyes. Shown before
// the doors open, and at the first piece of the next day until it has been read.
import { useEffect, useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { liveSlot, sittingOpen, slotsOf } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{since: number, when: string, parts: {title: string, mine: boolean, lines: {text: string, id: string}[]}[]}} Digest */

const MOST = 6;

/** @param {Live} live @param {string} again asked anew when this changes @returns {Digest | null} */
function useDigest({ boot }, again) {
  const [told, setTold] = useState(/** @type {Digest | null} */ (null));
  useEffect(() => {
    let there = true;
    fetch(`/s/${boot.seat}/morning.json`).then((response) => (response.ok ? response.json() : null)).then((found) => there && setTold(found), () => undefined);
    return () => {
      there = false;
    };
  }, [again]);
  return told;
}

/** @param {{live: Live}} props before the doors open: nothing to put away, it is the page */
export function WhatChanged({ live }) {
  const told = useDigest(live, `${live.store.records("sitting").length} ${live.store.records("signal").length}`);
  return told && told.since ? part(Told, { live, told }) : null;
}

/** @param {{live: Live}} props at the first piece of a later day, or where it was resumed, until it has been read */
export function MorningCard({ live }) {
  const { store } = live;
  const sitting = store.workshop.value?.body.sitting ?? "";
  const key = `${live.boot.seat}:morning:${sitting}`;
  const [seen, setSeen] = useState(sessionStorage.getItem(key) === "yes");
  const number = store.record(sitting)?.body.number ?? 1;
  const opened = store.record(sitting)?.body.opened ?? 0;
  const first = slotsOf(store).filter((one) => one.body.started >= opened).sort((a, b) => a.body.started - b.body.started)[0];
  if (seen || number < 2 || !sittingOpen(store) || (first && liveSlot(store)?.id !== first.id)) return null;
  const put = () => (sessionStorage.setItem(key, "yes"), setSeen(true));
  return part(Card, { live, onRead: put });
}

/** @param {{live: Live, onRead: () => void}} props */
function Card({ live, onRead }) {
  const told = useDigest(live, "card");
  if (!told?.parts.length) return null;
  return html`<aside class="late-card" aria-label="What changed">${part(Told, { live, told })}<div>${part(Button, { onClick: onRead, children: "I have read it" })}</div></aside>`;
}

/** @param {{live: Live, told: Digest}} props */
function Told({ live, told }) {
  if (told.parts.length === 0) return html`<p class="quiet">Nothing has changed since we closed, and nothing waits for you.</p>`;
  return html`<section class="what-changed stack"><div><h2 class="talk-title">What changed since we closed</h2><p class="small faint">${told.when}</p></div>
    ${told.parts.map((one) => html`<div key=${one.title}><h3 class=${names("catch-up-title", one.mine && "what-mine")}>${one.title}</h3>
      <ul class="catch-up-list">${one.lines.slice(0, MOST).map((line) => html`<li key=${line.text} dir="auto">${line.text}</li>`)}
        ${one.lines.length > MOST && html`<li class="small"><a href=${`/s/${live.boot.seat}/morning`}>${one.lines.length - MOST} more</a></li>`}</ul></div>`)}
  </section>`;
}
