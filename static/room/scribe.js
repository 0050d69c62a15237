// The scribe's one box: a line, tagged by its first word (/note, /decision, /action, /quote) or by a press; each line is tied
// to its moment and read live by the team. Anybody inside may write; looking elsewhere meanwhile moves nobody.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { Empty } from "../parts/empty.js";
import { Menu } from "../parts/menu.js";
import { liveSlot, zoneOf } from "./agenda.js";
import { atDesk } from "./aloud.js";
import { isMine } from "./contribution.js";
import { Conflicts, Correction } from "./correction.js";
import { park } from "./park.js";
import { Returned } from "./returned.js";
import { takeOff } from "./undo.js";
import { isTeam, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @type {[string, string][]} */
const TAGS = [["note", "Note"], ["decision", "Decision"], ["action", "Action"], ["quote", "Quote"]];
/** Where a quote of the guest is one the guest confirms. */
const GUEST_STAGES = ["briefing", "research"];

/**
 * What a line says: its tag, if it begins with one ("/d We start"), and its words.
 * @param {string} text
 * @returns {{tag: string, text: string}} `tag` "" where none is typed
 */
export function tagIn(text) {
  const found = /^\/([a-z]+)\s(.*)$/su.exec(text);
  const tag = found && TAGS.find(([id]) => id.startsWith(found[1] ?? "-"))?.[0];
  return tag ? { tag, text: (found?.[2] ?? "").trimStart() } : { tag: "", text };
}

/**
 * Whose words a quote is, where it is typed: "Carl: we lose a day each week".
 * @param {string} text
 * @param {{id: string, name: string}[]} people
 * @returns {{by: string, text: string}}
 */
export function speakerIn(text, people) {
  const found = /^([^:]{2,40}):\s*(.+)$/su.exec(text);
  const asked = (found?.[1] ?? "").trim().toLocaleLowerCase();
  const hits = people.filter(({ name }) => asked && name.toLocaleLowerCase().split(/\s+/u).concat(name.toLocaleLowerCase()).some((part_) => part_.startsWith(asked)));
  return hits.length === 1 && hits[0] ? { by: hits[0].id, text: found?.[2] ?? text } : { by: "", text };
}

/** @param {Live} live the people whose words can be quoted, guests first */
function speakersOf({ store }) {
  const guests = peopleOf(store).filter((one) => one.body.role === "customer_guest");
  return [...guests, ...peopleOf(store).filter(isTeam)].map((one) => ({ id: one.id, name: one.body.name, guest: one.body.role === "customer_guest" }));
}

/** @param {Live} live @param {string} tag @param {string} text @param {string} by */
function write(live, tag, text, by) {
  const guest = live.store.record(by)?.body.role === "customer_guest";
  if (tag === "quote" && guest && GUEST_STAGES.includes(live.store.stage.value)) return void live.send("questions.quote", { text, said_by: by });
  return void live.send("talk.add_minute", { text, tag, ...(tag === "quote" && by && { said_by: by }) });
}

/** @param {{live: Live, focus?: boolean}} props */
export function ScribeBox({ live, focus = false }) {
  const id = useId();
  const key = `draft:${live.boot.seat}:scribe`;
  const [text, setText] = useState(sessionStorage.getItem(key) ?? "");
  const [tag, setTag] = useState("note");
  const [by, setBy] = useState("");
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  // After the sheet has put the focus on its title.
  useEffect(() => void (focus && setTimeout(() => box.current?.focus(), 60)), []);
  const people = speakersOf(live);
  const keep = (/** @type {string} */ next) => (setText(next), next ? sessionStorage.setItem(key, next) : sessionStorage.removeItem(key));
  const typed = (/** @type {string} */ raw) => {
    const found = tagIn(raw);
    if (found.tag) setTag(found.tag);
    keep(found.text);
  };
  const give = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = tagIn(`${text} `);
    const said = tag === "quote" ? speakerIn(text.trim(), people) : { by: "", text: text.trim() };
    if (!said.text || found.tag) return;
    write(live, tag, said.text, said.by || by);
    keep("");
    box.current?.focus();
  };
  return html`<form class="scribe" onSubmit=${give}>
    <div class="scribe-tags" role="group" aria-label="What the line is">${TAGS.map(([one, word]) => html`<button key=${one} type="button" class=${names("scribe-tag", `scribe-${one}`)} aria-pressed=${String(tag === one)} onClick=${() => (setTag(one), box.current?.focus())}>${word}</button>`)}
      ${tag === "quote" && html`<label class="spoken" for=${`${id}-by`}>Who said it</label><select id=${`${id}-by`} class="scribe-by" onChange=${(/** @type {any} */ e) => setBy(e.target.value)}>
        <option value="">Who said it?</option>${people.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === by}>${one.name}</option>`)}</select>`}
    </div>
    <div class="scribe-line"><label class="spoken" for=${id}>A line for the minutes</label>
      <input id=${id} ref=${box} dir="auto" maxlength="4000" autocomplete="off" placeholder=${tag === "quote" ? "Carl: we lose a day each week" : "/note, /decision, /action or /quote, then the line"}
        value=${text} onInput=${(/** @type {any} */ e) => typed(e.target.value)} />
      ${part(Button, { type: "submit", size: "s", children: "Write" })}</div>
    ${part(Returned, { live, types: ["talk.add_minute", "questions.quote"] })}
  </form>`;
}


/** @param {{live: Live, pinned: boolean, onPin: () => void, onLook?: ((slot: string) => void) | undefined}} props the minutes as they are written, the newest line first */
export function MinutesList({ live, pinned, onPin, onLook }) {
  const { store, boot } = live;
  const quotes = store.records("quote").filter((one) => !one.body.of);
  const lines = [...store.records("minute"), ...quotes].sort((a, b) => b.at - a.at);
  return html`<div class="stack">
    ${!pinned && part(ScribeBox, { live, focus: true })}
    <div class="row gap-s">${part(Button, { size: "s", look: "quiet", pressed: pinned, onClick: onPin, children: pinned ? "Take the box off my page" : "Keep the box on my page" })}
      <a class="link-quiet" href=${`/s/${boot.seat}/minutes`} target="_blank" rel="noopener">The whole minutes</a></div>
    ${store.ready.value && lines.length === 0 && part(Empty, { say: "What is worth keeping, a line at a time. The minutes write the rest by themselves: who was there, what was voted, what was promised.", example: `/quote ${speakersOf(live)[0]?.name.split(/\s/u)[0]}: we lose a day each week` })}
    <ul class="lines">
      ${store.ghosts("talk.add_minute").map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.text}</p></li>`)}
      ${lines.map((one) => part(Line, { key: one.id, live, one, onLook }))}
    </ul>
  </div>`;
}

