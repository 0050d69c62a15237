// One promise as a sentence, and what its owner, its proposer and everybody else can do with it.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { wayWords } from "../../parts/card.js";
import { dayWords, dueWords, timeOf } from "../../parts/dates.js";
import { DayField, TextField } from "../../parts/field.js";
import { Menu } from "../../parts/menu.js";
import { Picker } from "../../parts/picker.js";
import { Sheet } from "../../parts/sheet.js";
import { atDesk } from "../../room/aloud.js";
import { AskText } from "../../room/ask_text.js";
import { onDevice } from "../../room/contribution.js";
import { Conflicts } from "../../room/correction.js";
import { takeOff } from "../../room/undo.js";
import { nameOf, TEAM, teamOptions } from "../../room/who.js";
import { short } from "../../room/words.js";
import { todayOf, zoneOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

/** @type {{[progress: string]: string}} */
export const PROGRESS = { done: "done", on_track: "on track", late: "late", blocked: "blocked", cancelled: "cancelled" };

/** How an action stands when nothing is left to do for it. */
export const OVER = ["done", "cancelled"];

/** @param {Live} live @param {Shown} action */
export const isMine = (live, action) => action.body.owner === live.store.me.value.person;

/** @param {Live} live @param {Shown} action whether I could carry it instead */
const mayTake = (live, action) => !isMine(live, action) && TEAM.includes(live.store.me.value.role);

/** @param {Live} live @param {Shown} action */
const take = (live, action) => void live.send("actions.reassign", { action: action.id, owner: live.store.me.value.person });

/**
 * @param {object} props
 * @param {Live} props.live
 * @param {Shown} props.action
 * @param {boolean} [props.asked] where I am asked; elsewhere on the page my open ones stand without the same buttons again
 * @param {boolean} [props.pass] where it is about who carries too much: taking it over, or asking somebody else, is in reach
 */
export function Promise_({ live, action, asked, pass }) {
  const [sheet, setSheet] = useState("");
  const { store } = live;
  const { body } = action;
  const today = todayOf(live);
  const mine = isMine(live, action);
  const called = `${mine ? "I" : nameOf(store, body.owner)}: ${short(body.what, 8)}`;
  const close = () => setSheet("");
  return html`<article class=${names("promise-card", mine && "promise-mine", `promise-${body.state ?? "proposed"}`)} data-record=${action.id} aria-label=${called} aria-busy=${action.pending ? "true" : undefined}>
    <p class="promise-sentence" dir="auto"><b class="promise-owner"><bdi>${mine ? "I" : nameOf(store, body.owner)}</bdi></b> will ${lower(body.what)}, so that ${lower(body.outcome)}, by <span class="promise-when">${dayWords(body.due, today)}.</span></p>
    ${body.with_whom && html`<p class="small quiet">With <span dir="auto">${body.with_whom}</span></p>`}
    ${body.first_step && html`<p class="small quiet">First step this week: <span dir="auto">${body.first_step}</span></p>`}
    ${part(Changed, { action, today, live })}
    <div class="promise-foot">
      ${part(Standing, { live, action, today })}
      <div class="promise-answers">
        ${mine && !action.pending && (asked || body.state !== "proposed") && part(Answer, { live, action, onSheet: setSheet })}
        ${body.counter?.due || body.counter?.what || body.counter?.outcome ? part(Counter, { live, action, mine }) : null}
        ${pass && !action.pending && part(Pass, { live, action, onAsk: () => setSheet("reassign") })}
        ${!action.pending && part(Menu, { label: `More for “${short(body.what, 8)}”`, icon: "more", look: "quiet", size: "s", items: menuOf(live, action, setSheet) })}
      </div>
    </div>
    ${part(Conflicts, { live, record: action })}
    ${sheet && part(Sheets, { live, action, sheet, onClose: close })}
  </article>`;
}

/** @param {string} text a clause inside a sentence; a first word such as SAP, B&Q or 3M stays as it is written */
export function lower(text) {
  const words = String(text ?? "").trim().replace(/[.\s]+$/u, "");
  const rest = words.split(/[\s,;:]/u, 1)[0]?.slice(1) ?? "";
  return /[^\p{Ll}'’-]/u.test(rest) ? words : words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

/** @param {{live: Live, action: Shown, today: string}} props where it stands, in words and a colour */
function Standing({ live, action, today }) {
  const { body } = action;
  if (action.pending) return html`<span class="tag">${body.state === "accepted" ? "promised, " : ""}${wayWords(action.pending)}</span>`;
  if (body.progress) return html`<span class=${names("tag", body.progress === "done" && "tag-good", ["late", "blocked"].includes(body.progress) && "tag-warn")}>${PROGRESS[body.progress]}</span>`;
  if (body.state === "declined") return html`<span class="tag tag-bad">declined: <span dir="auto">${body.declined_why}</span></span>`;
  if (body.state === "accepted") {
    const zone = zoneOf(live.store);
    const via = body.answered_via ?? "";
    const aloud = !via ? "" : onDevice(live.store, via) ? `, on ${nameOf(live.store, via)}’s device` : ", said aloud";
    return html`<span class="tag tag-good">accepted ${timeOf(body.answered_at, zone)}${aloud} · ${dueWords(body.due, today)}</span>`;
  }
  return html`<span class="tag tag-warn">waits for ${isMine(live, action) ? "your" : "an"} answer</span>`;
}

/** @param {{live: Live, action: Shown, today: string}} props what changed since the owner last said yes */
function Changed({ live, action, today }) {
  const before = action.body.before ?? {};
  const say = [];
  if (before.due) say.push(`the date was ${dayWords(before.due, today)}`);
  if (before.what) say.push(`it said “${before.what}”`);
  if (before.outcome) say.push(`the outcome was “${before.outcome}”`);
  if (before.owner) say.push(`it was ${nameOf(live.store, before.owner)}’s`);
  return say.length > 0 ? html`<p class="small promise-changed">Changed since it was accepted: ${say.join("; ")}.</p>` : null;
}

/** @param {{live: Live, action: Shown, onSheet: (sheet: string) => void}} props the owner's three answers */
function Answer({ live, action, onSheet }) {
  if (action.body.state === "accepted" || action.body.counter?.due || action.body.counter?.what) return null;
  const accept = () => void live.send("actions.accept", { action: action.id });
  return html`${part(Button, { size: "s", icon: "check", onClick: accept, of: action.body.what, children: "I promise" })}
    ${part(Button, { size: "s", look: "quiet", onClick: () => onSheet("counter"), of: action.body.what, children: "Differently…" })}
    ${action.body.state !== "declined" && part(Button, { size: "s", look: "quiet", onClick: () => onSheet("decline"), of: action.body.what, children: "Not mine…" })}`;
}

/** @param {{live: Live, action: Shown, onAsk: () => void}} props for the one who would carry it instead, or who finds somebody */
function Pass({ live, action, onAsk }) {
  return mayTake(live, action)
    ? part(Button, { size: "s", onClick: () => take(live, action), of: action.body.what, children: "I take it over" })
    : part(Button, { size: "s", look: "quiet", onClick: onAsk, of: action.body.what, children: "Ask somebody else…" });
}

/** @param {{live: Live, action: Shown, mine: boolean}} props what the owner would promise instead */
function Counter({ live, action, mine }) {
  const wish = action.body.counter;
  const today = todayOf(live);
  const words = [wish.due && `by ${dayWords(wish.due, today)}`, wish.what && `“${wish.what}”`, wish.outcome && `so that “${wish.outcome}”`].filter(Boolean).join(", ");
  const yes = () => void live.send("actions.confirm", { action: action.id });
  return html`<p class="promise-counter small">${mine ? "You would promise" : `${nameOf(live.store, action.body.owner)} would promise`} ${words}.
    ${(!mine || action.by === live.store.me.value.person) && part(Button, { size: "s", onClick: yes, of: action.body.what, children: "Yes, like that" })}</p>`;
}

/** @param {Live} live @param {Shown} action @param {(sheet: string) => void} onSheet */
function menuOf(live, action, onSheet) {
  const aloud = () => void live.send("actions.accept", { action: action.id }, { onBehalf: action.body.owner });
  const items = [
    ...(mayTake(live, action) ? [{ id: "take", title: "I take it over", onPick: () => take(live, action) }] : []),
    { id: "edit", title: "Put the words or the date right", onPick: () => onSheet("edit") },
    { id: "reassign", title: "Ask somebody else", onPick: () => onSheet("reassign") },
    { id: "first", title: "First step this week", onPick: () => onSheet("first") },
    { id: "customer", title: "How we say it to the customer", onPick: () => onSheet("customer") },
    { id: "off", title: "Take it off", danger: true, onPick: () => takeOff(live, action.id, action.body.what) },
  ];
  const waiting = action.body.state !== "accepted" && atDesk(live);
  return waiting ? [{ id: "aloud", title: `${nameOf(live.store, action.body.owner)} said yes aloud`, onPick: aloud }, ...items] : items;
}

/** @param {{live: Live, action: Shown, sheet: string, onClose: () => void}} props */
function Sheets({ live, action, sheet, onClose }) {
  const id = action.id;
  const titles = { decline: "Not mine", counter: "I would promise it like this", reassign: "Ask somebody else", edit: "Put it right", first: "First step this week", customer: "How we say it to the customer" };
  /** @param {string} type @param {object} data */
  const give = (type, data) => {
    void live.send(type, { action: id, ...data });
    onClose();
  };
  const keep = (/** @type {object} */ set) => {
    void live.send("record.edit", { id, set }, { rev: action.rev });
    onClose();
  };
  const body = {
    decline: () => part(AskText, { label: "Why, in a sentence, and who may be better", word: "Decline", onGive: (why) => give("actions.decline", { why }) }),
    counter: () => part(Wording, { action, word: "Offer this", onGive: (set) => give("actions.counter", set) }),
    edit: () => part(Wording, { action, word: "Save", hint: isMine(live, action) ? "" : "Its owner is asked again.", onGive: keep }),
    first: () => part(AskText, { label: "What is done first, within seven days", word: "Save", value: action.body.first_step, onGive: (first_step) => keep({ first_step }) }),
    customer: () => part(AskText, { label: "What we do for them", word: "Save", value: action.body.customer_wording ?? "", most: 4000, optional: true, hint: "Offered when the customer’s edition is written. Nothing reaches them without that.", onGive: (customer_wording) => keep({ customer_wording }) }),
    reassign: () => part(Reassign, { live, onGive: (owner) => give("actions.reassign", { owner }) }),
  }[/** @type {"decline"} */ (sheet)];
  return part(Sheet, { title: titles[/** @type {"decline"} */ (sheet)], open: true, onClose, children: body() });
}

/** @param {{live: Live, onGive: (owner: string) => void}} props */
function Reassign({ live, onGive }) {
  const options = teamOptions(live.store);
  return part(Picker, { label: "Who", options, onPick: onGive });
}

/** @param {{action: Shown, word: string, hint?: string, onGive: (set: {[field: string]: string}) => void}} props only what was changed is given */
function Wording({ action, word, hint, onGive }) {
  const [set, setSet] = useState(/** @type {{[field: string]: string}} */ ({}));
  const value = (/** @type {string} */ name) => set[name] ?? action.body[name] ?? "";
  const put = (/** @type {string} */ name) => (/** @type {string} */ text) => setSet({ ...set, [name]: text });
  const changed = Object.fromEntries(Object.entries(set).filter(([name, text]) => text.trim() && text !== action.body[name]));
  return html`<form class="stack" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), Object.keys(changed).length > 0 && onGive(changed))}>
    ${part(TextField, { label: "What", value: value("what"), onChange: put("what"), rows: 2, most: 4000 })}
    ${part(TextField, { label: "So that", value: value("outcome"), onChange: put("outcome"), rows: 2, most: 4000 })}
    ${part(DayField, { label: "By", value: value("due"), onChange: put("due") })}
    ${hint && html`<p class="field-hint">${hint}</p>`}
    <div>${part(Button, { type: "submit", children: word })}</div>
  </form>`;
}
