// The console's top line: whose day it is, what lateness does, who visits, whether all is kept, and two menus.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { SavedLight } from "../parts/saved_light.js";
import { timeOf } from "../parts/dates.js";
import { latenessNow, liveSlot, sittingOpen, stagesOf, zoneOf } from "./agenda.js";
import { ClockMenu } from "./clock_menu.js";
import { takeLead } from "./leading.js";
import { VisitorsBadge } from "./visitors.js";
import { isHere, meOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../parts/menu.js").MenuItem} MenuItem */
/** @typedef {{live: Live, simple: boolean, onSheet: (what: string) => void,
 *   onView: () => void, onBring: () => void}} TopBarProps */

/** Within this time a move is undone exactly (ms). */
const UNDO_MS = 2 * 60_000;

/** @param {TopBarProps} props */
export function TopBar(props) {
  const { live, simple, onSheet, onView } = props;
  const { store } = live;
  const body = store.workshop.value?.body;
  const day = liveSlot(store)?.body.day;
  const customer = body?.customer || live.boot.workshop;
  return html`<header class="console-top">
    <span class="console-name"><bdi>${customer}</bdi>${day && html` <span class="console-day">day ${day}</span>`}${body?.rehearsal && html` <span class="tag tag-warn">rehearsal</span>`}</span>
    ${part(Hour, { live })}
    ${part(VisitorsBadge, { live })}
    <span class="console-tools">
      ${part(SavedLight, { waiting: store.waiting.value, held: store.held.value, online: store.online.value === "ok" })}
      ${!simple && html`${part(ClockMenu, { live, onExact: () => onSheet("clock") })}
        ${part(Menu, { label: "Room", children: "Room", items: roomItems(props) })}`}
      ${part(Menu, { label: "More", items: simple ? fewItems(props) : moreItems(props), size: "m" })}
      <span class="wide-only">${part(Button, { look: "quiet", size: "s", onClick: onView, children: simple ? "Show everything" : "Simple view" })}</span>
    </span>
  </header>`;
}

/** @param {{live: Live}} props the hour, and what lateness does: the one part of the line that is drawn each second */
function Hour({ live }) {
  const zone = zoneOf(live.store);
  const late = latenessNow(live);
  return html`<span class="console-debt">${timeOf(live.clock.tick.value, zone)}${late && html`, ${late.minutes} min late. <b>${late.say}</b>`}</span>`;
}

/** @param {TopBarProps} props what acts on everybody @returns {MenuItem[]} */
function roomItems({ live, onSheet, onBring }) {
  const { store, send } = live;
  const body = store.workshop.value?.body ?? {};
  const lead = body.lead === store.me.value.person;
  const open = sittingOpen(store);
  const handsOn = ["ready", "lacking"].includes(store.record("next_step")?.body.situation);
  /** @type {(MenuItem | false)[]} */
  const items = [
    { id: "message", title: "Message to the room…", onPick: () => onSheet("message") },
    lead && open && { id: "bring", title: "Bring everyone here", onPick: onBring },
    open && (body.hold ? { id: "release", title: "Release the hold", onPick: () => void send("stage.release", {}) } : { id: "hold", title: "Hold…", onPick: () => onSheet("hold") }),
    lead && mayGoBack(live) && { id: "back", title: "Back, exactly as it was", onPick: () => void send("stage.back", {}) },
    lead && open && stagesOf(store)[0]?.id !== `stage:${store.stage.value}` && { id: "reopen", title: "Open an earlier stage again…", onPick: () => onSheet("reopen") },
    !lead && { id: "take", title: "Take the lead", hint: "Whoever leads now sees it, and can take it back", onPick: () => takeLead(live, () => onSheet("lead")) },
    { id: "doors", title: body.doors_closed ? "Let people in by the code again" : "Nobody new by the code", onPick: () => void send("stage.edit_workshop", { set: { doors_closed: !body.doors_closed } }) },
    !open && handsOn && { id: "meet", title: "Open the doors again", hint: "The room comes together once more before it goes on", onPick: () => void send("stage.open_doors", {}) },
    open && { id: "adjourn", title: "Adjourn…", danger: true, onPick: () => onSheet("adjourn") },
  ];
  return /** @type {MenuItem[]} */ (items.filter(Boolean));
}

/** @param {Live} live */
function mayGoBack({ store, clock }) {
  const stage = store.record(`stage:${store.stage.value}`)?.body;
  return Boolean(stage && stage.order > 0 && clock.tick.value - stage.entered < UNDO_MS);
}

/** What the simple view keeps in its one menu. */
const FEW = new Set(["meet", "bring", "hold", "release", "reopen", "take", "code", "look", "remote", "plan", "week", "view", "out", "keys"]);

/** @param {TopBarProps} props @returns {MenuItem[]} what ends the day stands last */
function fewItems(props) {
  const all = [...roomItems(props), ...moreItems(props)];
  return [...all.filter((one) => FEW.has(one.id)), ...all.filter((one) => one.danger)];
}

/** @param {TopBarProps} props what shows, and where else to go @returns {MenuItem[]} */
function moreItems({ live, onSheet, onView, simple }) {
  const { store, send, boot, keys } = live;
  const body = store.workshop.value?.body ?? {};
  const me = meOf(store);
  const go = (/** @type {string} */ where) => () => window.open(`/s/${boot.seat}/${where}`, "_blank", "noopener");
  return [
    { id: "code", title: "Join code and QR", onPick: () => onSheet("people:") },
    { id: "look", title: "What the room sees", hint: "The projector, as it is or would be", onPick: () => onSheet("screen") },
    { id: "remote", title: "Remote, for a phone", onPick: () => onSheet("remote") },
    { id: "screen", title: "Room screen, in a new window", onPick: go("screen") },
    { id: "blank", title: body.blank_screen ? "Show the room screen again" : "Blank the room screen", onPick: () => void send("stage.edit_workshop", { set: { blank_screen: !body.blank_screen } }) },
    { id: "words", title: "Words on the room screen…", onPick: () => onSheet("words") },
    { id: "walk", title: "Walk through the next day", hint: "In a copy that is thrown away", onPick: go("walk-through") },
    { id: "pack", title: "Everything on paper", hint: "Run sheet, guides, cards, the sheet to sign", onPick: go("pack") },
    { id: "plan", title: "The plan", onPick: go("plan") },
    { id: "minutes", title: "Minutes", onPick: go("minutes") },
    ...(store.records("decision").length > 0 ? [{ id: "week", title: "This week’s check", hint: "Your promises, and news from the customer", onPick: go("week") }] : []),
    { id: "readiness", title: "Readiness and invitations", onPick: go("readiness") },
    { id: "people", title: "List of people", onPick: go("people") },
    { id: "view", title: simple ? "Show everything" : "Simple view", onPick: onView },
    ...(sittingOpen(store) && me && isHere(me) ? [{ id: "out", title: "Step out, back in 10 minutes", onPick: () => void send("people.step_out", { minutes: 10 }, { now: true }) }] : []),
    { id: "keys", title: "Keys", hint: "?", onPick: () => (keys.help.value = true) },
  ];
}
