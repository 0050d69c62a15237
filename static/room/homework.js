// Homework: one question, three facts with where they are from. Mine alone until the board opens, then on it by themselves.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Empty } from "../parts/empty.js";
import { TextField } from "../parts/field.js";
import { Contribution } from "./contribution.js";
import { TextForm } from "./correction.js";
import { present } from "./edits.js";
import { OnTheWay } from "./on_the_way.js";
import { Returned } from "./returned.js";
import { UndoLine } from "./undo.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{text: string, source: string, url: string}} Draft */

/** So many facts each are asked for. */
export const FACTS = 3;
const ADD = "homework.answer";
const BARE = { text: "", source: "", url: "" };

/** @param {Live["store"]} store @returns {WireRecord | undefined} my question, until its board has opened */
export function ownHomework(store) {
  const opened = store.record("stage:research")?.body.entered;
  return opened ? undefined : store.record(`homework:${store.me.value.person}`);
}

/** @param {Live["store"]} store how many facts I have ready */
export const factsReady = (store) => present(store, "finding").length;

/** @param {{live: Live, head?: boolean, first?: boolean}} props `head`: with a heading of its own; `first`: it is what this screen is for */
export function Homework({ live, head = true, first = true }) {
  const { store } = live;
  const mine = ownHomework(store);
  if (!mine) return null;
  const facts = present(store, "finding");
  const none = part(Empty, { say: "Three facts are plenty: what you know or found, one at a time, each with where it is from.", example: "Two thirds of their orders come from five customers. Annual report, page 14" });
  return html`<section class="homework stack" aria-label="Your homework">
    ${head && html`<p class="kicker">Your homework</p>`}
    <h2 class="homework-ask" dir="auto">${mine.body.question}</h2>
    <p class="small quiet"><b class="num">${facts.length}</b> of ${FACTS} facts. Only you see them, nobody else, the desk included. When the research opens they are on its board, with your name.</p>
    ${part(FactForm, { live, done: facts.length >= FACTS, first })}
    <div class="cards-list">${part(OnTheWay, { live, types: [ADD], empty: facts.length ? null : none })}
      ${[...facts].reverse().map((fact) => part(Fact, { live, fact, key: fact.id }))}</div>
    ${part(Returned, { live, types: [ADD] })} ${part(UndoLine, { live })}
  </section>`;
}

/** @param {string} key what is typed, kept in this tab @returns {[Draft, (draft: Draft) => void]} */
function useDraft(key) {
  const [draft, setDraft] = useState(() => /** @type {Draft} */ ({ ...BARE, ...JSON.parse(sessionStorage.getItem(key) ?? "{}") }));
  /** @param {Draft} next */
  const keep = (next) => {
    setDraft(next);
    if (next.text || next.source || next.url) sessionStorage.setItem(key, JSON.stringify(next));
    else sessionStorage.removeItem(key);
  };
  return [draft, keep];
}

/** @param {{live: Live, done: boolean, first: boolean}} props */
function FactForm({ live, done, first }) {
  const [draft, setDraft] = useDraft(`draft:${live.boot.seat}:homework`);
  const [wrong, setWrong] = useState("");
  const set = (/** @type {Partial<Draft>} */ some) => setDraft({ ...draft, ...some });
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    // Whoever goes on typing goes on with what is missing, else with the next fact.
    const found = draft.text.trim() && !draft.source.trim() ? "input" : "textarea";
    /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.currentTarget).querySelector(found))?.focus();
    if (!draft.text.trim() || !draft.source.trim()) return setWrong(draft.text.trim() ? "Where is it from? A page, a report, or who said it." : "Write the fact first.");
    setWrong("");
    void live.send(ADD, { text: draft.text.trim(), source: draft.source.trim(), url: draft.url.trim() });
    setDraft(BARE);
  };
  return html`<form class="homework-form stack gap-s" onSubmit=${add}>
    ${part(TextField, { label: "One fact", value: draft.text, onChange: (text) => set({ text }), rows: 2, most: 4000 })}
    <div class="field-row">
      ${part(TextField, { label: "Where it is from", value: draft.source, onChange: (source) => set({ source }), placeholder: "Annual report 2025, page 14" })}
      ${part(TextField, { label: "Its address, if it has one", value: draft.url, onChange: (url) => set({ url }), most: 2000, placeholder: "https://" })}
    </div>
    ${wrong && html`<p class="field-error" role="alert">${wrong}</p>`}
    <div>${part(Button, { type: "submit", look: done || !first ? "outline" : "filled", children: done ? "Keep one more" : "Keep this fact" })}</div>
  </form>`;
}

/** @param {{live: Live, fact: WireRecord}} props one fact, corrected or taken back until the board opens */
function Fact({ live, fact }) {
  const [changing, setChanging] = useState(false);
  const save = (/** @type {string} */ source) => (setChanging(false), void live.send("record.edit", { id: fact.id, set: { source } }, { rev: fact.rev }));
  const below = changing
    ? part(TextForm, { text: fact.body.source, label: "Where it is from", most: 200, onSave: save, onCancel: () => setChanging(false) })
    : html`<p class="small quiet fact-source">From <bdi>${fact.body.source}</bdi></p>`;
  return part(Contribution, { live, record: fact, nameless: true, below, menu: [{ id: "source", title: "Correct where it is from", onPick: () => setChanging(true) }] });
}
