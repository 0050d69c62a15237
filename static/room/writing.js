// Everybody writes, nobody sees: one input, the promise beside it, own cards, and an honest way out.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Card } from "../parts/card.js";
import { Composer, draftOf } from "../parts/composer.js";
import { Empty } from "../parts/empty.js";
import { say } from "../parts/live_region.js";
import { atDesk } from "./aloud.js";
import { Contribution, isMine } from "./contribution.js";
import { TextForm } from "./correction.js";
import { adding, present } from "./edits.js";
import { useNameless } from "./nameless.js";
import { OnTheWay } from "./on_the_way.js";
import { Returned } from "./returned.js";
import { UndoLine } from "./undo.js";
import { isManager, nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {WireRecord} slot whether what is written on it is its author's alone now */
export const isHidden = ({ body }) => body.mode === "write_reveal" && !body.revealed;

/** @param {Live} live @param {WireRecord} slot @returns {boolean | undefined} whether managers come after the team here; workshops from before there was such a choice do not say */
export const leaderLast = ({ store }, slot) => slot.body.leader_last ?? store.workshop.value?.body.leader_last;

/** @param {Live} live @param {WireRecord} slot whether managers' cards are shown after the team's here, and have not been yet */
const leadersWait = (live, slot) => Boolean(leaderLast(live, slot) && slot.body.mode === "write_reveal" && slot.body.naming === "named" && slot.body.led === 0);

/** @param {Live} live @param {WireRecord} slot whether nothing can be taken without a name now */
export const tooFew = ({ store }, slot) => Boolean(store.record(`written:${slot.id}`)?.body.too_few);

/**
 * @param {WireRecord} slot
 * @param {{waits?: boolean, few?: boolean, whose?: string}} [now] whether it is a manager's, and shown after the team's; whether too few are here to stay without a name; whose name stands on it
 * @returns {string} who will see what is written here, and when
 */
export function promiseOf(slot, { waits = false, few = false, whose = "your name" } = {}) {
  const { naming } = slot.body;
  if (few) return "Fewer than four of you are here, so that no card could stay without a name: none is taken. The facilitator can let you write with names.";
  if (slot.body.too_few && isHidden(slot)) return `With names, as fewer than four of you can write. ${promiseOf({ ...slot, body: { ...slot.body, too_few: false } }, { waits, whose })}`;
  if (waits) return "Only you see these until the facilitator shows them, after the team’s. Then everybody here does, with your name.";
  const named = naming === "function" ? "with your function in place of your name" : `with ${whose}`;
  if (naming === "anonymous" && isHidden(slot)) {
    return "Without names: nobody, the desk included, learns who wrote what. Until the reveal you can change yours, in this tab only.";
  }
  if (naming === "anonymous") return "Without names: what you add now is shown when the desk reveals again.";
  if (isHidden(slot)) return `Only you see these until the reveal. Then everybody here does, ${named}.`;
  return `Everybody here sees this at once, ${named}.`;
}

/**
 * @typedef {object} WritingProps
 * @property {Live} live
 * @property {WireRecord} slot
 * @property {"note" | "question"} kind
 */

/**
 * Own cards until the reveal. The input stands above it, in the board itself, so that it stays where it is
 * when the reveal comes: whoever is in the middle of a sentence goes on.
 * @param {WritingProps & { example: string }} props `example` in the customer's words
 */
export function OwnCards({ live, slot, kind, example }) {
  const { store } = live;
  const hidden = isHidden(slot);
  const own = present(store, kind).filter((one) => one.body.slot === slot.id && !one.body.breakout && isMine(live, one));
  const nameless = useNameless(live, slot, hidden && slot.body.naming === "anonymous");
  const none = own.length + nameless.notes.length === 0;
  return html`<div class="writing">
    <div class="cards-list">
      ${nameless.notes.map((note) => part(NamelessNote, { note, pending: nameless.waits(note.id), onChange: nameless.change, onTakeBack: nameless.takeBack, key: note.id }))}
      ${own.map((record) => part(Contribution, { live, record, nameless: true, closed: hidden, key: record.id }))}
    </div>
    ${nameless.notes.length === 0 && part(Sent, { live, slot, kind, empty: none ? part(Empty, { say: "One thought a card. Yours gather here.", example }) : null })}
    ${part(UndoLine, { live })} ${!atDesk(live) && part(NotClear, { live, slot })}
  </div>`;
}

/**
 * Cards of a line on their way to the board.
 * @param {WritingProps & { empty?: import("../live/part.js").VNode | null, look?: string }} props
 */
export const Sent = ({ live, slot, kind, empty, look }) =>
  part(OnTheWay, { live, types: [kind === "note" ? "capture.add_note" : "questions.add_question"], fits: (ghost) => ghost.data.slot === slot.id, empty, look });

/** Whoever is in the middle of a sentence at the reveal has so long to finish it (ms), as on the server. */
const GRACE_MS = 10_000;

/** @param {WireRecord} slot @param {string} key of the draft @returns {[boolean, () => void]} whether something was begun before the reveal and not sent, and what ends it */
function useUnsent(slot, key) {
  const hidden = isHidden(slot);
  const [unsent, setUnsent] = useState("");
  const was = useRef({ slot: slot.id, hidden });
  useEffect(() => {
    const before = was.current;
    was.current = { slot: slot.id, hidden };
    if (before.slot === slot.id && before.hidden && !hidden && draftOf(key)) setUnsent(slot.id);
  }, [slot.id, hidden]);
  return [unsent === slot.id && !hidden, () => setUnsent("")];
}

/** @param {{ live: Live, slot: WireRecord, acts: import("../parts/composer.js").Acts, onDone: () => void }} props begun before the reveal, and still one's own: to be shared, kept or discarded */
function Unsent({ live, slot, acts, onDone }) {
  const due = live.clock.tick.value > slot.body.revealed + GRACE_MS;
  useEffect(() => {
    if (due) say("The cards are revealed. What stands in your input is still yours alone.");
  }, [due]);
  if (!due) return null;
  const act = (/** @type {() => void} */ does) => () => (does(), onDone());
  return html`<div class="composer-offer"><span>The cards are revealed. This is still yours alone.</span>
    ${part(Button, { size: "s", onClick: act(acts.send), children: "Share it" })}
    ${part(Button, { size: "s", look: "quiet", onClick: onDone, children: "Keep it here" })}
    ${part(Button, { size: "s", look: "quiet", onClick: act(acts.discard), children: "Discard it" })}</div>`;
}

/** @param {WritingProps & { filled?: boolean, onBehalf?: () => string, photo?: string | undefined }} props the input with its promise; `photo` is what it is read from */
export function WriteOne({ live, slot, kind, filled, onBehalf, photo }) {
  const type = kind === "note" ? "capture.add_note" : "questions.add_question";
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  // What stood here when the sentence was begun: whoever began it without a name does not send it with one.
  const read = useRef({ slot: "", naming: "" });
  const began = () => (read.current.slot === slot.id ? read.current.naming : slot.body.naming);
  const quiet = slot.body.naming === "anonymous" && isHidden(slot);
  useLayoutEffect(() => live.keys.on("n", "Write", () => box.current?.querySelector("textarea")), []);
  useEffect(() => {
    live.presence.hush(quiet);
    return () => live.presence.hush(false);
  }, [quiet]);
  const by = onBehalf?.();
  const whose = by ? `the name of ${nameOf(live.store, by)}` : undefined;
  const send = adding(live, type, (text) => ({ text, slot: slot.id, naming: began(), written: Math.round(live.clock.serverNow()), ...(photo && { photo }) }), onBehalf);
  const draftKey = `${live.boot.seat}:${slot.id}`;
  const [unsent, settled] = useUnsent(slot, draftKey);
  return html`<div class="write-one" ref=${box}>
    ${part(Composer, {
      label: slot.body.prompt || slot.body.title, hideLabel: true, draftKey, ...(unsent && { offer: (acts) => part(Unsent, { live, slot, acts, onDone: settled }) }), placeholder: kind === "note" ? "One thought" : "One question", hint: promiseOf(slot, { waits: isManager(live.store) && leadersWait(live, slot), few: tooFew(live, slot), whose }), filled,
      ...send, onTyping: () => (read.current = { slot: slot.id, naming: began() }, send.onTyping()),
      onAdd: (/** @type {string[]} */ texts) => { const sent = send.onAdd(texts); read.current = { slot: "", naming: "" }; settled(); return sent; },
    })}
    ${part(Returned, { live, types: [type] })}
  </div>`;
}

/** @param {{ live: Live, slot: WireRecord, notes: WireRecord[] }} props own notes without a name that came after the reveal */
export function LateNameless({ live, slot, notes }) {
  const mine = useNameless(live, slot, true, notes.map((note) => String(note.body.text)));
  if (mine.notes.length === 0) return null;
  return html`<section class="late-nameless"><p class="small quiet">Kept without a name until the desk shows it:</p>
    <div class="cards-list">${mine.notes.map((note) => part(NamelessNote, { note, pending: mine.waits(note.id), onChange: mine.change, onTakeBack: mine.takeBack, key: note.id }))}</div></section>`;
}

/** @param {{ note: import("./nameless.js").Nameless, pending: boolean, onChange: (id: string, text: string) => void, onTakeBack: (id: string) => void }} props */
function NamelessNote({ note, pending, onChange, onTakeBack }) {
  const [changing, setChanging] = useState(false);
  const save = (/** @type {string} */ text) => (setChanging(false), onChange(note.id, text));
  if (changing) return html`<div class="card card-changing">${part(TextForm, { text: note.text, label: "Change your words", onSave: save, onCancel: () => setChanging(false) })}</div>`;
  return part(Card, { record: { id: note.id, body: { text: note.text } }, mine: true, pending, byline: "without a name",
    menu: [{ id: "edit", title: "Edit", onPick: () => setChanging(true) }, { id: "off", title: "Take it back", onPick: () => onTakeBack(note.id) }] });
}

/** @param {{ live: Live, slot: WireRecord }} props one honest way out */
function NotClear({ live, slot }) {
  const { store, send } = live;
  const sent = store.ghosts("capture.unclear").filter((ghost) => ghost.state === "waiting").length % 2 === 1;
  const said = store.records("unclear").some((one) => one.body.slot === slot.id && one.by === store.me.value.person) !== sent;
  return html`<p class="hang i-do-not-get-it">${part(Button, { size: "s", look: "quiet", pressed: said, onClick: () => void send("capture.unclear", { slot: slot.id }),
    children: said ? "The desk knows that you do not get it" : "I do not get the question" })}</p>`;
}

const STILL_YOURS = "Your own cards are still for you alone: the facilitator shows them after the team’s.";

/** @param {{ live: Live, slot: WireRecord }} props to a manager whose own cards stand on the board for her alone still */
export function LeaderWaits({ live, slot }) {
  const waits = isManager(live.store) && Boolean(slot.body.revealed) && leadersWait(live, slot);
  useEffect(() => {
    if (waits) say(STILL_YOURS);
  }, [waits]);
  return waits ? html`<p class="small quiet">${STILL_YOURS}</p>` : null;
}
