// What comes next, before it comes: the desk reads it, rewrites its words, gives it minutes. Nobody sees a change
// until the piece runs, and nothing moves from here.
import { useEffect, useId, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Empty } from "../parts/empty.js";
import { ScreenOf } from "./room_screen.js";
import { LeaderLast } from "./desk_writing.js";
import { liveSlot, nextSlot, slotsOf, stageTitle, stagesOf } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {{live: Live}} props */
export function NextView({ live }) {
  const { store } = live;
  const slot = nextSlot(store) ?? firstOfNextStage(live);
  if (!slot) return part(Empty, { say: "Nothing follows. The plan lives on in its weekly checks and reviews." });
  const other = slot.body.stage !== store.stage.value;
  return html`<div class="stack">
    <div class="stage-head">
      <p class="stage-kicker">${other ? `Next stage: ${stageTitle(store, slot.body.stage)}` : "Next in this stage"}</p>
      <h1 class="stage-question" dir="auto">${slot.body.title}</h1>
      ${other && html`<p class="stage-task">${store.record(`stage:${slot.body.stage}`)?.body.purpose}</p>`}
    </div>
    ${part(Words, { live, slot, key: slot.id })}
    ${!slot.body.rest && html`<div class="next-form"><p class="label">On the room screen</p>${part(ScreenOf, { live, slot, title: stageTitle(store, slot.body.stage) })}</div>`}
    ${part(Writing, { live, slot })} ${part(LeaderLast, { live, slot })}
    ${part(After, { live, slot })}
  </div>`;
}

/** @param {Live} live */
function firstOfNextStage({ store }) {
  const now = store.record(`stage:${store.stage.value}`)?.body.order ?? -1;
  const after = stagesOf(store).find((stage) => stage.body.order > now);
  return after && slotsOf(store).find((slot) => `stage:${slot.body.stage}` === after.id && !slot.body.dropped);
}

/** @param {{live: Live, slot: WireRecord}} props what people will read */
function Words({ live, slot }) {
  const [refused, setRefused] = useState("");
  /** @param {"prompt" | "task"} field @param {string} text */
  const keep = async (field, text) => {
    const answer = await live.send("record.edit", { id: slot.id, set: { [field]: text } }, { rev: slot.rev });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (!answer.ok) void live.dismiss(answer.id);
  };
  return html`<div class="form next-form">
    ${part(Line, { label: "The question on everybody’s screen", value: slot.body.prompt, onKeep: (text) => keep("prompt", text) })}
    ${part(Line, { label: "What people do", value: slot.body.task, onKeep: (text) => keep("task", text) })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
    ${part(Length, { live, slot })}
  </div>`;
}

/** @param {{label: string, value: string, onKeep: (text: string) => void}} props kept when one leaves the field */
function Line({ label, value, onKeep }) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const keep = () => text.trim() !== value && onKeep(text.trim());
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} rows="2" maxlength="400" dir="auto" value=${text} onInput=${(/** @type {any} */ e) => setText(e.target.value)} onBlur=${keep}></textarea>
  </div>`;
}

/** @param {{live: Live, slot: WireRecord}} props */
function Length({ live, slot }) {
  const { minutes, minimum, planned_minutes: planned } = slot.body;
  const set = (/** @type {number} */ next) => void live.send("clock.plan", { minutes: { [slot.id]: next } }, { now: true });
  const least = slot.body.protected ? minimum : 1;
  return html`<div class="field">
    <span class="label" id="next-minutes">Minutes</span>
    <div class="row gap-s" role="group" aria-labelledby="next-minutes">
      ${part(Button, { size: "s", icon: "minus", label: "5 minutes less", onClick: () => set(Math.max(least, minutes - 5)) })}
      <b class="num next-minutes">${minutes}</b>
      ${part(Button, { size: "s", icon: "plus", label: "5 minutes more", onClick: () => set(minutes + 5) })}
      <span class="small faint">${planned === minutes ? "as planned" : `planned ${planned}`}${minimum ? `, at least ${minimum}` : ""}</span>
    </div>
  </div>`;
}

const MODES = [
  { id: "open:named", title: "Everybody sees at once, with names" },
  { id: "write_reveal:named", title: "Write first, reveal together, with names" },
  { id: "write_reveal:function", title: "Write first, reveal together, with functions only" },
  { id: "write_reveal:anonymous", title: "Write first, reveal together, without any name" },
];

/** @param {{live: Live, slot: WireRecord}} props how people write there; fixed once the first card exists */
function Writing({ live, slot }) {
  const id = useId();
  const [refused, setRefused] = useState("");
  if (slot.body.kind !== "capture" && slot.body.kind !== "questions") return null;
  const value = `${slot.body.mode}:${slot.body.naming}`;
  if (slot.body.first_note) return html`<p class="quiet small">${MODES.find((one) => one.id === value)?.title}. It stays like this: the first card is there.</p>`;
  /** @param {any} event */
  const choose = async (event) => {
    const [mode, naming] = event.target.value.split(":");
    const answer = await live.send("capture.choose_mode", { slot: slot.id, mode, naming }, { now: true });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
  };
  return html`<div class="field next-form">
    <label for=${id}>How people write</label>
    <select id=${id} value=${value} onChange=${choose}>${MODES.map((one) => html`<option value=${one.id} selected=${one.id === value}>${one.title}</option>`)}</select>
    ${slot.body.naming === "anonymous" && html`<p class="field-hint">With names where fewer than four can write when it begins.</p>`}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </div>`;
}

/** @param {{live: Live, slot: WireRecord}} props the lines after it, as a glance ahead */
function After({ live, slot }) {
  const now = liveSlot(live.store);
  const rest = slotsOf(live.store)
    .filter((one) => one.body.order > slot.body.order && one.body.day === slot.body.day && !one.body.dropped && one.id !== now?.id)
    .slice(0, 4);
  if (!rest.length) return null;
  return html`<section><h2 class="talk-title">Then</h2>
    <ul class="lines">${rest.map((one) => html`<li key=${one.id} class="row apart"><span>${one.body.title}</span><span class="num faint">${one.body.minutes} min</span></li>`)}</ul>
  </section>`;
}
