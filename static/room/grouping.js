// Cards under headings: dragged, or moved with a list; a new heading is one word away. The same for notes and for questions.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { Picker } from "../parts/picker.js";
import { Sheet } from "../parts/sheet.js";
import { Conflicts, TextForm } from "./correction.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{id: string, title: string}} Heading */
/**
 * What a board says about its headings.
 * @typedef {object} Grouping
 * @property {Heading[]} headings
 * @property {(card: WireRecord) => string} under the id of a card's heading, "" when it is loose
 * @property {(card: string, heading: string) => void} move "" makes it loose
 * @property {(title: string, cards: string[]) => void} add
 * @property {(heading: string, title: string, rev: number) => void} rename `rev`: of the heading as it was when its name was taken up
 * @property {(heading: string) => void} dissolve its cards become loose
 * @property {boolean} [fixed] the headings stand: nothing moves until the desk opens them again
 */

const DRAGGED = "text/x-card";
const LOOSE = "";

/**
 * @param {object} props
 * @param {import("../live/boot.js").Live} props.live
 * @param {Grouping} props.grouping
 * @param {WireRecord[]} props.cards in the order in which they show
 * @param {(card: WireRecord, move: import("../parts/menu.js").MenuItem) => Children} props.draw one card, with the way to move it
 * @param {string} props.loose what cards without a heading are called
 */
export function Groups({ live, grouping, cards, draw, loose }) {
  const [moving, setMoving] = useState(/** @type {string | null} */ (null));
  useLayoutEffect(() => live.keys.on("g", "Move the card to…", () => (focused() ? setMoving(focused()) : false)), []);
  const { headings } = grouping;
  const known = new Set(headings.map((one) => one.id));
  const under = (/** @type {string} */ id) => cards.filter((card) => (known.has(grouping.under(card)) ? grouping.under(card) : LOOSE) === id);
  const mover = (/** @type {WireRecord} */ card) => {
    const other = movedBy(live, card.id);
    return { id: "move", title: "Move to…", hint: grouping.fixed ? "The headings stand" : other ? `${other} is moving this` : "G", onPick: () => setMoving(card.id) };
  };
  const card = grouping.fixed ? undefined : cards.find((one) => one.id === moving);
  const all = (/** @type {string} */ id) => under(id).map((one) => part(Dragged, { live, id: one.id, key: one.id, fixed: grouping.fixed, children: draw(one, mover(one)) }));
  const left = under(LOOSE);
  return html`<div class="groups">
    ${headings.length > 0 && html`<div class="groups-headed">
      ${headings.map((one) => part(Group, { live, key: one.id, heading: one, grouping, count: under(one.id).length, children: all(one.id) }))}
    </div>`}
    <section class="groups-loose">
      ${part(DropZone, { onDrop: (id) => grouping.move(id, LOOSE), children: html`
        ${headings.length > 0 && html`<h2 class="groups-title">${loose} <span class="lane-count">${left.length}</span></h2>`}
        <div class="cards">${all(LOOSE)}</div>` })}
    </section>
    ${card && part(MoveSheet, { live, grouping, card, onClose: () => setMoving(null) })}
  </div>`;
}

/** The card in which the focus is, for the key that moves it. */
const focused = () => document.activeElement?.closest("[data-card]")?.getAttribute("data-card") ?? null;

/** @param {import("../live/boot.js").Live} live @param {string} id who else has this card in their hand, "" if nobody */
function movedBy({ store }, id) {
  const person = store.people.value.moves.get(id);
  return person && person !== store.me.value.person ? nameOf(store, person) : "";
}

/**
 * The card that was pressed last. A browser looks for what is dragged where it was pressed, but only once the mouse
 * moves: what others wrote meanwhile may have put another card there.
 * @type {HTMLElement | null}
 */
let pressed = null;

