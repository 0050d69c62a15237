// Every part in its states, to compare and to try by hand: ?theme=dark
import { render } from "preact";
import { useState } from "preact/hooks";
import { html, part } from "../../static/live/part.js";
import { Banner } from "../../static/parts/banner.js";
import { Button } from "../../static/parts/button.js";
import { Card } from "../../static/parts/card.js";
import { Choice } from "../../static/parts/choice.js";
import { Composer } from "../../static/parts/composer.js";
import { KeptInput } from "../../static/parts/field.js";
import { Menu } from "../../static/parts/menu.js";
import { Picker } from "../../static/parts/picker.js";
import { SavedLight } from "../../static/parts/saved_light.js";
import { Sheet } from "../../static/parts/sheet.js";
import { Stepper } from "../../static/parts/stepper.js";
import { Tabs } from "../../static/parts/tabs.js";
import { Timebox } from "../../static/parts/timebox.js";

/** @typedef {import("../../static/parts/person.js").PersonView} PersonView */

/** @type {PersonView} */
const MAE = { id: "mae", name: "Maëlle Quéran", detail: "sales, Lille", presence: "remote" };
/** @type {PersonView} */
const WIK = { id: "wik", name: "Wiktor Zaręba", detail: "sales, Warsaw", presence: "remote" };
/** @type {PersonView} */
const XIA = { id: "xia", name: "陈晓梅", detail: "technical, London", presence: "room" };
const START = Date.now();
/** A clock that stands. */
const now = () => START;
/** @param {number} seconds */
const inSeconds = (seconds) => START + seconds * 1000;

const BANNERS = [
  ["hold", "Planning waits for Hester. Keep typing: it is sent when she is back."], ["offline", "You are offline; 3 changes waiting."],
  ["moving", "We move on to Actions in 3."], ["guest", "Julian Marsh is in the room."], ["notice", "Ingrid: coffee is outside, back at 10:50."],
];

function Gallery() {
  const [tab, setTab] = useState("live");
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState("They agree");
  const text = "Store equipment in France is decided by the banner, not by the group.";
  const idle = () => undefined;
  return html`<main class="plain plain-wide">
    <h1>Parts</h1>
    <p class="row">${part(Button, { look: "filled", children: "Reveal 23 cards" })} ${part(Button, { children: "Outline" })} ${part(Button, { look: "quiet", children: "Quiet" })}
      ${part(Button, { look: "danger", children: "Remove from the room" })} ${part(Button, { look: "filled", pending: true, children: "Saving" })} ${part(Button, { icon: "hand", pressed: true, children: "Hand up" })}</p>
    <p class="row gap-l">${[400, 60, 12, -40].map((left) => part(Timebox, { key: left, endsAt: inSeconds(left), total: 480_000, now, words: true }))}
      ${part(Timebox, { endsAt: null, total: 480_000, now, pausedLeft: 95_000 })} ${part(SavedLight, { waiting: 0, online: true })} ${part(SavedLight, { waiting: 2, online: true })} ${part(SavedLight, { waiting: 3, online: false })}</p>
    <div class="stack gap-s">${BANNERS.map(([kind, say]) => part(Banner, { kind: /** @type {any} */ (kind), children: say }))}</div>
    <div class="cards">
      ${part(Card, { record: { id: "1", body: { text } }, author: MAE, sources: [{ kind: "customer", title: "Julian Marsh, 09:41" }], voice: "customer", menu: [{ id: "a", title: "Edit", onPick: idle }] })}
      ${part(Card, { record: { id: "2", body: { text } }, mine: true, pending: true })}
      ${part(Card, { record: { id: "3", status: "withdrawn", body: { text } }, author: WIK })}
      ${part(Card, { record: { id: "4", body: { text } }, byline: "said aloud by Ana", late: "10:12", voice: "ours", aside: part(Stepper, { label: "Dots", value: 3, onChange: idle }) })}
      ${part(Card, { record: { id: "5", body: { text: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" } }, author: XIA, refused: "Writing has ended. Your words are kept here." })}
    </div>
    <div class="row gap-l">${part(Choice, { label: "How sure are we?", value: "some", onChoose: idle, options: [{ id: "low", title: "Hearsay" }, { id: "some", title: "Likely" }, { id: "high", title: "Certain" }] })}
      ${part(Menu, { label: "Move to…", children: "Move to…", items: [{ id: "a", title: "Customer", onPick: idle }, { id: "b", title: "Competitor", onPick: idle }] })}
      <span class="tag">potential</span> <span class="tag tag-good">accepted</span> <span class="tag tag-warn">late</span> <span class="tag tag-bad">declined</span> <span class="tag tag-customer">their words</span> <span class="tag tag-ours">ours</span></div>
    ${part(Picker, { label: "Owner", options: [MAE, WIK, XIA].map((p) => ({ id: p.id, title: p.name, ...(p.detail ? { hint: p.detail } : {}) })), value: "wik", onPick: idle })}
    ${part(Composer, { label: "Your objective", filled: true, draftKey: "gallery", hint: "Only you see these until the reveal.",
      onAdd: async () => ({ refused: "stage_closed", say: "Writing has ended. Your words are kept here; give them to the desk." }) })}
    ${part(Tabs, { label: "Stage", value: tab, onChoose: setTab, children: html`<p>What ${tab} shows</p>`,
      tabs: [{ id: "live", title: "Live" }, { id: "next", title: "Next" }, { id: "guide", title: "Guide" }] })}
    <label>Outcome ${part(KeptInput, { value: outcome, onKeep: (text) => text !== "no" && setOutcome(text) })}</label>
    ${part(Button, { children: "Somebody else changes it", onClick: () => setOutcome("They signed") })}
    ${part(Button, { children: "My actions", onClick: () => setOpen(true) })}
    ${part(Sheet, { title: "My actions", open, onClose: () => setOpen(false), children: html`<p>Ask Lille for the list.</p>` })}
    <p class="waiting" role="status">Waiting for the desk</p>
  </main>`;
}

document.documentElement.dataset["theme"] = new URLSearchParams(location.search).get("theme") ?? "";
render(part(Gallery, {}), document.body);
