// Splitting up: into rooms with boards of their own, or over the pieces of one board. One menu on the console.
import { signal } from "@preact/signals";
import { html, part } from "../live/part.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { later } from "./later.js";
import { Returned } from "./returned.js";
import { DealtOut, PIECES } from "./shares.js";
import { sittingOpen } from "./agenda.js";
import { RoomsOn } from "./breakouts/on.js";
import { runningRooms } from "./breakouts/rooms.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const Prepared = later(async () => (await import("./breakouts/prepare.js")).Prepared);
const RoomsAsk = later(async () => (await import("./breakouts/prepare.js")).RoomsAsk);

/** What the menu has opened. */
const asking = signal("");

/** @param {{live: Live, slot: WireRecord}} props the ways to split up */
export function SplitMenu({ live, slot }) {
  if (slot.body.rest) return null;
  const dealt = PIECES[slot.body.kind];
  const deal = () => void live.send("shares.deal", { board: slot.body.kind });
  const pairs = dealt ? [{ id: "deal", title: `Deal out the ${dealt}`, hint: "To pairs, functions mixed; everybody sees theirs first", onPick: deal }] : [];
  const items = [...pairs, { id: "rooms", title: "Breakout rooms…", hint: "Drawn or by hand, each with a board and a clock", onPick: () => (asking.value = "rooms") }];
  return html`<span class="menu-up">${part(Menu, { label: "Split up", children: "Split up", icon: "people", items })}</span>`;
}

/** @param {{live: Live, slot: WireRecord}} props what stands on the stage while people are split up, or will be */
export function SplitUp({ live, slot }) {
  const on = runningRooms(live.store).length > 0;
  const close = () => (asking.value = "");
  return html`${on && sittingOpen(live.store) && part(RoomsOn, { live })}
    ${part(DealtOut, { live, board: slot.body.kind })} ${part(Returned, { live, types: ["shares.deal"], field: "" })}
    ${!on && part(Prepared, { live, slot, onAsk: () => (asking.value = "rooms") })}
    ${part(Sheet, { title: "Breakout rooms", open: asking.value === "rooms", onClose: close, children: part(RoomsAsk, { live, slot, onDone: close, key: slot.id }) })}`;
}
