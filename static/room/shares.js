// Whose piece of a board it is: one's own first on one's own page, and for the desk how far each is. All else stays in reach.
import { useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { Returned } from "./returned.js";
import { isTeam, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/store.js").Store} Store */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{piece: string, title: string, done: number, of: number, people: string[]}} Piece */

/** What the pieces of a board are called. @type {{[board: string]: string}} */
export const PIECES = { white_space: "rows", research: "Cs", objectives: "objectives", actions: "strategies", opportunity_map: "opportunities" };

/** @param {Store} store @param {string} board @returns {Map<string, string[]>} whose each dealt piece is */
export const holdersOf = (store, board) => new Map(store.records("share").filter(({ body }) => body.board === board).map(({ body }) => [body.piece, body.people]));

/** @param {Store} store @param {string} board @returns {Set<string>} my own pieces */
export function ownPieces(store, board) {
  const me = store.me.value.person;
  return new Set([...holdersOf(store, board)].filter(([, people]) => people.includes(me)).map(([piece]) => piece));
}

/**
 * My own first, otherwise as it was.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => boolean} mine
 * @returns {T[]}
 */
export const ownFirst = (items, mine) => [...items.filter(mine), ...items.filter((one) => !mine(one))];

/** @param {Store} store @param {string} board @returns {Piece[]} every piece of a dealt board, as far as the server counts it */
export function piecesOf(store, board) {
  const holders = holdersOf(store, board);
  const rows = /** @type {Piece[]} */ (store.record(`pieces:${board}`)?.body.pieces ?? []);
  return rows.map((row) => ({ ...row, people: holders.get(row.piece) ?? [] }));
}

/** @param {string[]} all "Xia, Ros and Ben" */
export const andWords = (all) => (all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : (all[0] ?? ""));

/** @param {Piece} piece */
export const farWords = ({ done, of }) => (of ? `${done} of ${of}` : done ? `${done} so far` : "not begun");

/** @param {{live: Live, board: string}} props what is mine here, with whom, how far, and a way to hand it on */
export function MyPieces({ live, board }) {
  const { store } = live;
  const me = store.me.value.person;
  const [giving, setGiving] = useState("");
  const pieces = piecesOf(store, board);
  const mine = pieces.filter((one) => one.people.includes(me));
  if (mine.length === 0) return null;
  const given = pieces.find((one) => one.piece === giving);
  return html`<section class="my-pieces" aria-label="Yours">
    ${mine.map((one) => html`<p class="my-piece" key=${one.piece}><span><b>Yours: <bdi>${one.title}</bdi></b> <span class="num quiet">${farWords(one)}</span>${one.people.length > 1 && html`<span class="small quiet">, with <bdi>${andWords(one.people.filter((id) => id !== me).map((id) => nameOf(store, id)))}</bdi></span>`}</span>
      ${part(Menu, { label: `More for ${one.title}`, size: "s", items: [{ id: "give", title: "Hand it to others…", onPick: () => setGiving(one.piece) }] })}</p>`)}
    <p class="small faint">Yours stands first. Everything else is there as well.</p>
    ${part(Returned, { live, types: ["shares.give"], field: "" })}
    ${given && part(GiveSheet, { live, board, piece: given, onClose: () => setGiving("") })}
  </section>`;
}

/** @param {{live: Live, board: string, piece: Piece, onClose: () => void}} props who has it from now on */
function GiveSheet({ live, board, piece, onClose }) {
  const [chosen, setChosen] = useState(/** @type {string[]} */ (piece.people));
  const turn = (/** @type {string} */ id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const give = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (chosen.length === 0) return;
    void live.send("shares.give", { board, piece: piece.piece, people: chosen });
    onClose();
  };
  const team = peopleOf(live.store).filter((one) => isTeam(one) && one.body.admitted);
  return part(Sheet, { title: "Whose is it?", open: true, onClose, children: html`<form class="stack" onSubmit=${give}>
    <p><b dir="auto">${piece.title}</b></p>
    <fieldset class="ticks"><legend class="spoken">People</legend>${team.map((one) => html`<label class="tick" key=${one.id}><input type="checkbox" checked=${chosen.includes(one.id)} onChange=${() => turn(one.id)} />
      <span><bdi>${one.body.name}</bdi> <span class="small faint">${one.body.function}</span></span></label>`)}</fieldset>
    <div>${part(Button, { type: "submit", children: chosen.length ? `Give it to ${chosen.length === 1 ? nameOf(live.store, chosen[0] ?? "") : `these ${chosen.length}`}` : "Choose somebody" })}</div>
  </form>` });
}

/** @param {{live: Live, board: string}} props for the desk: every piece, how far it is, and whose */
export function DealtOut({ live, board }) {
  const { store, send } = live;
  const [giving, setGiving] = useState("");
  if (holdersOf(store, board).size === 0) return null;
  const pieces = piecesOf(store, board);
  const given = pieces.find((one) => one.piece === giving);
  const again = () => void send("shares.deal", { board });
  const back = () => void send("shares.take_back", { board }, { now: true });
  return html`<section class="dealt" aria-label="Dealt out">
    <div class="row apart"><h2 class="lane-title">Dealt out <span class="lane-count">${pieces.length}</span></h2>
      <span class="row gap-s">${part(Button, { size: "s", onClick: again, children: "Deal again" })} ${part(Button, { size: "s", look: "quiet", onClick: back, children: "Take all back" })}</span></div>
    ${part(Returned, { live, types: ["shares.give"], field: "" })}
    <ul class="dealt-list">${pieces.map((one) => part(DealtRow, { live, board, piece: one, onGive: () => setGiving(one.piece), key: one.piece }))}</ul>
    ${given && part(GiveSheet, { live, board, piece: given, onClose: () => setGiving("") })}
  </section>`;
}

/** @param {{live: Live, board: string, piece: Piece, onGive: () => void}} props "Castorama row: 3 of 6, Xia and Ros" */
function DealtRow({ live, board, piece, onGive }) {
  const { done, of, people, title } = piece;
  const items = [{ id: "give", title: "Give it to…", onPick: onGive },
    ...(people.length ? [{ id: "back", title: "Take it back", hint: "It is everybody’s again", onPick: () => void live.send("shares.take_back", { board, piece: piece.piece }, { now: true }) }] : [])];
  return html`<li class="dealt-row">
    <span class=${names("dealt-words", of > 0 && done >= of && "good")}><b dir="auto">${title}</b>: <span class="num">${farWords(piece)}</span>${people.length ? html`, <bdi>${andWords(people.map((id) => nameOf(live.store, id)))}</bdi>` : html`, <span class="warn">nobody’s</span>`}</span>
    ${part(Menu, { label: `More for ${title}`, size: "s", items })}</li>`;
}
