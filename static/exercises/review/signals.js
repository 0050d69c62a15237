// What has changed at the customer: written in half a minute, then tied to what it touches.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Composer } from "../../parts/composer.js";
import { Empty } from "../../parts/empty.js";
import { Picker } from "../../parts/picker.js";
import { useAloud } from "../../room/aloud.js";
import { withComing } from "../../room/coming.js";
import { Contribution } from "../../room/contribution.js";
import { adding } from "../../room/edits.js";
import { FromDesk } from "../../room/from_desk.js";
import { Returned } from "../../room/returned.js";
import { shownSources, SourcePicker } from "../../room/sources.js";
import { planRecords, titleOf, WORDS } from "../signoff/planned.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

export const ADD = "review.add_signal";
export const SIGNALS = ["somebody left", "new executive", "changed priority", "new outcome", "new market", "reorganisation", "result"];

/** @param {import("../../room/board.js").BoardProps} props */
export function Signals({ live }) {
  const aloud = useAloud(live);
  const [kind, setKind] = useState("");
  const signals = withComing(live.store, "signal", ADD);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "Something has changed", () => box.current?.querySelector("textarea")), []);
  const chips = html`<div class="row gap-s" role="group" aria-label="What sort of change">${SIGNALS.map((one) => html`<button type="button" key=${one} class=${kind === one ? "pill pill-chosen" : "pill"} aria-pressed=${String(kind === one)} onClick=${() => setKind(kind === one ? "" : one)}>${one}</button>`)}</div>`;
  return html`<div class="pieces" ref=${box}>
    <div class="stack">${part(FromDesk, { live, children: html`${aloud.line}
      ${part(Composer, { label: "What is new at the customer?", draftKey: `${live.boot.seat}:signal`, word: "Keep it", placeholder: "For example: Our sponsor left on Friday; his deputy takes over", before: chips,
        ...adding(live, ADD, (text) => ({ kind: kind || "news", text }), () => aloud.person) })}` })}
      ${part(Returned, { live, types: [ADD] })}</div>
    ${signals.length === 0 && live.store.ready.value
      ? part(Empty, { say: "A person, a priority, a result: half a minute, then say what it touches. The plan shows what hangs on it.", example: "We stop the roll-out until the figures are back." })
      : html`<div class="signals">${[...signals].reverse().map((one) => part(Signal, { live, record: one, key: one.id }))}</div>`}
  </div>`;
}

/** @param {{live: Live, record: Shown}} props */
function Signal({ live, record }) {
  const [sourcing, setSourcing] = useState(false);
  const { body } = record;
  const bare = !body.sources?.length && !body.basis;
  return html`<div class="signal" data-record=${record.id}>
    ${part(Contribution, {
      live, record, team: true, voice: "customer", sources: shownSources(live, body), aside: html`<span class="tag">${body.kind}</span>`,
      menu: record.pending ? [] : [{ id: "source", title: "Who told us", onPick: () => setSourcing(true) }],
    })}
    ${!record.pending && part(Touches, { live, signal: record })}
    ${!record.pending && bare && !sourcing && part(Button, { size: "s", look: "quiet", onClick: () => setSourcing(true), of: body.text, children: "Who told us?" })}
    ${sourcing && part(Source, { live, signal: record, onDone: () => setSourcing(false) })}
  </div>`;
}

/** @param {{live: Live, signal: Shown, onDone: () => void}} props */
function Source({ live, signal, onDone }) {
  const keep = (/** @type {import("../../room/sources.js").Rests} */ value) => void live.send("record.edit", { id: signal.id, set: { sources: value.sources, basis: value.basis } }, { rev: signal.rev });
  return html`<div class="stack gap-s">${part(SourcePicker, { live, label: "Who told us?", value: { sources: signal.body.sources ?? [], basis: signal.body.basis ?? "" }, onChange: keep })}
    <div>${part(Button, { size: "s", look: "quiet", onClick: onDone, children: "That is all" })}</div></div>`;
}

/** @param {{live: Live, signal: Shown}} props what it touches, named one by one */
export function Touches({ live, signal }) {
  const [adding_, setAdding] = useState(false);
  const touched = /** @type {string[]} */ (signal.body.affects ?? []);
  const set = (/** @type {string[]} */ affects) => void live.send("record.edit", { id: signal.id, set: { affects } }, { rev: signal.rev });
  const options = planRecords(live.store).filter((one) => !touched.includes(one.id));
  return html`<div class="touches">
    ${touched.length > 0 && html`<ul class="touched-list" aria-label="What it touches">${touched.flatMap((id) => live.store.record(id) ?? []).map((one) => html`<li key=${one.id}><span dir="auto"><span class="faint small">${WORDS[one.kind] ?? one.kind}</span> ${titleOf(one)}</span>
      ${part(Button, { size: "s", look: "quiet", icon: "close", label: `Does not touch ${titleOf(one)}`, onClick: () => set(touched.filter((id) => id !== one.id)) })}</li>`)}</ul>`}
    ${adding_ || touched.length === 0
      ? part(Picker, { label: touched.length ? "What else does it touch?" : "What does it touch?", options, placeholder: "Type to find it", onPick: (id) => (setAdding(false), set([...touched, id])) })
      : part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => setAdding(true), of: signal.body.text, children: "It touches something else too" })}
  </div>`;
}
