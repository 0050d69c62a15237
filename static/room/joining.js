// Joining what says the same: at the desk, or one's own. The originals stay inside and can be taken apart again.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Picker } from "../parts/picker.js";
import { Sheet } from "../parts/sheet.js";
import { useAlike } from "./alike.js";
import { atDesk } from "./aloud.js";
import { isMine } from "./contribution.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** So many pairs are shown at a time. */
const MOST = 12;

/**
 * What the menu of a card offers for joining, and the sheet in which it is done.
 * @param {Live} live
 * @param {WireRecord[]} records all that could be joined
 */
export function useJoining(live, records) {
  const [which, setWhich] = useState(/** @type {string | null} */ (null));
  const desk = atDesk(live);
  /** @param {WireRecord} record @returns {import("../parts/menu.js").MenuItem[]} */
  const items = (record) => {
    if (!desk && !isMine(live, record)) return [];
    const split = { id: "split", title: "Take apart again", onPick: () => void live.send("record.split", { id: record.id }) };
    const join = { id: "join", title: "Join another to this…", onPick: () => setWhich(record.id) };
    return [join, ...(record.body.holds?.length ? [split] : [])];
  };
  const into = records.find((record) => record.id === which);
  const others = records.filter((record) => record.id !== which && (desk || isMine(live, record)));
  const sheet = into ? part(JoinSheet, { live, into, others, onClose: () => setWhich(null) }) : null;
  return { items, sheet };
}

/** @param {{ live: Live, into: WireRecord, others: WireRecord[], onClose: () => void }} props */
function JoinSheet({ live, into, others, onClose }) {
  const near = useAlike(live, [into, ...others]).map((pair) => (pair.one === into.id ? pair.other : pair.other === into.id ? pair.one : ""));
  const likely = near.flatMap((id) => others.find((one) => one.id === id) ?? []).slice(0, 4);
  const ranked = [...likely, ...others.filter((one) => !likely.includes(one))];
  const join = (/** @type {string} */ id) => {
    void live.send("record.merge", { into: into.id, others: [id] });
    onClose();
  };
  return part(Sheet, { title: "Join another to this", open: true, onClose, children: html`<div class="stack">
    <p class="joining-into" dir="auto">${into.body.text}</p>
    ${likely.length > 0 && html`<section><h3>These look alike</h3>
      <ul class="lines">${likely.map((one) => html`<li key=${one.id} class="row apart">
        <span class="joining-other" dir="auto">${one.body.text}</span>${part(Button, { size: "s", onClick: () => join(one.id), children: "Join" })}</li>`)}</ul></section>`}
    ${part(Picker, { label: likely.length ? "Or another one" : "Which says the same?", options: ranked.map((one) => ({ id: one.id, title: String(one.body.text ?? "") })), onPick: join })}
    <p class="small faint">The words of both stay inside, with their authors, and can be taken apart again.</p>
  </div>` });
}

/** @param {{ live: Live, records: WireRecord[] }} props at the desk: pairs that look alike, for a person to judge */
export function LookAlikes({ live, records }) {
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState(/** @type {string[]} */ ([]));
  const pairs = useAlike(live, records, atDesk(live)).slice(0, MOST);
  const left = pairs.filter((pair) => !kept.includes(pair.one + pair.other));
  if (!atDesk(live) || left.length === 0) return null;
  const words = (/** @type {string} */ id) => records.find((one) => one.id === id)?.body.text ?? "";
  return html`<div class="look-alikes">
    ${part(Button, { size: "s", look: "quiet", onClick: () => setOpen(true), children: left.length === 1 ? "2 look alike" : `${left.length} pairs look alike` })}
    ${part(Sheet, { title: "These look alike", open, onClose: () => setOpen(false), children: html`<ul class="lines">
      ${left.map((pair) => html`<li key=${pair.one + pair.other} class="stack gap-s">
        <p dir="auto">${words(pair.one)}</p><p dir="auto">${words(pair.other)}</p>
        <div class="row gap-s">
          ${part(Button, { size: "s", onClick: () => void live.send("record.merge", { into: pair.one, others: [pair.other] }), children: "Join them" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => setKept([...kept, pair.one + pair.other]), children: "Not the same" })}
        </div>
      </li>`)}
    </ul>` })}
  </div>`;
}
