// The run sheet in the console: every line with its time, what it is, its minutes. A press only looks; what
// changes something is in the line's own menu. For the Tab key it is one stop: arrows walk in it, as in any toolbar.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { timeOf } from "../parts/dates.js";
import { Button } from "../parts/button.js";
import { useKeptFocus } from "../parts/kept_focus.js";
import { Menu } from "../parts/menu.js";
import { asItRuns, byDay, expectedNow, freeBefore, isAtItsTime, liveSlot, slotsOf, stageTitle, zoneOf } from "./agenda.js";
import { isEarly } from "./clock_face.js";
import { LostTime } from "./lost_time.js";
import { CustomersTime } from "./customers_time.js";
import { Leaving } from "./leaving.js";
import { roomsWords } from "./moving.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("./agenda.js").Expected} Expected */
/** @typedef {{live: Live, looking: string, onLook: (slot: string) => void, expert: boolean, onVisit: (here?: string[]) => void}} RunSheetProps `onVisit`: the customer is here, and who of the guests, where that was asked */

const MINUTE = 60_000;
/** What arrows walk over: the lines, and each line's menu. */
const ROW = "button.runsheet-row";
const MENU = ".runsheet-menu > .menu > .button";
/** Further off than this, the room does not run by this day’s plan at all (ms). */
const ANOTHER_DAY = 240 * MINUTE;

/** @param {RunSheetProps} props */
export function RunSheet(props) {
  const { live } = props;
  const times = expectedNow(live);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const now = liveSlot(live.store)?.id;
  const walking = useWalking(live, box);
  useEffect(() => {
    box.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }, [now]);
  const days = byDay(slotsOf(live.store));
  const free = freeBefore(times);
  return html`<div class="runsheet" ref=${box}>
    <div class="runsheet-notices">${part(LostTime, { live })} ${part(CustomersTime, { live, onVisit: props.onVisit })} ${part(Leaving, { live })}</div>
    <div role="toolbar" aria-label="Run sheet" aria-orientation="vertical" onKeyDown=${walking.onKeyDown} onFocusIn=${walking.onFocusIn}>
    ${days.map(({ day, slots }) => html`<h2 class="runsheet-day" id=${`day-${day}`} key=${`day${day}`}>${dayTitle(live, day, slots)}</h2>
      <ol class="runsheet-lines" aria-labelledby=${`day-${day}`}>${asItRuns(slots, times).map((slot) => [
        free.has(slot.id) && part(Free, { live, slot, free: free.get(slot.id), key: `free${slot.id}` }),
        part(Line, { ...props, times, slot, stop: walking.stop === slot.id, key: slot.id }),
      ])}</ol>`)}
    </div>
  </div>`;
}

/**
 * The one line that the Tab key reaches: where somebody was last, else the live one. Up and down lead from line to line,
 * right to a line's menu and left back.
 * @param {Live} live
 * @param {{current: HTMLElement | null}} box
 */
function useWalking({ store }, box) {
  const now = liveSlot(store)?.id;
  const [last, setLast] = useState("");
  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) setLast("");
  }, [now]);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const from = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || !from.matches(`${ROW}, ${MENU}`)) return;
    const rows = /** @type {HTMLElement[]} */ ([...(box.current?.querySelectorAll(ROW) ?? [])]);
    const line = from.closest(".runsheet-line");
    const to = from.matches(ROW) && event.key === "ArrowRight" ? line?.querySelector(MENU)
      : event.key === "ArrowLeft" ? line?.querySelector(ROW)
      : rows[lineTo(event.key, rows.findIndex((one) => line?.contains(one)), rows.length)];
    if (!to) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (to).focus();
  };
  /** @param {FocusEvent} event */
  const onFocusIn = (event) => setLast(/** @type {HTMLElement} */ (event.target).closest(".runsheet-line")?.getAttribute("data-slot") ?? last);
  return { stop: last || now || slotsOf(store)[0]?.id, onKeyDown, onFocusIn };
}

/** @param {string} key @param {number} at @param {number} count @returns {number} the line a key leads to; none where it leads nowhere */
const lineTo = (key, at, count) => ({ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 })[key] ?? -1;

/** @param {Live} live @param {number} day @param {WireRecord[]} slots */
function dayTitle(live, day, slots) {
  const date = live.store.workshop.value?.body.days?.[day - 1];
  // The meetings after the two days have no date of their own yet: they are called what they are.
  if (!date) return day > 2 ? stageTitle(live.store, slots[0]?.body.stage) : `Day ${day}`;
  const words = new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return `Day ${day}, ${words.format(Date.parse(date))}`;
}

