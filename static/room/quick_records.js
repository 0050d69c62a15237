// Kept in passing, from anywhere: something parked, a decision, a line for the minutes. One button, one sentence.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { AskText } from "./ask_text.js";
import { useParkKey } from "./park.js";
import { ParkingList } from "./parking.js";
import { later } from "./later.js";
import { usePinned } from "./pinned.js";

/** @typedef {import("../live/boot.js").Live} Live */

const DecisionList = later(async () => (await import("./decisions.js")).DecisionList);
const MinutesList = later(async () => (await import("./scribe.js")).MinutesList);
const ScribeBox = later(async () => (await import("./scribe.js")).ScribeBox);

/** @param {{live: Live, onLook?: (slot: string) => void}} props */
export function QuickRecords({ live, onLook }) {
  const [what, setWhat] = useState("");
  const { store, send } = live;
  useParkKey(live, () => setWhat("park"));
  const parked = store.records("parked").filter((one) => !one.body.settled).length;
  const items = [
    { id: "park", title: parked ? `Parking lot, ${parked}` : "Park something", onPick: () => setWhat("park") },
    { id: "decision", title: "A decision", onPick: () => setWhat("decision") },
    { id: "minute", title: "Minutes: a line", onPick: () => setWhat("minute") },
    { id: "signal", title: "Something has changed…", hint: "A person, a priority, a result: as a signal", onPick: () => setWhat("signal") },
  ];
  const close = () => setWhat("");
  const titles = { park: "Parking lot", decision: "Decisions", minute: "Minutes", signal: "Something has changed" };
  const [pinned, onPin] = usePinned(live);
  return html`${pinned && html`<aside class="scribe-strip" aria-label="The scribe’s box">${part(ScribeBox, { live })}</aside>`}<span class="menu-up">${part(Menu, { label: "Keep", children: "Keep", icon: "pen", items })}</span>
    ${part(Sheet, { title: titles[/** @type {"park"} */ (what)] ?? "", open: what !== "", onClose: close, children: what && inside() })}`;

  function inside() {
    if (what === "park") return part(ParkingList, { live, onLook: onLook && ((slot) => (close(), onLook(slot))) });
    if (what === "decision") return part(DecisionList, { live });
    if (what === "signal") {
      return part(AskText, { label: "What has changed?", word: "Keep it", hint: "What it touches can be named later.", most: 1000, onGive: (text) => (void send("review.add_signal", { kind: "news", text }), close()) });
    }
    return part(MinutesList, { live, pinned, onPin, onLook: onLook && ((slot) => (close(), onLook(slot))) });
  }
}
