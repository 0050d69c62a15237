// The desk opens a vote: what is voted on, how many dots each, who votes; two options that say the same are pointed out.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Empty } from "../../parts/empty.js";
import { Stepper } from "../../parts/stepper.js";
import { TextField } from "../../parts/field.js";
import { useAlike } from "../../room/alike.js";
import { isTeam, peopleOf } from "../../room/who.js";
import { optionOf } from "./options.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** What can be voted on besides opportunities, if there is any. @type {[string, string][]} */
const KINDS = [["opportunity", "Opportunities"], ["objective", "Objectives"], ["note", "Notes"], ["cluster", "Groups of notes"], ["question", "Questions"], ["parked", "Parked"], ["risk", "Risks"]];

/** @param {WireRecord} one what is preselected: whatever is still to be won */
const isLive = (one) => one.kind !== "opportunity" || (["potential", "qualified", "proposal"].includes(one.body.stage) && one.body.focus !== "drop");

/** @param {number} count as the server would choose: a quarter of the options, two to six */
const quarter = (count) => Math.min(6, Math.max(2, Math.floor((count + 2) / 4)));

/** @param {Live} live */
function useChoices(live) {
  const kinds = KINDS.filter(([kind]) => live.store.records(kind).length > 0);
  const [kind, setKind] = useState("opportunity");
  const shown = kind;
  const records = live.store.records(shown);
  const [turned, setTurned] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const items = records.filter((one) => isLive(one) !== turned.has(one.id)).map((one) => one.id);
  const turn = (/** @type {string} */ id) => setTurned(new Set(turned.has(id) ? [...turned].filter((one) => one !== id) : [...turned, id]));
  return { kinds, kind: shown, setKind, records, items, turn };
}

/** @param {{ live: Live, onOpened: () => void }} props */
export function Opening({ live, onOpened }) {
  const { kinds, kind, setKind, records, items, turn } = useChoices(live);
  const [each, setEach] = useState(0);
  const [cap, setCap] = useState(0);
  const [others, setOthers] = useState(false);
  const [title, setTitle] = useState("");
  const [other, setOther] = useState(false);
  const people = peopleOf(live.store).filter(isTeam);
  const usual = people.filter((one) => one.body.role !== "first_line_manager" && one.body.admitted !== false).map((one) => one.id);
  const [voters, setVoters] = useState(/** @type {string[] | null} */ (null));
  const [say, setSay] = useState("");
  const chosen = voters ?? usual;
  const dots = each || quarter(items.length);
  const open = async () => {
    const answer = await live.send("vote.open", { items, dots_each: dots, max_per_item: cap, others_only: others, title, ...(voters && { voters }) });
    if (answer.ok) return onOpened();
    setSay(answer.say ?? "");
    return void live.dismiss(answer.id);
  };
  const kindsRow = html`<div class="row gap-s" role="group" aria-label="Vote on">${kinds.map(([id, name]) => part(Button, { key: id, size: "s", pressed: kind === id, onClick: () => setKind(id), children: name }))}</div>`;
  if (records.length === 0) {
    return html`<div class="vote-open stack gap-l">
      ${part(Empty, { say: "No opportunities yet. Name them on the white space first: what we could do, for which initiative of the customer. Then the dots say what is worth the year.", example: "One service contract for all their sites" })}
      ${kinds.length > 0 && (other ? kindsRow : html`<p>${part(Button, { size: "s", look: "quiet", onClick: () => setOther(true), children: "Vote on something else…" })}</p>`)}
    </div>`;
  }
  return html`<div class="vote-open stack gap-l">
    ${kinds.length > 1 && (other || kind !== "opportunity" ? kindsRow : html`<p>${part(Button, { size: "s", look: "quiet", onClick: () => setOther(true), children: "Vote on something else…" })}</p>`)}
    ${part(StillGrouping, { live, items })}
    ${part(Near, { live, records: records.filter((one) => items.includes(one.id)), onLeaveOut: turn })}
    ${part(Items, { live, records, items, turn })}
    ${part(Numbers, { dots, cap, onDots: setEach, onCap: setCap })}
    <label class="tick"><input type="checkbox" checked=${others} onChange=${() => setOthers(!others)} /><span>Nobody puts dots on what they wrote themselves</span></label>
    ${part(TextField, { label: "The question", value: title, placeholder: "What is worth our year?", onChange: setTitle })}
    ${part(Voters, { people, chosen, onChange: setVoters })}
    ${say && html`<p class="field-error" role="alert">${say}</p>`}
    <p>${part(Button, { id: "opens-vote", onClick: () => void open(), children: `Open the vote: ${items.length} options, ${dots} dots, ${chosen.length} voters` })}</p>
  </div>`;
}