/** @param {{live: Live, slot: WireRecord, free: {start: number, minutes: number} | undefined}} props time in which nothing is planned, and what to do with it */
function Free({ live, slot, free }) {
  if (!free) return null;
  const { store } = live;
  const visit = store.record("visit")?.body;
  const comes = visit?.state === "later" && store.records("slot").find((one) => one.body.interlude && one.body.fixed_at);
  const before = comes && slot.body.day === comes.body.day && slot.body.order <= comes.body.order;
  const why = before ? `Before the customer at ${visit?.at} nothing further is planned. ` : "";
  const offered = store.record("lost_time")?.body.free?.at === timeOf(free.start, zoneOf(store));
  return html`<li class="runsheet-row runsheet-free">
    <span class="runsheet-time">${timeOf(free.start, zoneOf(store))}</span>
    <p class="runsheet-what"><b>Free: ${free.minutes} minutes.</b> ${offered ? "What could use it stands above the run sheet." : `${why}Give a piece more time in its menu, or make it a longer break.`}</p>
  </li>`;
}

/** @param {RunSheetProps & {slot: WireRecord, times: Map<string, Expected>, stop: boolean}} props `stop`: the Tab key comes here */
function Line({ live, slot, times, looking, onLook, expert, stop }) {
  const { store } = live;
  const [timing, setTiming] = useState(false);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const kept = useKeptFocus(() => box.current?.querySelector("button"));
  const { body } = slot;
  const isLive = liveSlot(store)?.id === slot.id;
  // What a visit has interrupted goes on after it: it is expected, not done.
  const done = !isLive && Boolean(body.ended) && !times.has(slot.id);
  const zone = zoneOf(store);
  const look = names("runsheet-row", isLive && "runsheet-now", done && "runsheet-done", body.fixed_at && "runsheet-fixed",
    body.dropped && "runsheet-dropped", body.rest && "runsheet-rest", looking === slot.id && !isLive && "runsheet-looked");
  return html`<li class="runsheet-line" data-slot=${slot.id} ref=${box} ...${kept}>
    <button type="button" class=${look} tabindex=${stop ? 0 : -1} aria-current=${isLive ? "step" : undefined} aria-pressed=${String(looking === slot.id)} onClick=${() => onLook(slot.id)}>
      <span class="runsheet-time">${timeFor(slot, times.get(slot.id), zone)}${part(Planned, { live, slot, time: times.get(slot.id) })}</span>
      <span class="runsheet-what">${body.title}${body.protected && html` <span class="runsheet-kept" title="Never shortened under ${body.minimum} minutes, never dropped">kept</span>`}
        ${part(Late, { slot, time: times.get(slot.id), zone })}</span>
      ${part(Minutes, { live, slot, isLive, done })}
    </button>
    ${part(LineMenu, { live, slot, isLive, done, expert, onTime: () => setTiming(true) })}
    ${timing && part(FixedTime, { live, slot, onDone: () => setTiming(false) })}
  </li>`;
}

/** @param {WireRecord} slot @param {Expected | undefined} time @param {string} zone */
function timeFor({ body }, time, zone) {
  if (body.dropped) return "";
  if (time) return timeOf(time.start, zone);
  if (body.started) return timeOf(body.started, zone);
  return body.fixed_at || "";
}

/** @param {{live: Live, slot: WireRecord, time: Expected | undefined}} props when it was planned, where that is no longer so */
function Planned({ live, slot, time }) {
  const { body } = slot;
  const plan = live.store.record("forecast")?.body.planned?.[slot.id];
  const now = time?.start || body.started;
  if (!plan || !now || body.dropped || Math.abs(now - plan) < MINUTE || Math.abs(now - plan) > ANOTHER_DAY) return null;
  const clock = timeOf(plan, zoneOf(live.store));
  return html`<s class="runsheet-was"><span class="spoken">planned </span>${clock}</s>`;
}

/** @param {{slot: WireRecord, time: Expected | undefined, zone: string}} props a fixed point that is missed says so */
function Late({ slot, time, zone }) {
  const minutes = time && slot.body.fixed_at && !slot.body.started && !isAtItsTime(slot, time, zone) ? Math.floor(time.late / MINUTE) : 0;
  return minutes >= 1 && minutes < 240 ? html` <span class="warn small">moves from ${slot.body.fixed_at}</span>` : null;
}

