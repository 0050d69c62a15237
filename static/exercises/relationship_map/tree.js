// The people by unit and reporting line, each drawn with stance, influence and coverage; a tap opens one.
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { tap } from "../../room/coming.js";
import { Conflicts } from "../../room/correction.js";
import { nameOf } from "../../room/who.js";
import { listensTo } from "./influence.js";
import { CoverageMark, StanceMark, stanceWord } from "./marks.js";
import { grouped, isExecutive, titleOf } from "./people.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */
/** @typedef {import("./people.js").Line} Line */
/** @typedef {{ live: Live, people: Shown[], onOpen: (person: Shown) => void, onAdd?: (unit: string) => void }} TreeProps */

/** @param {TreeProps} props */
export function Tree({ live, people, onOpen, onAdd }) {
  return html`<div class="org">${grouped(people).map(({ unit, lines }) => html`<section key=${unit} class="org-unit" aria-label=${unit || "Without a unit"}>
    <h2 class="org-unit-name"><bdi>${unit || "Unit not said"}</bdi> <span class="faint num">${lines.length}</span></h2>
    <ul class="org-lines">${lines.map((line) => html`<li key=${line.person.id} class="org-line" style=${`--depth:${Math.min(line.depth, 5)}`}>
      ${part(Row, { live, line, onOpen })}
      ${part(Conflicts, { live, record: line.person })}
    </li>`)}</ul>
    ${onAdd && html`<p class="hang org-add">${part(Button, { size: "s", look: "quiet", icon: "plus", label: `Add here: ${unit || "no unit"}`, onClick: () => onAdd(unit), children: "Add here" })}</p>`}
  </section>`)}</div>`;
}

/** @param {{ live: Live, line: Line, onOpen: (person: Shown) => void }} props */
function Row({ live, line, onOpen }) {
  const { person, depth, elsewhere } = line;
  const { body } = person;
  const heard = listensTo(live.store, person.id).map(titleOf);
  const boss = elsewhere ? live.store.record(elsewhere) : undefined;
  const look = names("org-person", body.placeholder && "org-gap", person.pending && "org-pending", isExecutive(person) && "org-executive", depth > 0 && "org-below");
  return html`<button type="button" class=${look} data-record=${person.id} onClick=${() => !person.coming && onOpen(person)}>
    ${part(StanceMark, { stance: body.disposition ?? "unknown", influence: body.influence })}
    <span class="org-words">
      <bdi class="org-name" dir="auto">${titleOf(person)}</bdi>
      <span class="org-title" dir="auto">${body.name && body.title}${boss && html`${body.name && body.title && " · "}reports to <bdi>${titleOf(boss)}</bdi>`}</span>
      <span class="org-tags">
        ${isExecutive(person) && html`<span class="tag tag-customer">executive</span>`}
        ${body.placeholder && html`<span class="tag tag-warn">name wanted</span>`}
        ${body.mentor && html`<span class="tag tag-good">helps us</span>`}
        ${heard.length > 0 && html`<span class="tag">listens to <bdi>${heard.join(", ")}</bdi></span>`}
        ${part(WayMark, { pending: person.pending })}
      </span>
    </span>
    ${part(CoverageMark, { live, coverage: body.coverage, contact: body.contact })}
  </button>`;
}

/** @param {Live} live @param {Shown[]} people the same as rows of a table */
export function tableOf(live, people) {
  const columns = ["Name", "Title", "Unit", "Reports to", "Influence", "Listens to", "Stance", "Our person"].map((title) => ({ id: title, title }));
  const rows = grouped(people).flatMap(({ unit, lines }) => lines.map(({ person }) => ({
    id: person.id,
    cells: {
      Name: person.body.name || "(name wanted)", Title: person.body.title, Unit: unit,
      "Reports to": person.body.reports_to ? nameOf(live.store, person.body.reports_to) || titleOf(live.store.record(person.body.reports_to) ?? person) : "",
      Influence: person.body.influence, "Listens to": listensTo(live.store, person.id).map(titleOf).join(", "), Stance: stanceWord(person.body.disposition),
      "Our person": person.body.coverage ? nameOf(live.store, person.body.coverage) : "nobody",
    },
  })));
  return { columns, rows };
}

/**
 * Whoever follows takes the place of the one who left; the others then report to them.
 * @param {Live} live
 * @param {Shown} gone
 * @param {import("../../live/view.js").WireRecord | undefined} next
 * @param {Shown[]} loose
 */
function follow(live, gone, next, loose) {
  const report = (/** @type {import("../../live/view.js").WireRecord} */ one, /** @type {string} */ boss) =>
    void tap(live, one, { reports_to: boss });
  // First up, so that nobody ends up reporting in a circle.
  if (next) report(next, gone.body.reports_to ?? "");
  for (const other of loose) if (other.id !== next?.id) report(other, next?.id ?? "");
}

/** @param {{ live: Live, gone: Shown[], people: Shown[], onOpen: (person: Shown) => void }} props who left, who follows, and lines that hang in the air */
export function Gone({ live, gone, people, onOpen }) {
  if (gone.length === 0) return null;
  return html`<section class="org-gone" aria-label="Have left">
    <h2 class="org-unit-name">Have left <span class="faint num">${gone.length}</span></h2>
    <ul class="lines">${gone.map((one) => {
      const next = one.body.successor ? live.store.record(one.body.successor) : undefined;
      const loose = people.filter((other) => other.body.reports_to === one.id);
      const move = () => follow(live, one, next, loose);
      return html`<li key=${one.id} class="row">
        <button type="button" class="link-quiet" onClick=${() => onOpen(one)}><bdi>${titleOf(one)}</bdi></button>
        <span class="quiet small">${next ? html`followed by <bdi>${titleOf(next)}</bdi>` : "nobody named to follow"}</span>
        ${loose.length > 0 && part(Button, { size: "s", onClick: move, children: next ? `Move ${loose.length} to ${titleOf(next)}` : `Cut ${loose.length} lines to them` })}
      </li>`;
    })}</ul>
  </section>`;
}
