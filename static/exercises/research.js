// The three Cs: one fact a card, and where it comes from; what nobody knows yet stands beside them with an owner and a day.
import { useEffect, useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Choice } from "../parts/choice.js";
import { Empty } from "../parts/empty.js";
import { Unsaid } from "../parts/unsaid.js";
import { Tabs } from "../parts/tabs.js";
import { useAloud } from "../room/aloud.js";
import { FromDesk } from "../room/from_desk.js";
import { useAnnounce } from "../room/announce.js";
import { Contribution } from "../room/contribution.js";
import { edited, present } from "../room/edits.js";
import { LookAlikes, useJoining } from "../room/joining.js";
import { OnTheWay } from "../room/on_the_way.js";
import { shownSources } from "../room/sources.js";
import { UndoLine } from "../room/undo.js";
import { ownFirst, ownPieces } from "../room/shares.js";
import { useNarrow } from "../room/narrow.js";
import { useWanted } from "../room/wanted.js";
import { short } from "../room/words.js";
import { CS, isBare, matches, titleOf } from "./research/cs.js";
import { AddCard } from "./research/add_card.js";
import { DetailSheet } from "./research/detail.js";
import { Unknowns } from "./research/unknowns.js";

export { openRecord } from "../room/wanted.js";

/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

export const wide = true;

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const { store } = live;
  const [box, narrow] = useNarrow(640);
  const own = ownPieces(store, "research");
  const cs = ownFirst(CS, (one) => own.has(one.id));
  const mine = own.size ? (cs[0]?.id ?? "") : "";
  const [c, setC] = useState(mine || "customer");
  useEffect(() => {
    if (mine) setC(mine);
  }, [mine]);
  const [filter, setFilter] = useState({ words: "", which: "all" });
  const [open, setOpen] = useState("");
  const { person, line } = useAloud(live);
  const cards = present(store, "card");
  const joining = useJoining(live, cards);
  useAnnounce(live, cards);
  useWanted((id) => {
    const card = cards.find((one) => one.id === id);
    setFilter({ words: "", which: "all" });
    if (card || store.record(id)?.kind === "unknown") setC(card?.body.c ?? "unknown");
    if (card && isBare(card.body)) setOpen(id);
  });
  const shown = cards.filter((card) => matches(live, card, filter));
  const draw = (/** @type {WireRecord} */ card) => part(Fact, { live, card, key: card.id, onOpen: () => setOpen(card.id), menu: joining.items(card) });
  const lane = (/** @type {import("./research/cs.js").C} */ one) => part(Lane, { live, c: one, cards: shown.filter((card) => card.body.c === one.id), filtered: shown.length < cards.length, draw, headless: narrow });
  const unknowns = part(Unknowns, { live });
  const count = (/** @type {string} */ id) => shown.filter((card) => card.body.c === id).length;
  const tabs = [...cs.map((one) => ({ id: one.id, title: one.title, count: count(one.id) })), { id: "unknown", title: "Not known", count: present(store, "unknown").filter((one) => !one.body.answer).length }];
  const add = part(AddCard, { live, slot, c: c === "unknown" ? "customer" : c, onC: setC, narrow, onBehalf: () => person });
  const filtering = cards.length > 5 && part(Filter, { filter, onChange: setFilter, live, cards });
  const writes = part(FromDesk, { live, children: html`${line}${add}` });
  return html`<div class="research" ref=${box}>
    ${narrow
      ? part(Tabs, { label: "Customer, competitor, company", tabs, value: c, onChoose: setC, children: c === "unknown" ? unknowns : html`${writes}${filtering}${CS.filter((one) => one.id === c).map(lane)}` })
      : html`${writes}${filtering}<div class="research-lanes">${cs.map(lane)}</div>${unknowns}`}
    ${part(UndoLine, { live })} ${joining.sheet}
    ${open && part(DetailSheet, { live, id: open, onClose: () => setOpen("") })}
  </div>`;
}

