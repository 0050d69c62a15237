// How we see the key people, each alone; then where we differ. Nobody's answer ever shows with a name.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { Empty } from "../../parts/empty.js";
import { atDesk } from "../../room/aloud.js";
import { Returned } from "../../room/returned.js";
import { INFLUENCES, STANCES, isExecutive, titleOf } from "./people.js";
import { StanceMark } from "./marks.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {{answers: number, disposition: {[word: string]: number}, influence: {[word: string]: number}}} Said */

const RATE = "relationship_map.rate";
const SPREAD_FROM = 3;

/** @param {Shown} person those who count most come first */
const weight = ({ body }) => ({ high: 0, medium: 1, low: 2 })[/** @type {"high"} */ (body.influence)] ?? 1.5;

/** @param {{ live: Live, people: Shown[] }} props */
export function Differ({ live, people }) {
  const [all, setAll] = useState(false);
  const known = people.filter((one) => !one.coming && !one.body.placeholder);
  const key = known.filter((one) => one.body.influence === "high" || isExecutive(one));
  const shown = (all || key.length === 0 ? known : key).sort((a, b) => weight(a) - weight(b));
  if (known.length === 0) return part(Empty, { say: "First put people on the map; then each of us says alone how they see the ones who count.", example: "I would have said she is for us. You met her last week?" });
  return html`<div class="stack">
    ${part(Returned, { live, types: [RATE, "relationship_map.show", "relationship_map.ask_again"] })}
    <ul class="differ">${shown.map((person) => html`<li key=${person.id} class="differ-one">${part(One, { live, person })}</li>`)}</ul>
    ${known.length > key.length && key.length > 0 && html`<p>${part(Button, { size: "s", look: "quiet", onClick: () => setAll(!all), children: all ? "Only those who count most" : `All ${known.length}` })}</p>`}
  </div>`;
}

/** @param {{ live: Live, person: Shown }} props */
function One({ live, person }) {
  const { store } = live;
  const shown = store.record(`seen:${person.id}`);
  const count = store.record(`answers:${person.id}`)?.body.answers ?? 0;
  const leads = atDesk(live) || store.me.value.role === "first_line_manager";
  const said = shown?.status === "active" ? /** @type {Said} */ (shown.body) : null;
  return html`
    <h2 class="differ-name"><bdi>${titleOf(person)}</bdi> <span class="quiet small">${person.body.name && person.body.title}</span></h2>
    ${said ? part(Spread, { said }) : !atDesk(live) && part(Mine, { live, person })}
    <div class="row apart">
      <p class="task-count">${said ? `${said.answers} answers` : `${count} answered`}</p>
      ${leads && !said && count >= SPREAD_FROM && part(Button, { size: "s", icon: "eye", onClick: () => void live.send("relationship_map.show", { stakeholder: person.id }), of: titleOf(person), children: `Show the ${count} answers` })}
      ${leads && said && part(Button, { size: "s", look: "quiet", onClick: () => void live.send("relationship_map.ask_again", { stakeholder: person.id }), of: titleOf(person), children: "Ask again" })}
      ${leads && !said && count > 0 && count < SPREAD_FROM && html`<span class="small faint">Shows from ${SPREAD_FROM} answers</span>`}
    </div>`;
}

/** @param {{ live: Live, person: Shown }} props my own answer, sent when both halves are there */
function Mine({ live, person }) {
  const kept = live.store.record(`stance:${person.id}:${live.store.me.value.person}`);
  const ghost = live.store.ghosts(RATE).findLast((one) => one.data.stakeholder === person.id)?.data;
  const [half, setHalf] = useState(/** @type {{disposition?: string, influence?: string}} */ ({}));
  const now = { ...(kept?.status === "active" ? kept.body : {}), ...ghost, ...half };
  /** @param {{disposition?: string, influence?: string}} change */
  const choose = (change) => {
    const next = { ...now, ...change };
    if (!next.disposition || !next.influence) return setHalf({ ...half, ...change });
    setHalf({});
    void live.send(RATE, { stakeholder: person.id, disposition: next.disposition, influence: next.influence });
  };
  return html`<div class="stack gap-s">
    ${part(Choice, { label: "I see them as", of: titleOf(person), options: [...STANCES], value: now.disposition ?? null, onChoose: (disposition) => choose({ disposition }) })}
    ${part(Choice, { label: "They weigh", of: titleOf(person), options: INFLUENCES, value: now.influence ?? null, onChoose: (influence) => choose({ influence }) })}
    <p class="small faint">Only you see your answer.</p>
  </div>`;
}

/** @param {{ said: Said }} props */
function Spread({ said }) {
  const apart = Object.keys(said.disposition).filter((word) => word !== "unknown").length > 1;
  return html`<div class="stack gap-s">
    ${part(Bars, { counts: said.disposition, options: [...STANCES], marks: true })}
    ${part(Bars, { counts: said.influence, options: INFLUENCES, marks: false })}
    ${apart && html`<p class="small"><span class="tag tag-warn">We differ</span> What did each of us see?</p>`}
  </div>`;
}

/** @param {{ counts: {[word: string]: number}, options: {id: string, title: string}[], marks: boolean }} props */
function Bars({ counts, options, marks }) {
  return html`<ul class="spread">${options.map(({ id, title }) => {
    const count = counts[id] ?? 0;
    return html`<li key=${id} class=${names("spread-line", count === 0 && "spread-none")}>
      <span class="spread-word"><span aria-hidden="true">${marks && part(StanceMark, { stance: id })}</span> ${title}</span>
      <span class="spread-dots" aria-hidden="true">${"●".repeat(count)}</span><span class="num spread-count">${count}</span>
    </li>`;
  })}</ul>`;
}
