// For each thing that changed: what it touches and everything that hangs on it; change it here, or stay, and say why.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { dayWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { Picker } from "../../parts/picker.js";
import { useAloud } from "../../room/aloud.js";
import { Conflicts, TextForm } from "../../room/correction.js";
import { Returned } from "../../room/returned.js";
import { nameOf } from "../../room/who.js";
import { WriteAction } from "../actions/write.js";
import { planRecords, titleOf, WORDS } from "../signoff/planned.js";
import { Realign, canRealign } from "./realign.js";
import { Touches } from "./signals.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

const STAY = "review.stay";

/**
 * What a signal flags now: first what it touches itself, then what hangs on that. Own answers on their way count already.
 * @param {Live} live
 * @param {WireRecord} signal
 */
function flaggedBy(live, signal) {
  const { store } = live;
  const flags = /** @type {{[id: string]: string[]}} */ (store.record("flags")?.body.flagged ?? {});
  const going = new Set([
    ...store.ghosts("review.realign").filter((one) => one.data.because === signal.id).map((one) => one.data.target),
    ...store.ghosts(STAY).filter((one) => one.data.because === signal.id).flatMap((one) => one.data.targets),
  ]);
  const direct = new Set(signal.body.affects ?? []);
  return Object.keys(flags).filter((id) => flags[id]?.includes(signal.id) && !going.has(id))
    .flatMap((id) => store.record(id) ?? []).sort((a, b) => rank(a) - rank(b) || String(a.body.due ?? "").localeCompare(b.body.due ?? ""))
    .map((record) => ({ record, direct: direct.has(record.id) }));
}

/** @param {WireRecord} record from what the customer has to what we do about it */
const rank = ({ kind }) => Object.keys(WORDS).indexOf(kind);

/** @param {import("../../room/board.js").BoardProps} props */
export function Change({ live }) {
  const { store } = live;
  const aloud = useAloud(live);
  const waiting = new Set(store.record("flags")?.body.waiting ?? []);
  const signals = store.records("signal");
  const open = signals.filter((one) => waiting.has(one.id) || flaggedBy(live, one).length > 0).sort((a, b) => Number(waiting.has(b.id)) - Number(waiting.has(a.id)));
  const settled = signals.filter((one) => !open.includes(one));
  return html`<div class="pieces">
    ${aloud.line}
    ${part(Returned, { live, types: [STAY, "review.realign"], field: "why" })}
    ${open.length === 0 && store.ready.value && part(Empty, { say: signals.length ? "Everything that changed has its answer." : "Nothing has changed yet. What changes is written under “What has changed”.", ...(!signals.length && { example: "We stay: the new head of operations has seen the pilot." }) })}
    ${open.length > 0 && html`<div class="shifts">${open.map((signal) => part(Open, { live, signal, waits: waiting.has(signal.id), onBehalf: aloud.person, key: signal.id }))}</div>`}
    ${settled.length > 0 && html`<details class="inside"><summary>Answered, ${settled.length}</summary>${settled.map((signal) => html`<div class="settled" key=${signal.id} data-record=${signal.id}><p dir="auto"><b>${signal.body.text}</b></p>${part(Answers, { live, signal })}</div>`)}</details>`}
  </div>`;
}

/** @param {{live: Live, signal: WireRecord, waits: boolean, onBehalf: string}} props */
function Open({ live, signal, waits, onBehalf }) {
  const flagged = flaggedBy(live, signal);
  const [left, setLeft] = useState(/** @type {string[]} */ ([]));
  const chosen = flagged.filter((one) => !left.includes(one.record.id)).map((one) => one.record.id);
  const toggle = (/** @type {string} */ id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id]);
  const direct = flagged.filter((one) => one.direct);
  const hanging = flagged.filter((one) => !one.direct);
  const row = (/** @type {{record: WireRecord}} */ one) => part(Flagged, { live, signal, record: one.record, chosen: chosen.includes(one.record.id), onToggle: () => toggle(one.record.id), onBehalf, key: one.record.id });
  return html`<section class="shift" data-record=${signal.id} aria-labelledby=${`signal-${signal.id}`}>
    <header class="shift-head"><h2 class="shift-title" id=${`signal-${signal.id}`} dir="auto">${signal.body.text}</h2>
      <p class="small faint">${signal.body.kind}${!waits && " · answered, some of it is left"}</p></header>
    ${flagged.length === 0 && part(Touches, { live, signal })}
    ${direct.length > 0 && html`<div><h3 class="spoken">It touches</h3><ul class="flagged-list">${direct.map(row)}</ul></div>`}
    ${hanging.length > 0 && html`<div><h3 class="shift-what">On which hangs <span class="lane-count">${hanging.length}</span></h3><ul class="flagged-list">${hanging.map(row)}</ul></div>`}
    ${part(Ways, { live, signal, chosen, all: flagged.length, onBehalf })}
    ${part(Answers, { live, signal })}
  </section>`;
}