/** @param {{ live: Live, c: import("./research/cs.js").C, cards: WireRecord[], filtered: boolean, headless: boolean, draw: (card: WireRecord) => import("../live/part.js").VNode }} props */
function Lane({ live, c, cards, filtered, draw, headless }) {
  const empty = cards.length ? null : filtered ? html`<p class="small faint">Nothing here fits the filter.</p>` : part(Empty, { say: c.say, example: c.example });
  return html`<section class=${names("lane", c.voice && `lane-${c.voice}`)} aria-label=${c.title}>
    ${!headless && html`<h2 class="lane-title">${c.title} <span class="lane-count">${cards.length}</span></h2>`}
    ${part(OnTheWay, { live, types: ["research.add_card", "research.add_cards"], fits: (ghost) => ghost.data.c === c.id, texts: (ghost) => ghost.data.lines ?? [ghost.data.text], empty })}
    ${[...cards].reverse().map(draw)}
  </section>`;
}

/** @param {{ live: Live, card: WireRecord, onOpen: () => void, menu: import("../parts/menu.js").MenuItem[] }} props one fact with what it rests on */
function Fact({ live, card, onOpen, menu }) {
  const { body } = edited(live.store, card).record;
  const others = CS.filter((one) => one.id !== body.c).map((one) => ({
    id: one.id, title: `Move to ${one.title}`, onPick: () => void live.send("record.edit", { id: card.id, set: { c: one.id } }, { rev: card.rev }),
  }));
  const bare = isBare(body);
  const aside = body.confidence === "guess" ? html`<span class="tag">a guess</span>` : body.c === "competitor" && body.whose ? html`<span class="tag">${body.whose === "ours" ? "our rival" : "their rival"}</span>` : undefined;
  return part(Contribution, {
    live, record: card, team: true, voice: body.c === "customer" ? "customer" : body.c === "company" ? "ours" : undefined, sources: shownSources(live, body), aside,
    below: bare && part(Unsaid, { ask: "No source yet. Where does it come from?", of: body.text, onClick: onOpen }),
    menu: [{ id: "detail", title: "Source and certainty…", onPick: onOpen }, ...others, ...menu],
  });
}

/**
 * @param {{ live: Live, cards: WireRecord[], filter: { words: string, which: string }, onChange: (filter: { words: string, which: string }) => void }} props
 */
function Filter({ live, cards, filter, onChange }) {
  const bare = cards.filter((card) => isBare(card.body)).length;
  const options = [{ id: "all", title: "All" }, { id: "mine", title: "Mine" }, ...(bare || filter.which === "bare" ? [{ id: "bare", title: `No source, ${bare}` }] : [])];
  return html`<div class="board-bar">
    <label class="filter"><span class="spoken">Find a card</span>
      <input type="search" placeholder="Find a card" value=${filter.words} onInput=${(/** @type {Event} */ e) => onChange({ ...filter, words: /** @type {HTMLInputElement} */ (e.target).value })} /></label>
    <div class="row gap-s">
      ${part(Choice, { label: "Which cards", hideLabel: true, value: filter.which, onChoose: (which) => onChange({ ...filter, which }), options })}
      ${part(LookAlikes, { live, records: cards })}
    </div>
  </div>`;
}

/** @param {BoardProps} props the projector: how many facts for each C, and the three last */
export function Display({ live, slot }) {
  const cards = live.store.records("card");
  const ask = slot.body.prompt || slot.body.title;
  if (cards.length === 0) return html`<p class="screen-ask">${ask}</p>`;
  return html`<p class="screen-head">${ask}</p>
    <ul class="screen-list">${CS.map((one) => html`<li key=${one.id}><b class="num">${cards.filter((card) => card.body.c === one.id).length}</b> ${titleOf(one.id)}</li>`)}</ul>
    <p class="quiet" dir="auto">${short(cards.at(-1)?.body.text ?? "", 14)}</p>`;
}
