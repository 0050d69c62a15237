// What the console asks beside the page: a hold, a message, an exact time, an earlier stage, who has left, the end of the day.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { stageId, stagesOf } from "./agenda.js";
import { AskText } from "./ask_text.js";
import { StillOut } from "./breakouts/on.js";
import { ExactTime } from "./clock_menu.js";
import { TakeLead } from "./leading.js";
import { RoomScreen, WordsAsk } from "./room_screen.js";
import { Item as ParkedItem } from "./parking.js";
import { standingsOf } from "./standings.js";
import { isHere, isVisitor, peopleOf, ROLES } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{live: Live, onClose: () => void, onReopen: (stage: string) => void, onGo: () => void}} SheetProps */

/** @type {{[what: string]: [string, (props: SheetProps) => import("../live/part.js").VNode]}} */
const SHEETS = {
  hold: ["Hold", HoldAsk],
  message: ["Message to the room", MessageAsk],
  words: ["Words on the room screen", WordsAsk],
  clock: ["The clock", ({ live, onClose }) => part(ExactTime, { live, onDone: onClose })],
  reopen: ["Open an earlier stage again", Reopen],
  adjourn: ["Adjourn", Adjourn],
  leaving: ["Before the room moves on", Leaving],
  lead: ["Take the lead", TakeLead],
  screen: ["What the room sees", RoomScreen],
  remote: ["Remote, for a phone", RemoteCode],
};

/** @param {SheetProps & {what: string}} props */
export function ConsoleSheet({ what, ...rest }) {
  const [title, Shown] = SHEETS[what] ?? [];
  if (!title || !Shown) return null;
  return part(Sheet, { title, open: true, onClose: rest.onClose, children: part(Shown, { ...rest, key: what }) });
}

/** @param {SheetProps} props */
function HoldAsk({ live, onClose }) {
  return part(AskText, {
    label: "Why does everybody wait?", word: "Hold everybody", hint: "It stands on every screen until you release it.",
    onGive: (text) => (void live.send("stage.hold", { text }), onClose()),
  });
}

/** @param {SheetProps} props */
function MessageAsk({ live, onClose }) {
  const [lost, setLost] = useState(false);
  return html`${part(AskText, {
    label: "What should everybody read?", word: "Show it", hint: "A line on the page of everybody in the team; each puts it away when it is read. Neither visitors nor the room screen get it.",
    onGive: (text) => (live.tell("notice", { text }) ? onClose() : setLost(true)),
  })}${lost && html`<p class="field-error" role="alert">There is no line to the server just now.</p>`}`;
}

/** @param {SheetProps} props the console in a pocket: its code, to be read with one's own phone */
function RemoteCode({ live }) {
  const { seat } = live.boot;
  return html`<div class="stack gap-l">
    <p class="quiet">Read this with your phone. It opens your own remote: what to say next, the one button, two minutes more, park, the room screen.</p>
    <div class="code-box"><img class="code-qr" src=${`/s/${seat}/remote.svg`} alt="QR code of your own remote" width="220" height="220" /></div>
    <p><a href=${`/s/${seat}/remote`} target="_blank" rel="noopener">Open it here instead</a></p>
  </div>`;
}

/** @param {SheetProps} props */
function Reopen({ live, onReopen }) {
  const { store } = live;
  const now = store.record(`stage:${store.stage.value}`)?.body.order ?? 0;
  const earlier = stagesOf(store).filter((stage) => stage.body.order < now).reverse();
  return html`<div class="stack">
    <p class="quiet">Everything is kept, there and here. No visitor’s page opens again by this.</p>
    <ul class="lines">${earlier.map((stage) => html`<li key=${stage.id}>${part(Button, { size: "s", onClick: () => onReopen(stageId(stage.id)), children: `Back to ${stage.body.title}` })}</li>`)}</ul>
  </div>`;
}

/** @param {SheetProps} props */
function Adjourn({ live, onClose }) {
  const { store } = live;
  const parked = store.records("parked").filter((one) => !one.body.settled);
  const loose = store.records("unknown").filter((one) => !one.body.answer && !(one.body.owner && one.body.due)).length;
  const dateless = standingsOf(live).find((one) => one.criterion === "dates_set")?.missing.length ?? 0;
  const left = [parked.length > 0 && `${parked.length} in the parking lot`, loose && `${loose} open ${loose === 1 ? "question" : "questions"} without a name and a date`, dateless && `${dateless} of the four dates without a day`].filter(Boolean);
  return html`<div class="stack">
    <p>The sitting ends: everybody is out and the clock stands still. Nothing is lost, and what may be done from home goes on.</p>
    ${left.length > 0 && html`<p class="warn">Still open: ${left.join(", ")}.</p>`}
    ${part(StillOut, { live })}
    ${parked.length > 0 && html`<section><h3 class="talk-title">In the parking lot</h3><p class="small faint">Each gets an answer before people go home: answered, an action, next time, or dropped with a word why.</p>
      <ul class="lines">${parked.map((one) => part(ParkedItem, { live, item: one, key: one.id }))}</ul></section>`}
    <div>${part(Button, { look: "danger", children: "Adjourn now", onClick: () => (void live.send("stage.adjourn", {}), onClose()) })}</div>
  </div>`;
}

/** @param {SheetProps} props the guest and the second-level manager leave before the team goes on: asked, not assumed */
function Leaving({ live, onGo }) {
  const { store, send } = live;
  const inside = peopleOf(store).filter((one) => isVisitor(one) && one.body.window === "open" && isHere(one));
  return html`<div class="stack">
    <p>From here on the workshop is the team’s alone. Look at the chairs.</p>
    <ul class="lines">${inside.map((one) => html`<li key=${one.id} class="row apart">
      <span>Has <bdi>${one.body.name}</bdi> left the room? <span class="small faint">${ROLES[one.body.role]}</span></span>
      ${part(Button, { size: "s", children: "Has left", onClick: () => void send("people.attest", { person: one.id, presence: "left" }) })}</li>`)}</ul>
    ${inside.length === 0 && html`<p class="good">Everybody from outside has left.</p>`}
    <div>${part(Button, { onClick: onGo, children: inside.length ? "Go on: their pages close" : "Go on" })}</div>
  </div>`;
}
