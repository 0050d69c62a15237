// Correcting words where they stand: Enter saves, Escape leaves them; if somebody changed the same words meanwhile, both texts show and one is chosen.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";
import { refusedFor } from "./edits.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../live/queue.js").Refused} Refused */

/** @param {{ text: string, label: string, onSave: (text: string) => void, onCancel: () => void, word?: string, most?: number }} props */
export function TextForm({ text, label, onSave, onCancel, word = "Save", most = 4000 }) {
  const [now, setNow] = useState(text);
  const id = useId();
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);
  const save = () => (now.trim() && now.trim() !== text ? onSave(now.trim()) : onCancel());
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") return event.stopPropagation(), onCancel();
    if (event.key === "Enter" && !event.shiftKey) return event.preventDefault(), save();
  };
  const full = now.length >= most ? `That is all that fits here: ${most.toLocaleString("en-GB")} characters.` : "";
  useEffect(() => {
    if (full) say(full);
  }, [full]);
  const rows = Math.min(12, Math.max(2, Math.ceil(now.length / 42), now.split("\n").length));
  return html`<form class="text-form" onSubmit=${(/** @type {Event} */ e) => (e.preventDefault(), save())}>
    <label class="spoken" for=${id}>${label}</label>
    <textarea id=${id} ref=${box} rows=${rows} dir="auto" maxlength=${most} value=${now} onKeyDown=${onKeyDown}
      onInput=${(/** @type {Event} */ e) => setNow(/** @type {HTMLTextAreaElement} */ (e.target).value)}></textarea>
    ${full && html`<p class="field-hint">${full}</p>`}
    <div class="row gap-s">
      ${part(Button, { type: "submit", size: "s", children: word })}
      ${part(Button, { size: "s", look: "quiet", onClick: onCancel, children: "Cancel" })}
    </div>
  </form>`;
}

/** @param {{ live: Live, record: WireRecord, field?: string, label: string, onClose: () => void }} props */
export function Correction({ live, record, field = "text", label, onClose }) {
  const [from] = useState(record);
  /** @param {string} text */
  const save = (text) => {
    void live.send("record.edit", { id: from.id, set: { [field]: text } }, { rev: from.rev });
    onClose();
  };
  return part(TextForm, { text: from.body[field] ?? "", label, onSave: save, onCancel: onClose });
}

/** @param {{ live: Live, record: WireRecord }} props own corrections of this record that came back */
export function Conflicts({ live, record }) {
  const back = refusedFor(live.store, record.id);
  if (back.length === 0) return null;
  return html`<div class="conflicts" role="alert">
    ${back.map((one) => (one.code === "stale" ? part(BothTexts, { live, record, back: one, key: one.id }) : part(CameBack, { live, back: one, key: one.id })))}
  </div>`;
}

/** @param {{ live: Live, record: WireRecord, back: Refused }} props */
export function BothTexts({ live, record, back }) {
  const { theirs, mine } = back.answer;
  const drop = () => live.dismiss(back.id);
  const insist = () => {
    void drop();
    void live.send(back.type, back.data, { rev: record.rev });
  };
  const words = typeof mine === "string" && typeof theirs === "string";
  return html`<div class="both-texts" data-back=${back.id}>
    <p class="field-error">${back.say}</p>
    ${words &&
    html`<dl>
      <div><dt>Theirs</dt><dd dir="auto">${theirs}</dd></div>
      <div><dt>Yours</dt><dd dir="auto">${mine}</dd></div>
    </dl>`}
    <div class="row gap-s">
      ${part(Button, { size: "s", onClick: () => void drop(), children: "Keep theirs" })}
      ${part(Button, { size: "s", onClick: insist, children: "Take mine" })}
    </div>
  </div>`;
}

/** @param {{ live: Live, back: Refused }} props */
function CameBack({ live, back }) {
  const text = Object.values(back.data.set ?? {}).find((value) => typeof value === "string");
  return html`<div class="both-texts" data-back=${back.id}>
    <p class="field-error">${back.say}</p>
    ${text && html`<p dir="auto" class="quiet">${text}</p>`}
    <div class="row gap-s">
      ${part(Button, { size: "s", onClick: () => void live.retry(back.id), children: "Try again" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void live.dismiss(back.id), children: "Let it go" })}
    </div>
  </div>`;
}
