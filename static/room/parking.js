// The parking lot: kept, not now. Everybody may settle an item with a word of reason; adding takes one line.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { Menu } from "../parts/menu.js";
import { authorOf } from "./contribution.js";
import { backTo, isOnPage } from "./park.js";
import { Returned } from "./returned.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const WAYS = [
  { id: "answered", title: "It is answered" },
  { id: "action", title: "It became an action" },
  { id: "next_session", title: "Next time" },
  { id: "dropped", title: "Drop it" },
];

/** @type {{[way: string]: string}} */
const SETTLED = { answered: "answered", action: "became an action", next_session: "next time", dropped: "dropped" };

/** @param {{live: Live, onLook?: ((slot: string) => void) | undefined}} props `onLook` leads to the board something came from */
export function ParkingList({ live, onLook }) {
  const { store, send } = live;
  const items = store.records("parked");
  const open = items.filter((one) => !one.body.settled);
  const done = items.filter((one) => one.body.settled);
  return html`<div class="stack">
    ${part(Composer, {
      label: "Park something", draftKey: `${live.boot.seat}:parked`, word: "Park", placeholder: "Who pays for it?",
      onAdd: (texts) => void texts.forEach((text) => send("talk.add_parked", { text })),
    })}
    ${store.ready.value && items.length === 0 && store.ghosts("talk.add_parked").length === 0 &&
    part(Empty, { say: "What matters, but not now, waits here. At the end of the day everything in it gets an answer.", example: "“And who decides that on their side?”" })}
    <ul class="lines">
      ${open.map((one) => part(Item, { live, item: one, onLook, key: one.id }))}
      ${store.ghosts("talk.add_parked").map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.text}</p></li>`)}
      ${part(Returned, { live, types: ["talk.park", "talk.settle"] })}
      ${done.map((one) => html`<li key=${one.id} class="faint">
        <p dir="auto">${one.body.text}</p>
        <p class="small">${SETTLED[one.body.settled]}${one.body.how && html`: <span dir="auto">${one.body.how}</span>`}</p>
      </li>`)}
    </ul>
  </div>`;
}

/** @param {{live: Live, item: WireRecord, onLook?: ((slot: string) => void) | undefined}} props */
export function Item({ live, item, onLook }) {
  const [way, setWay] = useState("");
  const { send } = live;
  return html`<li>
    <div class="row apart">
      <p dir="auto" class="lines-words">${item.body.text}</p>
      ${part(Menu, { label: `Settle: ${item.body.text.slice(0, 60)}`, items: WAYS.map((one) => ({ ...one, onPick: () => setWay(one.id) })), children: "Settle", size: "s" })}
    </div>
    ${part(Origin, { live, item, onLook })}
    ${way && part(Reason, { way, onCancel: () => setWay(""), onGive: (how) => (setWay(""), void send("talk.settle", { id: item.id, settled: way, how })) })}
  </li>`;
}

/** @param {{live: Live, item: WireRecord, onLook?: ((slot: string) => void) | undefined}} props who parked it, what it came from and whose that was, and the way back */
function Origin({ live, item, onLook }) {
  const origin = item.body.origin ? live.store.record(item.body.origin) : undefined;
  const { author, byline } = origin ? authorOf(live, origin) : { author: undefined, byline: undefined };
  const whose = author?.name ?? byline ?? "";
  const word = origin ? (WORDS[origin.kind] ?? origin.kind.replaceAll("_", " ")) : "";
  return html`<p class="small faint">Parked by <bdi>${nameOf(live.store, item.by)}</bdi>${origin && html`, from ${whose && html`<bdi>${whose}</bdi>’s `}${!whose && "a "}${word}
    ${(onLook || isOnPage(origin)) && part(Button, { size: "s", look: "quiet", icon: "back", onClick: () => backTo(live, origin, onLook), label: `Back to it: ${item.body.text.slice(0, 60)}`, children: "Back to it" })}`}</p>`;
}

/** @type {{[kind: string]: string}} what a record is called, where its kind's name is not its word */
const WORDS = { note: "card", brief: "note of the briefing", unknown: "open question", minute: "line of the minutes", card: "fact" };

/** @param {{way: string, onGive: (how: string) => void, onCancel: () => void}} props */
function Reason({ way, onGive, onCancel }) {
  const [how, setHow] = useState("");
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => box.current?.focus(), []);
  const needed = way === "dropped";
  /** @param {Event} event */
  const give = (event) => {
    event.preventDefault();
    if (how.trim() || !needed) onGive(how.trim());
  };
  return html`<form class="row gap-s" onSubmit=${give}>
    <input class="settle-how" aria-label=${needed ? "Why it is dropped" : "In a word"} placeholder=${needed ? "Why?" : "In a word, if you like"} required=${needed}
      dir="auto" value=${how} maxlength="400" ref=${box} onInput=${(/** @type {any} */ e) => setHow(e.target.value)} />
    ${part(Button, { type: "submit", size: "s", children: WAYS.find((one) => one.id === way)?.title ?? "Settle" })}
    ${part(Button, { size: "s", look: "quiet", onClick: onCancel, children: "Not yet" })}
  </form>`;
}
