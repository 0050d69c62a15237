// Leaving early: somebody says until when they stay, the desk sees what they miss, and their own page what to do before.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { longDay } from "../parts/dates.js";
import { Sheet } from "../parts/sheet.js";
import { todayOf } from "./agenda.js";
import { ownActions, waits } from "./own_actions.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{person: string, at: string, day: string, misses: string[], signs: boolean, manager: boolean, due: boolean}} Leaver */

/** @param {Live} live @returns {Leaver[]} who leaves early, today and on the days to come */
const leavers = ({ store }) => store.record("leaving")?.body.people ?? [];

/** @param {Live} live @param {string} person @returns {string} when somebody leaves today */
export const leavesToday = (live, person) => leavers(live).find((one) => one.person === person && !one.day)?.at ?? "";

/** @param {Live} live @param {string} day @returns {string} a day to come, as the run sheet counts it */
const dayName = ({ store }, day) => {
  const place = (store.workshop.value?.body.days ?? []).indexOf(day);
  return place < 0 ? longDay(day) : `day ${place + 1}`;
};

/** @param {{live: Live}} props in the console: what those who sign would miss, who else goes, and whose time it is now */
export function Leaving({ live }) {
  const all = leavers(live);
  if (!all.length) return null;
  const { store, send } = live;
  const titles = (/** @type {Leaver} */ one) => one.misses.map((id) => store.record(id)?.body.title).filter(Boolean);
  return html`<section class="leaving" aria-label="Leaving early">
    ${all.filter((one) => one.due).map((one) => html`<div key=${one.person} class="leaving-due">
      <p><b><bdi>${nameOf(store, one.person)}</bdi> wanted to leave at ${one.at}.</b></p>
      <p class="row gap-s">${part(Button, { size: "s", children: "Has left", onClick: () => void send("people.attest", { person: one.person, presence: "left" }) })}
        ${part(Button, { size: "s", look: "quiet", children: "Stays", onClick: () => void send("people.until", { person: one.person, at: "" }) })}</p></div>`)}
    ${all.filter((one) => !one.due).map((one) => html`<p key=${one.person + one.day}>
      <bdi>${nameOf(store, one.person)}</bdi> leaves ${one.day && `on ${dayName(live, one.day)} `}at <b class="num">${one.at}</b>${titles(one).length > 0 && html`
        <span class=${one.manager ? "warn" : "faint"}> and misses ${listed(titles(one))}${one.signs ? ". Nobody else signs: agree when that will be, or bring it forward" : ""}</span>`}.</p>`)}
  </section>`;
}

/** @param {string[]} words the first few, and how many more */
function listed(words) {
  const shown = words.slice(0, 3);
  const more = words.length - shown.length;
  return `${shown.join(", ")}${more ? ` and ${more} more` : ""}`;
}

/** @param {{live: Live}} props on somebody's own page, once they have said so: what to do before they go */
export function BeforeIGo({ live }) {
  const { store, send } = live;
  const me = store.me.value.person;
  // Today's stands first.
  const mine = leavers(live).find((one) => one.person === me);
  if (!mine) return null;
  const answers = ownActions(live).filter(waits).length;
  const votes = store.records("ballot").filter((one) => one.body.open && one.body.voters.includes(me) && !store.records("dots").some((dots) => dots.body.ballot === one.id && dots.body.done)).length;
  const todo = [
    answers && `answer ${answers === 1 ? "the action" : `the ${answers} actions`} with your name`,
    votes && "place your dots in the vote that is open",
    mine.signs && "agree with the facilitator when you sign",
  ].filter(Boolean);
  const misses = mine.misses.map((id) => store.record(id)?.body.title).filter(Boolean);
  return html`<aside class="manager-strip" aria-label="Before you go">
    <p class="strip-line"><span><b>You leave ${mine.day && `on ${dayName(live, mine.day)} `}at ${mine.at}.</b> ${todo.length ? html`Before you go: ${todo.join("; ")}.` : misses.length ? `You miss ${listed(misses)}. Say ${mine.day ? "before" : "today"} who looks after yours.` : `You miss nothing as ${mine.day ? "that day is planned" : "the day runs now"}.`}</span>
      ${part(Button, { size: "s", look: "quiet", onClick: () => void send("people.until", { at: "", day: mine.day }), children: "I stay after all" })}</p>
  </aside>`;
}

/** @param {{live: Live, person?: string, onDone?: () => void}} props until when somebody stays, today or on a day to come */
export function LeavesAt({ live, person = "", onDone = () => undefined }) {
  const whose = person || live.store.me.value.person;
  const today = todayOf(live);
  const later = (live.store.workshop.value?.body.days ?? []).filter((/** @type {string} */ one) => one > today);
  const known = (/** @type {string} */ on) => leavers(live).find((one) => one.person === whose && one.day === on)?.at ?? "";
  const [day, setDay] = useState("");
  const [at, setAt] = useState(() => known(""));
  const [refused, setRefused] = useState("");
  /** @param {any} event */
  const give = async (event) => {
    event.preventDefault();
    const answer = await live.send("people.until", { at, day, person }, { now: true });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (answer.ok) onDone();
    else void live.dismiss(answer.id);
  };
  return html`<form class="stack gap-s" onSubmit=${give}>
    ${later.length > 0 && html`<label class="stack gap-xs"><span class="label">On which day</span>
      <select value=${day} onChange=${(/** @type {any} */ e) => (setDay(e.target.value), setAt(known(e.target.value)))}>
        <option value="">Today</option>${later.map((/** @type {string} */ one) => html`<option key=${one} value=${one}>${dayName(live, one).replace(/^d/u, "D")}, ${longDay(one)}</option>`)}</select></label>`}
    <label class="stack gap-xs"><span class="label">${person ? "Leaves" : "I leave"} ${day ? "then" : "today"} at</span>
      <input type="time" value=${at} onInput=${(/** @type {any} */ e) => setAt(e.target.value)} /></label>
    <p class="small faint">${person ? "Their own page says what to do before. Empty: they stay." : "The facilitators see it and plan around it. Empty: you stay."}</p>
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
    <div>${part(Button, { type: "submit", size: "s", children: "Say so" })}</div>
  </form>`;
}

/** @param {{live: Live, open: boolean, onClose: () => void}} props */
export function LeavingSheet({ live, open, onClose }) {
  return part(Sheet, { title: "Leaving early", open, onClose, children: open ? part(LeavesAt, { live, onDone: onClose }) : null });
}