/** @param {{live: Live, one: WireRecord, onLook: ((slot: string) => void) | undefined}} props */
function Line({ live, one, onLook }) {
  const { store } = live;
  const [correcting, setCorrecting] = useState(false);
  const { body } = one;
  const tag = one.kind === "quote" ? "quote" : body.tag;
  const slot = body.slot ? store.record(body.slot) : undefined;
  const mine = isMine(live, one) || atDesk(live);
  const items = [
    ...(tag === "decision" ? [{ id: "decide", title: "Record it as a decision", onPick: () => void live.send("talk.add_decision_note", { text: body.text, about: [one.id] }) }] : []),
    { id: "park", title: "Park it", hint: "P", onPick: () => park(live, one.id) },
    ...(mine ? [{ id: "correct", title: "Correct", onPick: () => setCorrecting(true) }, { id: "off", title: "Take it off", onPick: () => takeOff(live, one.id, body.text) }] : []),
  ];
  if (correcting) return html`<li>${part(Correction, { live, record: one, label: "Correct the line", onClose: () => setCorrecting(false) })}</li>`;
  const confirmed = one.kind === "quote" ? (body.confirmed === "no" ? ", not confirmed yet" : ", confirmed") : "";
  return html`<li data-record=${one.id}>
    <div class="row apart"><p class="lines-words" dir="auto"><span class=${`scribe-mark scribe-${tag}`}>${TAGS.find(([id]) => id === tag)?.[1]}</span> ${tag === "quote" ? html`<q>${body.text}</q>` : body.text}</p>
      ${part(Menu, { label: `More for: ${body.text.slice(0, 60)}`, items })}</div>
    <p class="small faint">${body.said_by && html`<bdi>${nameOf(store, body.said_by)}</bdi>${confirmed} · `}<span class="num">${timeOf(one.at, zoneOf(store))}</span>
      ${slot && (onLook && slot.id !== liveSlot(store)?.id ? html` ${part(Button, { size: "s", look: "quiet", onClick: () => onLook(slot.id), children: slot.body.title })}` : html`, ${slot.body.title}`)}
      ${one.by && html`, written by <bdi>${nameOf(store, one.by)}</bdi>`}</p>
    ${part(Conflicts, { live, record: one })}
  </li>`;
}