/** @param {{ live: import("../live/boot.js").Live, id: string, fixed: boolean | undefined, children: Children }} props */
function Dragged({ live, id, fixed, children }) {
  const other = movedBy(live, id);
  /** @param {MouseEvent} event */
  const press = ({ currentTarget }) => (pressed = /** @type {HTMLElement} */ (currentTarget));
  /** @param {DragEvent} event */
  const start = ({ dataTransfer }) => {
    const taken = pressed?.dataset.card ?? id;
    live.holding.take(taken);
    if (!dataTransfer) return;
    dataTransfer.setData(DRAGGED, taken);
    dataTransfer.effectAllowed = "move";
    if (pressed && taken !== id) dataTransfer.setDragImage(pressed, 0, 0);
  };
  return html`<div class=${names("dragged", other && "dragged-away")} data-card=${id} draggable=${!fixed && !other} onMouseDown=${press} onDragStart=${start} onDragEnd=${() => live.holding.release()}>
    ${children}${other && html`<p class="dragged-by small"><bdi>${other}</bdi> is moving this</p>`}
  </div>`;
}

/** @param {{ onDrop: (card: string) => void, children: Children }} props */
function DropZone({ onDrop, children }) {
  const [over, setOver] = useState(false);
  /** @param {DragEvent} event */
  const hover = (event) => {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  /** @param {DragEvent} event */
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    const id = event.dataTransfer?.getData(DRAGGED);
    if (id) onDrop(id);
  };
  return html`<div class=${names("drop-zone", over && "drop-zone-over")} onDragOver=${hover} onDragLeave=${() => setOver(false)} onDrop=${drop}>${children}</div>`;
}

/** @param {{ live: import("../live/boot.js").Live, heading: Heading, grouping: Grouping, count: number, children: Children }} props */
function Group({ live, heading, grouping, count, children }) {
  const [naming, setNaming] = useState(/** @type {number | null} */ (null));
  const record = live.store.record(heading.id);
  const items = [
    { id: "rename", title: "Rename", onPick: () => setNaming(record?.rev ?? 0) },
    { id: "dissolve", title: "Take the heading off", hint: "The cards stay", onPick: () => grouping.dissolve(heading.id) },
  ];
  const rename = (/** @type {string} */ title) => (setNaming(null), grouping.rename(heading.id, title, naming ?? 0));
  const title = naming !== null
    ? part(TextForm, { text: heading.title, label: "Name of the heading", most: 200, onSave: rename, onCancel: () => setNaming(null) })
    : html`<h2 class="groups-title"><span dir="auto">${heading.title}</span> <span class="lane-count">${count}</span></h2>
        ${part(Menu, { label: `More for “${heading.title}”`, items })}`;
  return html`<section class="group">${part(DropZone, { onDrop: (id) => grouping.move(id, heading.id), children: html`
    <div class="group-head">${title}</div>
    ${record && part(Conflicts, { live, record })}
    ${count === 0 && html`<p class="small faint">Drag a card here, or “Move to…”.</p>`}
    <div class="cards-list">${children}</div>` })}</section>`;
}

/** @param {{ live: import("../live/boot.js").Live, grouping: Grouping, card: WireRecord, onClose: () => void }} props */
function MoveSheet({ live, grouping, card, onClose }) {
  useEffect(() => (live.holding.take(card.id), () => live.holding.release()), [card.id]);
  const from = grouping.under(card);
  const to = (/** @type {string} */ id) => (grouping.move(card.id, id), onClose());
  const add = (/** @type {string} */ title) => (grouping.add(title.slice(0, 200), [card.id]), onClose());
  const places = grouping.headings.filter((one) => one.id !== from);
  return part(Sheet, { title: "Move to…", open: true, onClose, children: html`<div class="stack">
    <p class="joining-into" dir="auto">${card.body.text}</p>
    ${part(Picker, { label: "A heading, or a new one", options: places, placeholder: "Type a word", onPick: to, onNew: add })}
    <div class="row gap-s">
      ${places.slice(0, 12).map((one) => part(Button, { key: one.id, size: "s", onClick: () => to(one.id), children: html`<span dir="auto">${one.title}</span>` }))}
      ${from && part(Button, { size: "s", look: "quiet", onClick: () => to(LOOSE), children: "No heading" })}
    </div>
  </div>` });
}

/** @param {{ onAdd: (title: string) => void }} props a heading before its cards */
export function NewHeading({ onAdd }) {
  const [naming, setNaming] = useState(false);
  if (!naming) return part(Button, { size: "s", icon: "plus", onClick: () => setNaming(true), children: "New heading" });
  const add = (/** @type {string} */ title) => (setNaming(false), onAdd(title));
  return html`<div class="new-heading">${part(TextForm, { text: "", label: "Name of the heading", word: "Add", most: 200, onSave: add, onCancel: () => setNaming(false) })}</div>`;
}
