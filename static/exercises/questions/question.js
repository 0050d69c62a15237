// One question for the customer, on every board: how it stands, who asks it, and what the desk can do with it.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { atDesk } from "../../room/aloud.js";
import { Contribution } from "../../room/contribution.js";
import { TextForm } from "../../room/correction.js";
import { nameOf, teamOptions } from "../../room/who.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../../parts/menu.js").MenuItem} MenuItem */
/** @typedef {{ id: string, what: "asks" | "park" } | null} Open */
/** @typedef {{ open: Open, set: (open: Open) => void }} Asking */

/** @param {Live} _live @returns {Asking} which question's sheet is open, one for a whole board */
export function useAsking(_live) {
  const [open, set] = useState(/** @type {Open} */ (null));
  return { open, set };
}

/** @param {Live} live @param {WireRecord} question @param {Asking} asking @returns {MenuItem[]} */
export function questionMenu(live, question, asking) {
  const { status, asks } = question.body;
  if (!atDesk(live) || status === "answered") return [];
  const choose = { id: "choose", title: status === "drafted" || status === "parked" ? "Will be asked" : "Not to be asked yet", onPick: () => void live.send("questions.choose", { question: question.id }) };
  const who = { id: "asks", title: asks ? "Somebody else asks it…" : "Who asks it…", onPick: () => asking.set({ id: question.id, what: "asks" }) };
  const park = { id: "park", title: "Park it, because…", onPick: () => asking.set({ id: question.id, what: "park" }) };
  return [choose, who, ...(status === "parked" ? [] : [park])];
}

/** @param {{ live: Live, question: WireRecord, asking: Asking, menu?: MenuItem[], below?: import("../../live/part.js").Children }} props */
export function Question({ live, question, asking, menu = [], below }) {
  const desk = atDesk(live);
  const chosen = question.body.status === "chosen";
  const choose = () => void live.send("questions.choose", { question: question.id });
  const toggle = desk && ["drafted", "chosen"].includes(question.body.status)
    ? part(Button, { size: "s", pressed: chosen, icon: chosen ? "check" : undefined, onClick: choose, of: question.body.text, children: chosen ? "To be asked" : "Ask it" })
    : part(Standing, { live, question });
  return part(Contribution, { live, record: question, aside: toggle, fixed: question.body.status === "answered", menu: [...menu, ...questionMenu(live, question, asking)],
    below: html`${desk && question.body.asks && html`<p class="question-asks small">asked by <bdi>${nameOf(live.store, question.body.asks)}</bdi></p>`} ${below}` });
}

/** @type {{[status: string]: string}} */
const STANDING = { drafted: "", chosen: "to be asked", put: "being asked", answered: "answered", parked: "parked" };

/** @param {{ live: Live, question: WireRecord }} props how it stands, in words */
export function Standing({ live, question }) {
  const { status, asks, why_parked: why } = question.body;
  const words = STANDING[status] ?? "";
  const mine = asks && asks === live.store.me.value.person && status !== "answered" && status !== "parked";
  return html`<span class="question-standing">
    ${words && html`<span class=${`tag ${status === "put" ? "tag-customer" : status === "answered" ? "tag-good" : ""}`} title=${why || undefined}>${words}</span>`}
    ${mine && html`<span class="tag tag-ours">you ask it</span>`}
  </span>`;
}

/** @param {{ live: Live, asking: Asking }} props who asks a question, or why it is not asked */
export function AskSheet({ live, asking }) {
  const { open, set } = asking;
  const question = open ? live.store.record(open.id) : undefined;
  if (!open || !question) return null;
  const close = () => set(null);
  const assign = (/** @type {string} */ person) => (close(), void live.send("questions.assign", { question: question.id, person }));
  const park = (/** @type {string} */ why) => (close(), void live.send("questions.park", { question: question.id, why }));
  const options = teamOptions(live.store);
  const body = open.what === "asks"
    ? html`${part(Picker, { label: "Who asks it", options, value: question.body.asks, onPick: assign })}
        <div class="row gap-s">${question.by && part(Button, { size: "s", onClick: () => assign(question.by), children: "Whoever wrote it" })}
        ${question.body.asks && part(Button, { size: "s", look: "quiet", onClick: () => assign(""), children: "Nobody yet" })}</div>`
    : html`<p class="field-hint">Only the team reads why.</p>${part(TextForm, { text: "", label: "Why it is not asked", word: "Park it", onSave: park, onCancel: close })}`;
  return part(Sheet, { title: open.what === "asks" ? "Who asks it" : "Why is it not asked?", open: true, onClose: close,
    children: html`<div class="stack"><p class="joining-into" dir="auto">${question.body.text}</p>${body}</div>` });
}