/** @param {{live: Live, signal: WireRecord, record: WireRecord, chosen: boolean, onToggle: () => void, onBehalf: string}} props */
function Flagged({ live, signal, record, chosen, onToggle, onBehalf }) {
  const [changing, setChanging] = useState(false);
  const title = titleOf(record);
  const hint = record.kind === "action" && `${nameOf(live.store, record.body.owner)}, by ${dayWords(record.body.due)}`;
  return html`<li class=${names("flagged-row", changing && "flagged-changing")} data-record=${record.id}>
    <label class="tick flagged-tick"><input type="checkbox" checked=${chosen} onChange=${onToggle} /><span dir="auto"><span class="faint small">${WORDS[record.kind] ?? record.kind}</span> ${title}${hint && html` <span class="faint small">${hint}</span>`}</span></label>
    ${!changing && canRealign(record) && part(Button, { size: "s", look: "quiet", icon: "pen", onClick: () => setChanging(true), of: title, children: "Change" })}
    ${changing && part(Realign, { live, signal, record, onBehalf, onClose: () => setChanging(false) })}
    ${part(Conflicts, { live, record })}
  </li>`;
}

/** @param {{live: Live, signal: WireRecord, chosen: string[], all: number, onBehalf: string}} props stay for what is ticked, or something new to do */
function Ways({ live, signal, chosen, all, onBehalf }) {
  const [doing, setDoing] = useState("");
  const stop = () => setDoing("");
  const how = onBehalf ? { onBehalf } : {};
  const stay = (/** @type {string} */ why) => (stop(), void live.send(STAY, { because: signal.id, why, targets: chosen }, how));
  const word = all === 0 ? "We stay, because…" : chosen.length === all ? `Stay for all ${all}, because…` : `Stay for these ${chosen.length}, because…`;
  if (doing === "stay") return part(TextForm, { text: "", label: "We stay, because", word: "We stay", onSave: stay, onCancel: stop });
  if (doing === "action") return part(NewAction, { live, signal, onBehalf, onDone: stop });
  return html`<div class="row gap-s">
    ${part(Button, { size: "s", onClick: () => (all === 0 || chosen.length > 0) && setDoing("stay"), children: word })}
    ${part(Button, { size: "s", look: "quiet", icon: "plus", onClick: () => setDoing("action"), children: "Something new to do" })}
  </div>`;
}

/** @param {{live: Live, signal: WireRecord, onBehalf: string, onDone: () => void}} props */
function NewAction({ live, signal, onBehalf, onDone }) {
  const [strategy, setStrategy] = useState("");
  return html`<div class="stack">
    ${part(Picker, { label: "Under which strategy?", options: planRecords(live.store, ["strategy"]), value: strategy, onPick: setStrategy })}
    ${strategy ? part(WriteAction, { live, strategy, because: signal.id, onBehalf, onDone }) : html`<div>${part(Button, { size: "s", look: "quiet", onClick: onDone, children: "Cancel" })}</div>`}
  </div>`;
}

/** @param {{live: Live, signal: WireRecord}} props what was decided about it so far */
function Answers({ live, signal }) {
  const { store } = live;
  const named = (/** @type {WireRecord} */ one) => one.body.because === signal.id;
  const lines = [
    ...store.records("realignment").filter(named).map((one) => ({ id: one.id, say: "Changed", words: titled(live, one.body.target) })),
    ...store.records("action").filter(named).map((one) => ({ id: one.id, say: "New", words: one.body.what })),
    ...store.records("stay").filter(named).map((one) => ({ id: one.id, say: one.body.targets.length > 1 ? `We stay, for ${one.body.targets.length}` : "We stay", words: one.body.why })),
  ];
  if (lines.length === 0) return null;
  return html`<ul class="shift-answers small">${lines.map((one) => html`<li key=${one.id}><b>${one.say}:</b> <span dir="auto">${one.words}</span></li>`)}</ul>`;
}

/** @param {Live} live @param {string} id */
function titled(live, id) {
  const record = live.store.record(id);
  return record ? titleOf(record) : "something that was taken off";
}
