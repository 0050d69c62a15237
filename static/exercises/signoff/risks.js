// What could make the plan fail: in a sentence, then what it threatens, how we would notice, what we would do, who watches.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { Composer } from "../../parts/composer.js";
import { Empty } from "../../parts/empty.js";
import { TextField } from "../../parts/field.js";
import { Unsaid } from "../../parts/unsaid.js";
import { Picker } from "../../parts/picker.js";
import { useAloud } from "../../room/aloud.js";
import { withComing } from "../../room/coming.js";
import { Conflicts } from "../../room/correction.js";
import { adding } from "../../room/edits.js";
import { FromDesk } from "../../room/from_desk.js";
import { RecordSheet } from "../../room/record_sheet.js";
import { Returned } from "../../room/returned.js";
import { nameOf, teamOptions } from "../../room/who.js";
import { planRecords, titleOf } from "./planned.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {import("../../room/record_sheet.js").Form} Form */

const ADD = "signoff.add_risk";
const EMPTY = { text: "", threatens: "", early_sign: "", response: "", owner: "" };
/** What a risk can threaten. */
const THREATENED = ["objective", "strategy", "action", "opportunity", "initiative"];

/** @param {import("../../room/board.js").BoardProps} props */
export function Risks({ live, slot }) {
  const aloud = useAloud(live);
  const [open, setOpen] = useState(/** @type {Shown | null} */ (null));
  const risks = withComing(live.store, "risk", ADD);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => live.keys.on("n", "New risk", () => box.current?.querySelector("textarea")), []);
  const watched = risks.filter((one) => one.body.owner && one.body.early_sign).length;
  return html`<div class="pieces" ref=${box}>
    <div class="stack">${part(FromDesk, { live, children: html`${aloud.line}
      ${part(Composer, { label: "What could make this plan fail?", draftKey: `${live.boot.seat}:risk`, word: "Add risk", placeholder: "The man who wants this leaves before May",
        ...adding(live, ADD, (text) => ({ text }), () => aloud.person) })}` })}
      ${part(Returned, { live, types: [ADD] })}
      ${part(FromBefore, { live, slot, risks })}</div>
    ${risks.length > 0 && html`<p class="tally"><span><b>${risks.length}</b> ${risks.length === 1 ? "risk" : "risks"}</span><span><b>${watched}</b> with an early sign and somebody who watches</span></p>`}
    ${risks.length === 0 && live.store.ready.value
      ? part(Empty, { say: "The three worst are enough: each with a sign we would see early, and somebody who looks out for it.", example: "If our sponsor moves on, nobody else there will take this up." })
      : html`<ol class="risks">${risks.map((risk) => part(Risk, { live, risk, onOpen: () => !risk.coming && setOpen(risk), key: risk.id }))}</ol>`}
    ${open && part(RiskSheet, { live, risk: open, onClose: () => setOpen(null), key: open.id })}
  </div>`;
}

/** @param {{live: Live, slot: import("../../live/view.js").WireRecord, risks: Shown[]}} props what was written just before, when we imagined that it had failed */
function FromBefore({ live, slot, risks }) {
  const { store } = live;
  const lines = store.records("slot").filter((one) => one.body.stage === slot.body.stage && one.body.kind === "capture").map((one) => one.id);
  const taken = new Set(risks.map((one) => one.body.text));
  const notes = store.records("note").filter((one) => lines.includes(one.body.slot) && !taken.has(one.body.text));
  if (notes.length === 0) return null;
  const stars = (/** @type {Shown} */ one) => one.body.stars?.length ?? 0;
  const sorted = [...notes].sort((a, b) => stars(b) - stars(a));
  return html`<details class="folded from-before"><summary>Take one from what we imagined, ${notes.length}</summary>
    <ul class="lines">${sorted.map((note) => html`<li key=${note.id} class="row apart">
      <span dir="auto" class="joining-other">${note.body.text}${stars(note) > 0 && html` <span class="small faint">${stars(note)} ${stars(note) === 1 ? "star" : "stars"}</span>`}</span>
      ${part(Button, { size: "s", icon: "plus", onClick: () => void live.send(ADD, { text: note.body.text }), of: note.body.text, children: "As a risk" })}</li>`)}</ul>
  </details>`;
}

/** @param {{live: Live, risk: Shown, onOpen: () => void}} props */
function Risk({ live, risk, onOpen }) {
  const { store } = live;
  const { body } = risk;
  const threatened = body.threatens && store.record(body.threatens);
  return html`<li class=${names("risk", risk.pending && "risk-pending")} data-record=${risk.id}>
    <button type="button" class="risk-open" disabled=${risk.pending && risk.rev === 0} onClick=${onOpen}>
      <span class="risk-text" dir="auto">${body.text}</span>
      ${part(WayMark, { pending: risk.pending })}
      ${threatened && html`<span class="small faint">threatens <span dir="auto">${titleOf(threatened)}</span></span>`}
    </button>
    <dl class="risk-facts">
      ${part(Fact, { what: "Early sign", of: body.text, value: body.early_sign, missing: "How would we notice?", onOpen })}
      ${part(Fact, { what: "We would", of: body.text, value: body.response, missing: "What would we do?", onOpen })}
      ${part(Fact, { what: "Looks out for it", of: body.text, value: body.owner && nameOf(store, body.owner), missing: "Who looks out?", onOpen })}
    </dl>
    ${part(Conflicts, { live, record: risk })}
  </li>`;
}

/** @param {{what: string, of: string, value: string | undefined, missing: string, onOpen: () => void}} props what is said, or the question that opens the sheet */
export function Fact({ what, of, value, missing, onOpen }) {
  return html`<div><dt>${what}</dt><dd dir="auto">${value ? html`<bdi>${value}</bdi>` : part(Unsaid, { ask: missing, of, onClick: onOpen })}</dd></div>`;
}

/** @param {{live: Live, risk: Shown, onClose: () => void}} props */
function RiskSheet({ live, risk, onClose }) {
  const people = teamOptions(live.store);
  return part(RecordSheet, {
    live, title: "Risk", type: ADD, empty: EMPTY, record: live.store.record(risk.id) ?? risk, onClose, named: (body) => body["text"],
    draw: ({ values, set, wrong }) => html`
      ${part(TextField, { label: "What could happen", rows: 2, most: 4000, value: values["text"], error: wrong["text"], onChange: (text) => set({ text }) })}
      ${part(Picker, { label: "What it threatens", options: planRecords(live.store, THREATENED), value: values["threatens"], onPick: (threatens) => set({ threatens }), placeholder: "An objective, an action, an opportunity" })}
      ${part(TextField, { label: "How we would notice early", rows: 2, most: 4000, value: values["early_sign"], placeholder: "His calls move to his deputy", onChange: (early_sign) => set({ early_sign }) })}
      ${part(TextField, { label: "What we would do then", rows: 2, most: 4000, value: values["response"], placeholder: "Our manager calls theirs the same week", onChange: (response) => set({ response }) })}
      ${part(Picker, { label: "Who looks out for it", options: people, value: values["owner"], onPick: (owner) => set({ owner }) })}`,
  });
}
