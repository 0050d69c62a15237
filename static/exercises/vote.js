// Dot vote: few dots, placed alone; nobody sees a tally before it is closed, only how many have finished.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Empty } from "../parts/empty.js";
import { Menu } from "../parts/menu.js";
import { Picker } from "../parts/picker.js";
import { Stepper } from "../parts/stepper.js";
import { isHere, isTeam, nameOf, peopleOf } from "../room/who.js";
import { Opening } from "./vote/opening.js";
import { ballotOf, optionOf } from "./vote/options.js";
import { Placing } from "./vote/placing.js";
import { Results, SeenBefore, Wall } from "./vote/results.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */

/** @param {{ live: Live, ballot: WireRecord }} props how many have finished, and nothing else */
function Turnout({ live, ballot }) {
  const { finished = 0, voters = ballot.body.voters.length } = live.store.record(`turnout:${ballot.id}`)?.body ?? {};
  return html`<div class="stack gap-s">
    <p class="task-count"><b>${finished} of ${voters}</b> finished</p>
    <span class="meter" aria-hidden="true"><span style=${`inline-size:${(100 * finished) / Math.max(voters, 1)}%`}></span></span>
  </div>`;
}

/** @param {BoardProps} props */
export function Board({ live }) {
  const { store } = live;
  const ballot = ballotOf(store);
  if (!ballot) {
    return store.ready.value ? part(Empty, { say: "The vote opens in a moment. You will get a few dots and spread them alone; the result is advice.", example: "If we could do only three of these this year, which?" }) : html`<div aria-busy="true"></div>`;
  }
  const voter = ballot.body.voters.includes(store.me.value.person);
  return html`<div class="board-vote stack gap-l">
    ${ballot.body.title && html`<h2 class="vote-question" dir="auto">${ballot.body.title}</h2>`}
    ${!ballot.body.open ? part(Results, { live, ballot })
      : html`${part(SeenBefore, { live, ballot })}${voter ? part(Placing, { live, ballot, key: ballot.id }) : html`<p class="quiet">The others vote this time. You see the result with them.</p>`}${part(Turnout, { live, ballot })}`}
  </div>`;
}

/** @param {BoardProps} props */
export function Desk({ live }) {
  const ballot = ballotOf(live.store);
  const [another, setAnother] = useState(false);
  if (!ballot || (another && !ballot.body.open)) return part(Opening, { live, onOpened: () => setAnother(false) });
  if (!ballot.body.open) {
    return html`<div class="board-vote stack gap-l">
      ${ballot.body.title && html`<h2 class="vote-question" dir="auto">${ballot.body.title}</h2>`}
      ${part(Results, { live, ballot })}
      <p class="menu-start menu-up">${part(Menu, { label: "Another vote", children: "Another vote", items: [
        { id: "same", title: "Vote on this again", hint: "The first result stays beside the second", onPick: () => void live.send("vote.again", { ballot: ballot.id }) },
        { id: "again", title: "Open another vote", hint: "This one stays as it is", onPick: () => setAnother(true) }] })}</p>
    </div>`;
  }
  return html`<div class="board-vote stack gap-l" data-ballot=${ballot.id}>
    ${ballot.body.title && html`<h2 class="vote-question" dir="auto">${ballot.body.title}</h2>`}
    <p class="small faint">${ballot.body.items.length} options, ${ballot.body.dots_each} dots each. Nobody sees a tally before the vote is closed, you included.</p>
    ${part(SeenBefore, { live, ballot })}
    ${part(StillOut, { live, ballot })}
    ${part(MoreVoters, { live, ballot })}
    ${part(Spoken, { live, ballot })}
  </div>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props who has not finished; never how anybody votes */
function StillOut({ live, ballot }) {
  const done = live.store.record(`turnout:${ballot.id}`)?.body.finished_by ?? [];
  const out = ballot.body.voters.filter((/** @type {string} */ id) => !done.includes(id));
  if (out.length === 0) return html`<p class="good">Everybody has finished.</p>`;
  const here = out.filter((/** @type {string} */ id) => isHere(live.store.record(id) ?? { body: {} }));
  const away = out.length - here.length;
  return html`<p class="still-out">${here.length > 0 ? html`<span class="small faint">Not finished yet:</span> ${here.map((/** @type {string} */ id) => html`<bdi key=${id} class="tag">${nameOf(live.store, id)}</bdi>`)}` : html`<span class="good">Everybody who is here has finished.</span>`}
    ${away > 0 && html`<span class="small faint">${here.length > 0 && "and "}${away} who ${away === 1 ? "is" : "are"} not here</span>`}</p>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props who of the team is not among the voters, to be let in */
function MoreVoters({ live, ballot }) {
  const others = peopleOf(live.store).filter((one) => isTeam(one) && !ballot.body.voters.includes(one.id));
  if (others.length === 0) return null;
  const options = others.map((one) => ({ id: one.id, title: one.body.name }));
  return html`<details class="folded"><summary>Somebody else votes too</summary>
    ${part(Picker, { label: "Let them vote", options, value: "", onPick: (id) => id && void live.send("vote.let_in", { ballot: ballot.id, person: id }) })}</details>`;
}

/** @param {{ live: Live, ballot: WireRecord }} props dots for somebody without a device: said aloud to the desk, not shown to it again */
function Spoken({ live, ballot }) {
  const { store } = live;
  const [person, setPerson] = useState("");
  const [dots, setDots] = useState(/** @type {{[item: string]: number}} */ ({}));
  const [say, setSay] = useState("");
  const options = ballot.body.voters.map((/** @type {string} */ id) => ({ id, title: store.record(id)?.body.name ?? "" }));
  const pick = (/** @type {string} */ id) => (setPerson(id), setDots({}), setSay(""));
  const set = async (/** @type {string} */ item, /** @type {number} */ count) => {
    const answer = await live.send("vote.set_dots", { ballot: ballot.id, item, dots: count }, { onBehalf: person });
    if (answer.ok) return setDots((now) => ({ ...now, [item]: count })), setSay("");
    setSay(answer.say ?? "");
    return void live.dismiss(answer.id);
  };
  return html`<details class="folded"><summary>Somebody has no device</summary><div class="stack">
    ${part(Picker, { label: "Said aloud by", options, value: person, onPick: pick })}
    ${say && html`<p class="field-error" role="alert">${say}</p>`}
    ${person && html`<ol class="vote-list">${ballot.body.items.map((/** @type {string} */ id, /** @type {number} */ i) => html`<li key=${id} class="vote-line"><span class="vote-words"><span><span class="vote-number num faint">${i + 1}</span> <span dir="auto">${optionOf(store, id).title}</span></span></span>
      ${part(Stepper, { label: optionOf(store, id).title, value: dots[id] ?? 0, max: ballot.body.dots_each, onChange: (count) => void set(id, count) })}</li>`)}</ol>
      <div class="row">${part(Button, { size: "s", onClick: () => { void live.send("vote.done", { ballot: ballot.id }, { onBehalf: person }); pick(""); }, children: "That is all" })}</div>`}
  </div></details>`;
}

/** @param {BoardProps} props for the projector */
export function Display({ live, slot }) {
  const ballot = ballotOf(live.store);
  if (ballot && !ballot.body.open) return part(Wall, { live, ballot });
  return html`<p class="screen-ask screen-ask-long" dir="auto">${ballot?.body.title || slot.body.prompt || "What is worth our year?"}</p>`;
}
