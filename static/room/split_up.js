// Splitting up: into rooms with boards of their own, or over the pieces of one board. One menu on the console.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { RoomsOn } from "./breakouts/on.js";
import { Prepared, RoomsAsk } from "./breakouts/prepare.js";
import { runningRooms } from "./breakouts/rooms.js";
import { sittingOpen } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {{live: Live, slot: WireRecord}} props what stands on the stage while people are split up, and the way to do it */
export function SplitUp({ live, slot }) {
  const [asking, setAsking] = useState(false);
  if (slot.body.rest) return null;
  const items = [{ id: "rooms", title: "Breakout rooms…", hint: "Drawn or by hand, each with a board and a clock", onPick: () => setAsking(true) }];
  const on = runningRooms(live.store).length > 0;
  return html`<div class="split-up stack">
    ${!on && html`<div class="row">${part(Menu, { label: "Split up", icon: "people", children: "Split up", items })}</div>`}
    ${sittingOpen(live.store) && part(RoomsOn, { live })}
    ${!on && part(Prepared, { live, slot, onAsk: () => setAsking(true) })}
    ${asking && part(Sheet, { title: "Breakout rooms", open: true, onClose: () => setAsking(false), children: part(RoomsAsk, { live, slot, onDone: () => setAsking(false) }) })}
  </div>`;
}