/** @param {{ dots: number, cap: number, onDots: (dots: number) => void, onCap: (cap: number) => void }} props */
function Numbers({ dots, cap, onDots, onCap }) {
  return html`<div class="field-row vote-numbers">
    <div><span class="label">Dots each</span>${part(Stepper, { label: "Dots each", value: dots, min: 1, max: 20, dots: false, onChange: onDots })}</div>
    <div><span class="label">Most on one option</span>${part(Stepper, { label: "Most on one option", value: cap, min: 0, max: dots, dots: false, onChange: onCap })} <span class="small faint">${cap === 0 && "no limit"}</span></div>
  </div>`;
}

/** @param {{ live: Live, records: WireRecord[], items: string[], turn: (id: string) => void }} props */
function Items({ live, records, items, turn }) {
  return html`<fieldset class="vote-items"><legend>What is voted on (${items.length})</legend>
    ${records.map((one) => html`<label key=${one.id} class=${names("tick", !items.includes(one.id) && "faint")}><input type="checkbox" checked=${items.includes(one.id)} onChange=${() => turn(one.id)} /><span dir="auto">${optionOf(live.store, one.id).title}</span></label>`)}
  </fieldset>`;
}

/** @param {{ people: WireRecord[], chosen: string[], onChange: (voters: string[]) => void }} props */
function Voters({ people, chosen, onChange }) {
  const turn = (/** @type {string} */ id) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return html`<details class="folded"><summary>Who votes: ${chosen.length}</summary><div class="vote-voters">
    ${people.map((one) => html`<label key=${one.id} class="tick"><input type="checkbox" checked=${chosen.includes(one.id)} onChange=${() => turn(one.id)} /><bdi>${one.body.name}</bdi></label>`)}
  </div></details>`;
}

/** So many pairs are shown at a time. */
const NEAR = 2;
/** What can be joined where it stands. */
const JOINABLE = new Set(["opportunity", "note", "question"]);

/** @param {{ live: Live, records: WireRecord[], onLeaveOut: (id: string) => void }} props options that sound alike would share their dots: joined here, or left as they are */
function Near({ live, records, onLeaveOut }) {
  const [fine, setFine] = useState(/** @type {string[]} */ ([]));
  const title = (/** @type {string} */ id) => optionOf(live.store, id).title;
  const pairs = useAlike(live, records).slice(0, 6).filter((pair) => !fine.includes(pair.one + pair.other));
  if (pairs.length === 0) return null;
  const joins = JOINABLE.has(records[0]?.kind ?? "");
  return html`<div class="vote-near stack gap-s" role="group" aria-label="Options that sound alike">
    <p class="small"><b>${pairs.length === 1 ? "Two options sound alike" : `${pairs.length} pairs sound alike`}</b> and would share their dots. Join them, or open the vote as it is.</p>
    <ul class="lines">${pairs.slice(0, NEAR).map((pair) => html`<li key=${pair.one + pair.other} class="stack gap-s">
      <p><span dir="auto">“${title(pair.one)}”</span> and <span dir="auto">“${title(pair.other)}”</span></p>
      <div class="row gap-s">
        ${joins && part(Button, { size: "s", onClick: () => void live.send("record.merge", { into: pair.one, others: [pair.other] }), children: "Join them" })}
        ${part(Button, { size: "s", look: "quiet", onClick: () => onLeaveOut(pair.other), children: "Leave the second out" })}
        ${part(Button, { size: "s", look: "quiet", onClick: () => setFine([...fine, pair.one + pair.other]), children: "Not the same" })}
      </div></li>`)}</ul>
    ${pairs.length > NEAR && html`<p class="small quiet">${pairs.length - NEAR} more when these are settled.</p>`}
  </div>`;
}

/** @param {{ live: Live, items: string[] }} props cards whose headings still move cannot be voted on: one press says that they stand */
function StillGrouping({ live, items }) {
  const { store } = live;
  const slots = new Set(items.map((id) => store.record(id)).flatMap((one) => (one && ["note", "cluster"].includes(one.kind) ? [one.body.slot] : [])));
  const open = [...slots].filter((id) => store.records("cluster").some((one) => one.body.slot === id) && !store.record(id)?.body.grouped);
  if (open.length === 0) return null;
  return html`<div class="vote-near stack gap-s"><p class="small">These cards are still being put under headings.</p>
    <div>${part(Button, { size: "s", onClick: () => open.forEach((slot) => void live.send("capture.finish_grouping", { slot })), children: "The headings stand" })}</div></div>`;
}
