// The desk opens a vote: what is voted on, how many dots each, who votes; two options that say the same are pointed out.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Empty } from "../../parts/empty.js";
import { Stepper } from "../../parts/stepper.js";
import { TextField } from "../../parts/field.js";
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
  const shown = kinds.some(([one]) => one === kind) ? kind : (kinds[0]?.[0] ?? "opportunity");
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
  const [title, setTitle] = useState("");
  const people = peopleOf(live.store).filter(isTeam);
  const usual = people.filter((one) => one.body.role !== "first_line_manager" && one.body.admitted !== false).map((one) => one.id);
  const [voters, setVoters] = useState(/** @type {string[] | null} */ (null));
  const [say, setSay] = useState("");
  const chosen = voters ?? usual;
  const dots = each || quarter(items.length);
  const open = async () => {
    const answer = await live.send("vote.open", { items, dots_each: dots, max_per_item: cap, title, ...(voters && { voters }) });
    if (answer.ok) return onOpened();
    setSay(answer.say ?? "");
    return void live.dismiss(answer.id);
  };
  if (kinds.length === 0) return part(Empty, { say: "There is nothing to vote on yet: name opportunities first." });
  return html`<div class="vote-open stack gap-l">
    ${kinds.length > 1 && html`<div class="row gap-s" role="group" aria-label="Vote on">${kinds.map(([id, name]) => part(Button, { key: id, size: "s", pressed: kind === id, onClick: () => setKind(id), children: name }))}</div>`}
    ${part(Items, { live, records, items, turn })}
    <div class="field-row vote-numbers">
      <div><span class="label">Dots each</span>${part(Stepper, { label: "Dots each", value: dots, min: 1, max: 20, dots: false, onChange: setEach })}</div>
      <div><span class="label">Most on one option</span>${part(Stepper, { label: "Most on one option", value: cap, min: 0, max: dots, dots: false, onChange: setCap })} <span class="small faint">${cap === 0 && "no limit"}</span></div>
    </div>
    ${part(TextField, { label: "The question", value: title, placeholder: "What is worth our year?", onChange: setTitle })}
    ${part(Voters, { people, chosen, onChange: setVoters })}
    ${say && html`<p class="field-error" role="alert">${say}</p>`}
    <p>${part(Button, { id: "opens-vote", onClick: () => void open(), children: `Open the vote: ${items.length} options, ${dots} dots, ${chosen.length} voters` })}</p>
  </div>`;
}

/** @param {{ live: Live, records: WireRecord[], items: string[], turn: (id: string) => void }} props */
function Items({ live, records, items, turn }) {
  const near = alike(records.filter((one) => items.includes(one.id)).map((one) => optionOf(live.store, one.id).title));
  return html`<fieldset class="vote-items"><legend>What is voted on (${items.length})</legend>
    ${near.length > 0 && html`<p class="small warn" role="status">These sound alike and would share their dots: ${near.map((pair) => `“${pair[0]}” and “${pair[1]}”`).join("; ")}. Join them first?</p>`}
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

/** @param {string} text its words, without the small ones */
const wordsIn = (text) => new Set(text.toLocaleLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);

/** @param {string[]} titles @returns {[string, string][]} pairs whose words are mostly the same */
export function alike(titles) {
  const sets = titles.map(wordsIn);
  return titles.flatMap((title, i) => titles.slice(i + 1).flatMap((other, j) => {
    const [a, b] = [sets[i] ?? new Set(), sets[i + 1 + j] ?? new Set()];
    const both = [...a].filter((word) => b.has(word)).length;
    return both > 0 && both / (a.size + b.size - both) >= 0.6 ? [/** @type {[string, string]} */ ([title, other])] : [];
  }));
}
