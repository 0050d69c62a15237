// One record that something is missing from, ready to be put right where it is named: its words, and the two or
// three fields that matter for its kind. The board it belongs to is one press away.
import { useId, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { KeptInput } from "../parts/field.js";
import { isHere, isTeam, isVisitor, nameOf, peopleOf } from "./who.js";
import { useTakenUp } from "./edits.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{name: string, label: string, as: "text" | "day" | "person" | "records" | "choice", kinds?: string[], options?: string[]}} Field */

const OWNER = /** @type {Field} */ ({ name: "owner", label: "Who", as: "person" });
const DUE = /** @type {Field} */ ({ name: "due", label: "By when", as: "day" });

/** @type {{[kind: string]: Field[]}} what matters when something is missing */
const KINDS = {
  card: [{ name: "text", label: "Card", as: "text" }, { name: "sources", label: "Where it comes from", as: "records", kinds: ["source"] }],
  unknown: [OWNER, DUE],
  goal: [{ name: "text", label: "Goal", as: "text" }],
  pressure: [{ name: "text", label: "Pressure", as: "text" }],
  initiative: [{ name: "links", label: "Serves which goal or pressure", as: "records", kinds: ["goal", "pressure"] }],
  obstacle: [{ name: "links", label: "Stands before which initiative", as: "records", kinds: ["initiative"] }],
  stakeholder: [{ name: "name", label: "Name", as: "text" }, { name: "reports_to", label: "Reports to", as: "records", kinds: ["stakeholder"] }],
  cell: [{ name: "status", label: "How it stands", as: "choice", options: ["unknown", "open", "owned", "competitor", "in_house", "not_applicable", "blocked"] }, OWNER, DUE, { name: "reason", label: "Reason", as: "text" }],
  opportunity: [{ name: "initiatives", label: "For which initiative", as: "records", kinds: ["initiative"] }, { name: "focus", label: "Decision", as: "choice", options: ["focus", "nurture", "drop"] }],
  objective: [{ name: "text", label: "Objective", as: "text" }],
  strategy: [{ name: "text", label: "Strategy", as: "text" }],
  action: [{ name: "what", label: "What", as: "text" }, { name: "outcome", label: "Outcome", as: "text" }, OWNER, DUE, { name: "first_step", label: "First step this week", as: "text" }],
  risk: [{ name: "early_sign", label: "Early sign", as: "text" }, OWNER],
};

/** @param {WireRecord} record what it is called in a list */
export const titleOf = ({ body }) => body.text || body.what || body.name || body.placeholder || body.question || body.title || "Without a title";

/** @param {{live: Live, id: string, onShow?: (() => void) | undefined}} props `onShow` leads to it on its board */
export function RecordCard({ live, id, onShow }) {
  const record = live.store.record(id);
  const [open, setOpen] = useState(false);
  if (!record) return null;
  const known = KINDS[record.kind];
  const own = OWN.get(record.kind);
  return html`<div class="record-card" data-record=${id}>
    <div class="row apart">
      <p dir="auto" class="record-title">${record.kind === "cell" ? cellTitle(live, record) : titleOf(record)}</p>
      <span class="row record-acts">
        ${known && part(Button, { size: "s", look: "quiet", onClick: () => setOpen(!open), children: open ? "Close" : "Put right" })}
        ${known && onShow && part(Button, { size: "s", look: "quiet", icon: "next", label: `Show on its board: ${titleOf(record)}`, onClick: onShow })}
      </span>
    </div>
    ${own && part(own, { live, record })}
    ${open && known && html`<div class="stack gap-s">${known.map((field) => part(Edit, { live, record, field, key: field.name }))}</div>`}
  </div>`;
}

/** @param {Live} live @param {WireRecord} cell */
const cellTitle = ({ store }, { body }) => `${store.record(body.unit)?.body.name ?? ""}, ${store.record(body.offering)?.body.name ?? ""}`;

/** @param {{live: Live, record: WireRecord, field: Field}} props one field, kept when it changes */
function Edit({ live, record, field }) {
  const id = useId();
  const [refused, setRefused] = useState("");
  const takenUp = useTakenUp(live);
  const value = record.body[field.name];
  /** @param {unknown} next */
  const keep = async (next) => {
    if (next === value) return;
    const answer = await live.send("record.edit", { id: record.id, set: { [field.name]: next } }, { rev: record.rev });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    takenUp(answer);
  };
  return html`<div class="field">
    <label for=${id}>${field.label}</label>
    ${inputFor({ live, id, field, value, keep })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </div>`;
}

/** @param {{live: Live, id: string, field: Field, value: any, keep: (next: unknown) => void}} with_ */
function inputFor({ live, id, field, value, keep }) {
  const { store } = live;
  if (field.as === "text") return part(KeptInput, { id, rows: 2, value: value ?? "", onKeep: keep });
  if (field.as === "day") return part(KeptInput, { id, type: "date", value: value ?? "", onKeep: keep });
  const options =
    field.as === "person" ? peopleOf(store).filter(isTeam).map((one) => [one.id, one.body.name])
    : field.as === "choice" ? (field.options ?? []).map((one) => [one, one.replaceAll("_", " ")])
    : (field.kinds ?? []).flatMap((kind) => store.records(kind)).map((one) => [one.id, titleOf(one).slice(0, 80)]);
  const many = Array.isArray(value);
  const chosen = many ? (value.at(-1) ?? "") : (value ?? "");
  const pick = (/** @type {any} */ event) => keep(many ? [...new Set([...value, event.target.value])].filter(Boolean) : event.target.value);
  return html`<select id=${id} value=${chosen} onChange=${pick}>
    <option value="">Choose…</option>
    ${options.map(([key, title]) => html`<option key=${key} value=${key} selected=${key === chosen}>${title}</option>`)}
  </select>`;
}

/** @param {{live: Live, record: WireRecord}} props somebody who is missing: one tap says where they are */
function MissingPerson({ live, record }) {
  if (isVisitor(record)) return part(VisitorFacts, { live, record });
  if (isHere(record)) return null;
  const attest = (/** @type {string} */ presence) => () => void live.send("people.attest", { person: record.id, presence });
  return html`<div class="row gap-s">
    ${part(Button, { size: "s", onClick: attest("room"), children: "Is in the room" })}
    ${part(Button, { size: "s", look: "quiet", onClick: attest("remote"), children: "Is remote" })}
  </div>`;
}

/** @param {{live: Live, record: WireRecord}} props who a visitor is, and who invited them */
function VisitorFacts({ live, record }) {
  const id = useId();
  const set = (/** @type {any} */ change) => void live.send("people.edit", { person: record.id, set: change });
  const hosts = peopleOf(live.store).filter(isTeam);
  return html`<div class="stack gap-s">
    <div class="field"><label for=${`${id}-position`}>Position</label>
      ${part(KeptInput, { id: `${id}-position`, most: 100, value: record.body.function, onKeep: (text) => set({ function: text }) })}</div>
    <div class="field"><label for=${`${id}-host`}>Invited by</label>
      <select id=${`${id}-host`} onChange=${(/** @type {any} */ e) => set({ host: e.target.value })}><option value="">Choose…</option>
        ${hosts.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === record.body.host}>${one.body.name}</option>`)}</select></div>
  </div>`;
}

/** @param {{live: Live, record: WireRecord}} props a question that is neither answered nor parked */
function OpenQuestion({ live, record }) {
  const [text, setText] = useState("");
  const id = useId();
  /** @param {"answer" | "park"} how */
  const settle = (how) => () => {
    if (!text.trim()) return;
    void live.send(`questions.${how}`, { question: record.id, [how === "answer" ? "text" : "why"]: text.trim() });
  };
  return html`<div class="stack gap-s">
    <label class="spoken" for=${id}>The answer, or why it is parked</label>
    <textarea id=${id} rows="2" dir="auto" placeholder="The answer, or why it is parked" value=${text} onInput=${(/** @type {any} */ e) => setText(e.target.value)}></textarea>
    <div class="row gap-s">
      ${part(Button, { size: "s", onClick: settle("answer"), children: "It is answered" })}
      ${part(Button, { size: "s", look: "quiet", onClick: settle("park"), children: "Park it" })}
    </div>
  </div>`;
}

/** @param {{live: Live, record: WireRecord}} props an action without its owner's answer: whom to turn to */
function WhoseAction({ live, record }) {
  const { owner, state, declined_why: why } = record.body;
  return html`<p class="small faint"><bdi>${nameOf(live.store, owner)}</bdi> ${state === "declined" ? html`declined: <span dir="auto">${why}</span>` : "has not answered yet"}</p>`;
}

/** @param {{live: Live, record: WireRecord}} props asks first while people still place dots, as the one button does */
function OpenBallot({ live, record }) {
  const [asked, setAsked] = useState(false);
  if (!record.body.open) return null;
  const sure = live.store.record("next_step")?.body.sure;
  const press = () => (sure && !asked ? setAsked(true) : void live.send("vote.close", { ballot: record.id }));
  return part(Button, { size: "s", onClick: press, children: (asked && sure) || "Close this vote" });
}

/** @type {Map<string, (props: {live: Live, record: WireRecord}) => import("../live/part.js").VNode | null>} */
const OWN = new Map([["person", MissingPerson], ["question", OpenQuestion], ["action", WhoseAction], ["ballot", OpenBallot]]);
