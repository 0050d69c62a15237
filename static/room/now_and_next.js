// The simple view of the run sheet: what runs, what comes, what lateness does. The whole day is one press away.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { expectedNow, liveSlot, nextSlot, slotAfter, stageTitle, zoneOf } from "./agenda.js";
import { LostTime } from "./lost_time.js";
import { RunSheet } from "./run_sheet.js";

/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {import("./run_sheet.js").RunSheetProps} props */
export function NowAndNext(props) {
  const { live } = props;
  const { store } = live;
  const [whole, setWhole] = useState(false);
  const now = liveSlot(store);
  const next = nextSlot(store) ?? (now && slotAfter(store, now));
  const times = expectedNow(live);
  const fold = part(Button, { look: "quiet", size: "s", onClick: () => setWhole(!whole), children: whole ? "Only now and next" : "The whole run sheet" });
  if (whole) return html`<div class="now-next">${fold}${part(RunSheet, props)}</div>`;
  const starts = next && times.get(next.id)?.start;
  return html`<div class="now-next">
    ${part(LostTime, { live })}
    ${now && part(Piece, { title: "Now", slot: now, note: stageTitle(store, now.body.stage) })}
    ${next && part(Piece, { title: "Next", slot: next, note: `${starts ? `${timeOf(starts, zoneOf(store))}, ` : ""}${next.body.minutes} minutes` })}
    ${fold}
  </div>`;
}

/** @param {{title: string, slot: WireRecord, note: string}} props */
function Piece({ title, slot, note }) {
  return html`<section class="now-next-piece"><h2 class="talk-title">${title}</h2>
    <p class="now-next-what" dir="auto">${slot.body.title}</p><p class="small faint">${note}</p></section>`;
}