/** @param {{live: Live, slot: WireRecord, isLive: boolean, done: boolean}} props minutes it has, or took */
function Minutes({ live, slot, isLive, done }) {
  const { body } = slot;
  const now = isLive ? live.clock.tick.value : 0;
  if (body.dropped) return html`<span class="runsheet-min">dropped</span>`;
  const took = done ? body.ended - body.started : isLive ? now - body.started : 0;
  const was = body.minutes !== body.planned_minutes && html`<s class="runsheet-was"><span class="spoken">planned </span>${body.planned_minutes}</s> `;
  if (!took) return html`<span class="runsheet-min">${was}${body.minutes}</span>`;
  const minutes = Math.max(Math.round(took / MINUTE), 0);
  const over = minutes > body.planned_minutes;
  const words = done ? html`${minutes}<span class="spoken"> minutes, done</span>` : html`${minutes}<span class="runsheet-of"> of ${body.minutes}</span>`;
  return html`<span class=${names("runsheet-min", over && "runsheet-over")}>${words}</span>`;
}

/** @param {{live: Live, slot: WireRecord, isLive: boolean, done: boolean, expert: boolean, onTime: () => void}} props */
function LineMenu({ live, slot, isLive, done, expert, onTime }) {
  const { store, send } = live;
  const { body } = slot;
  const here = body.stage === store.stage.value;
  /** @param {any} plan */
  const plan = (plan) => void send("clock.plan", plan, { now: true });
  const shorter = body.minutes - 5;
  const items = [];
  const box = store.record("timebox")?.body;
  const after = store.workshop.value?.body.slot ?? "";
  const start = () => void send("stage.go", { slot: slot.id, after });
  if (isLive && box && isEarly(live, box)) items.push({ id: "now", title: "Begin now", hint: `Its clock starts at ${timeOf(box.started_at, zoneOf(store))} by itself`, onPick: start });
  if (here && !isLive && store.workshop.value?.body.sitting) {
    items.push({ id: "go", title: "Start this now", hint: roomsWords(live) || (done ? "It ran already; everything in it is kept" : "Its clock starts for everybody"), onPick: start });
  }
  if (!done) {
    items.push({ id: "more", title: "5 minutes more", onPick: () => plan({ minutes: { [slot.id]: body.minutes + 5 } }) });
    if (shorter > body.minimum) items.push({ id: "less", title: `Shorten to ${shorter} minutes`, onPick: () => plan({ minutes: { [slot.id]: shorter } }) });
    if (body.minutes > body.minimum && body.minimum > 0) items.push({ id: "least", title: `To its minimum, ${body.minimum} minutes`, onPick: () => plan({ minutes: { [slot.id]: body.minimum } }) });
  }
  if (!isLive && !done && (body.fixed_at || expert)) items.push({ id: "time", title: body.fixed_at ? `Not at ${body.fixed_at}…` : "At a fixed time…", onPick: onTime });
  if (!isLive && !done && !body.protected && (expert || body.optional || body.dropped)) {
    items.push({ id: "drop", title: body.dropped ? "Put it back" : "Drop it today", danger: !body.dropped, onPick: () => plan({ dropped: { [slot.id]: !body.dropped } }) });
  }
  if (!items.length) return null;
  return html`<span class="runsheet-menu">${part(Menu, { label: `Change ${body.title}`, items, tabindex: -1 })}</span>`;
}

/** @param {{live: Live, slot: WireRecord, onDone: () => void}} props when a line must start: lunch, the customer; empty lets it float */
function FixedTime({ live, slot, onDone }) {
  const [at, setAt] = useState(slot.body.fixed_at ?? "");
  const field = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  /** @param {any} event */
  const set = (event) => {
    event.preventDefault();
    void live.send("clock.plan", { fixed_at: { [slot.id]: at } }, { now: true });
    onDone();
  };
  return html`<form class="runsheet-fix row gap-s" onSubmit=${set}>
    <input type="time" ref=${field} value=${at} onInput=${(/** @type {any} */ e) => setAt(e.target.value)} aria-label=${`When ${slot.body.title} starts; empty lets it float`} />
    ${part(Button, { type: "submit", size: "s", children: "Set" })}
    ${part(Button, { size: "s", look: "quiet", onClick: onDone, children: "Leave it" })}
  </form>`;
}
