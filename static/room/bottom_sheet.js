// Everything beside the one task, one pull away: my actions, decisions, the parking lot, the minute to catch up, the day.
import { useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { timeOf } from "../parts/dates.js";
import { Checklist } from "../parts/checklist.js";
import { Sheet } from "../parts/sheet.js";
import { byDay, expectedNow, liveSlot, minutesOf, slotsOf, zoneOf, sittingOpen } from "./agenda.js";
import { standingsOf } from "./standings.js";
import { thereWords } from "./criteria.js";
import { FACTS, Homework, factsReady, ownHomework } from "./homework.js";
import { later } from "./later.js";
import { OwnActions, ownActions, waits } from "./own_actions.js";
import { useParkKey } from "./park.js";
import { ParkingList } from "./parking.js";
import { usePinned } from "./pinned.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{id: string, title: string, short: string, count?: number, due?: boolean}} Item */

const CatchUp = later(async () => (await import("./catch_up.js")).CatchUp);
const DecisionList = later(async () => (await import("./decisions.js")).DecisionList);
const MinutesList = later(async () => (await import("./scribe.js")).MinutesList);
const ScribeBox = later(async () => (await import("./scribe.js")).ScribeBox);

/** @param {{live: Live, onLook: (slot: string) => void}} props */
export function BottomSheet({ live, onLook }) {
  const [open, setOpen] = useState("");
  const items = itemsOf(live);
  const [pinned, onPin] = usePinned(live);
  useParkKey(live, () => setOpen("parked"));
  const shown = items.find((item) => item.id === open);
  const close = () => setOpen("");
  return html`${pinned && html`<aside class="scribe-strip" aria-label="The scribe’s box">${part(ScribeBox, { live })}</aside>`}
    <nav class="handle" aria-label="More">
      ${items.map((item) => html`<button key=${item.id} type="button" class=${names("handle-item", item.due && "handle-due")} aria-haspopup="dialog"
        onClick=${() => setOpen(open === item.id ? "" : item.id)}>${item.short}${item.count ? html` <span class="handle-count">${item.count}</span>` : null}</button>`)}
    </nav>
    ${part(Sheet, { title: shown?.title ?? "", open: Boolean(shown), onClose: close, children: shown && inside(live, shown.id, (slot) => (close(), onLook(slot)), pinned, onPin) })}`;
}

/** @param {Live} live @returns {Item[]} */
function itemsOf(live) {
  const { store } = live;
  const mine = ownActions(live);
  const open = mine.filter(waits).length;
  const homework = sittingOpen(store) && ownHomework(store) ? [{ id: "homework", short: "Homework", title: "Your homework", count: Math.max(0, FACTS - factsReady(store)) }] : [];
  return [
    ...homework,
    { id: "actions", short: "Actions", title: "My actions", count: open || mine.length, due: open > 0 },
    { id: "decisions", short: "Decisions", title: "Decisions", count: store.records("decision_note").length },
    { id: "parked", short: "Parked", title: "Parking lot", count: store.records("parked").filter((one) => !one.body.settled).length },
    { id: "minutes", short: "Minutes", title: "Minutes", count: store.records("minute").length },
    { id: "catch-up", short: "Catch up", title: "Caught up in a minute" },
    { id: "day", short: "The day", title: "The day" },
  ];
}

/** @param {Live} live @param {string} id @param {(slot: string) => void} onLook @param {boolean} pinned @param {() => void} onPin */
function inside(live, id, onLook, pinned, onPin) {
  if (id === "homework") return part(Homework, { live, head: false });
  if (id === "actions") return part(OwnActions, { live });
  if (id === "decisions") return part(DecisionList, { live });
  if (id === "parked") return part(ParkingList, { live, onLook });
  if (id === "minutes") return part(MinutesList, { live, pinned, onPin, onLook });
  if (id === "catch-up") return part(CatchUp, { live, title: false });
  return part(Day, { live, onLook });
}

/** @param {{live: Live}} props what is there and what is missing before the room moves on, for everybody to see */
function BeforeMovingOn({ live }) {
  const criteria = standingsOf(live).flatMap((one) =>
    one.met
      ? [{ id: one.criterion, say: thereWords(one.criterion), met: true, advise: !one.required }]
      : one.missing.map((item, i) => ({ id: `${one.criterion}${i}`, say: item.say, met: false, advise: !one.required })),
  );
  return criteria.length ? html`<div class="day-checklist">${part(Checklist, { criteria })}</div>` : null;
}

/** @param {{live: Live, onLook: (slot: string) => void}} props the run sheet to read; what was open may be looked at */
function Day({ live, onLook }) {
  const { store } = live;
  const now = liveSlot(store);
  const zone = zoneOf(store);
  const times = expectedNow(live);
  const days = byDay(slotsOf(store).filter((one) => !one.body.dropped)).filter(({ day }) => day === (now?.body.day ?? 1) || day < (now?.body.day ?? 1));
  return html`${part(BeforeMovingOn, { live })}<div class="runsheet">${days.map(({ day, slots }) => html`<h3 class="runsheet-day" key=${`day${day}`}>Day ${day}</h3>
    ${slots.map((slot) => {
      const time = slot.body.started || times.get(slot.id)?.start;
      const inner = html`<span class="runsheet-time">${time ? timeOf(time, zone) : slot.body.fixed_at}</span><span class="runsheet-what">${slot.body.title}</span><span class="runsheet-min">${minutesOf(slot)}</span>`;
      const look = names("runsheet-row", slot.id === now?.id && "runsheet-now", slot.body.ended && slot.id !== now?.id && "runsheet-done", slot.body.fixed_at && "runsheet-fixed");
      return slot.body.started && !slot.body.rest
        ? html`<button key=${slot.id} type="button" class=${look} aria-current=${slot.id === now?.id ? "step" : undefined} onClick=${() => onLook(slot.id)}>${inner}</button>`
        : html`<p key=${slot.id} class=${look}>${inner}</p>`;
    })}`)}
  </div>`;
}
