// Taking back what was just done, with one press or Ctrl+Z: one's own writing for two minutes, and at the desk what
// was last done with the board or the room, named by what it was. The server says whether it still can be.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{event: number, say: string, until: number, command: string, data: any, firm?: boolean}} Offer */

/** Own writing can be taken back for so long (ms). */
const OWN_MS = 2 * 60_000;
/** For so long it is said why not (ms). */
const SAID_MS = 8000;
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

/** @param {Live} live @returns {Offer | undefined} what I did last and may still take back */
function ownOffer({ store, clock }) {
  const done = store.done.value.at(-1);
  if (!done || clock.serverNow() > done.at + OWN_MS) return undefined;
  return { event: done.event, say: done.say, until: done.at + OWN_MS, command: "record.undo", data: { event: done.event } };
}

/** @param {Live} live @returns {Offer | undefined} the later of what I and what the desk did last */
function deskOffer(live) {
  const { store, clock } = live;
  const own = ownOffer(live);
  const shared = /** @type {Offer | undefined} */ (store.record("undo")?.body);
  const fresh = shared && clock.serverNow() < shared.until ? shared : undefined;
  if (fresh?.command === "stage.back" && store.workshop.value?.body.lead !== store.me.value.person) return own;
  return fresh && (!own || fresh.event >= own.event) ? fresh : own;
}

/** What moves every screen is not done by a key: the key finds its button. @param {Offer} offer */
const movesTheRoom = (offer) => offer.command !== "record.undo" || offer.say.startsWith("started");

/** What does more than put things back says what it does. @type {{[command: string]: string}} */
const ITS_WORDS = { "stage.back": "Back, exactly as it was", "vote.reopen": "Open the vote again, its result seen" };

/** @param {Offer} offer */
const wordsFor = (offer) => ITS_WORDS[offer.command] ?? `Undo: ${offer.say}`;

/**
 * @param {Live} live
 * @param {(live: Live) => Offer | undefined} find
 */
function useTakingBack(live, find) {
  const [refused, setRefused] = useState("");
  const [pending, setPending] = useState(false);
  const [, redraw] = useState(0);
  const offer = find(live);
  useEffect(() => {
    const timer = refused ? setTimeout(() => setRefused(""), SAID_MS) : undefined;
    return () => clearTimeout(timer);
  }, [refused]);
  useEffect(() => {
    if (!offer) return undefined;
    const timer = setTimeout(() => redraw((count) => count + 1), Math.max(0, offer.until - live.clock.serverNow()) + 50);
    return () => clearTimeout(timer);
  }, [offer?.event]);
  const press = async () => {
    if (!offer?.command || pending) return;
    setPending(true);
    const answer = await live.send(offer.command, offer.data, { now: true });
    setPending(false);
    if (answer.ok) say(`Undone: ${offer.say}.`);
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (answer.refused !== "offline") live.store.dropDone(offer.event);
  };
  return { offer, refused, pending, press };
}

/** Ctrl+Z, or Cmd+Z, outside inputs, where it is the browser's own. @param {() => void} act */
function useUndoKey(act) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      const key = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
      if (!key || event.repeat || event.defaultPrevented || /** @type {any} */ (event.target)?.closest?.(TYPING)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** @param {{live: Live}} props in the bar of somebody's own page: in reach however long the board is */
export function OwnUndo({ live }) {
  const { offer, refused, pending, press } = useTakingBack(live, ownOffer);
  useUndoKey(() => void press());
  if (!offer && !refused) return null;
  return html`<span class="own-undo">
    ${offer && part(Button, { look: "quiet", icon: "undo", label: wordsFor(offer), title: wordsFor(offer), keys: "Control+Z", pending, onClick: () => void press() })}
    ${refused && html`<span class="field-error own-undo-refused" role="alert">${refused}</span>`}
  </span>`;
}

/** @param {{words: string}} props on a phone only what it does */
function Shorter({ words }) {
  const [verb, what] = words.split(": ", 2);
  return html`${verb}${what && html`<span class="wide-only">: ${what}</span>`}`;
}

/** @param {{live: Live}} props in the console's dock */
export function DeskUndo({ live }) {
  const { offer, refused, pending, press } = useTakingBack(live, deskOffer);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useUndoKey(() => {
    if (offer && movesTheRoom(offer)) box.current?.querySelector("button")?.focus();
    else void press();
  });
  if (!offer && !refused) return null;
  return html`<span class="desk-undo" ref=${box}>
    ${offer && (offer.command
      ? part(Button, { look: "quiet", size: "s", keys: "Control+Z", title: wordsFor(offer), label: wordsFor(offer), pending, onClick: () => void press(), children: part(Shorter, { words: wordsFor(offer) }) })
      : html`<span class="small quiet">${offer.say}</span>`)}
    ${refused && html`<span class="field-error" role="alert">${refused}</span>`}
  </span>`;
}
