// People: a list of persons under small headings, folded when it is long.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Person } from "./person.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("./person.js").PersonView} PersonView */
/** @typedef {{ person: PersonView, note?: Children, hand?: number | undefined, aside?: Children }} PersonRow */
/**
 * @typedef {object} PeopleGroup
 * @property {string} title e.g. "Hands"
 * @property {PersonRow[]} rows
 * @property {"plain" | "guest"} [tone] guest: customer in the room, drawn in red
 * @property {number} [most] how many show before "and 12 more"; 8 unless said
 */

/** @param {{ groups: PeopleGroup[] }} props */
export function People({ groups }) {
  const filled = groups.filter((group) => group.rows.length > 0);
  return html`<div class="people">${filled.map((group) => part(Group, { group, key: group.title }))}</div>`;
}

/** @param {{ group: PeopleGroup }} props */
function Group({ group }) {
  const [open, setOpen] = useState(false);
  const most = group.most ?? 8;
  const hidden = group.rows.length - most;
  const rows = open || hidden < 2 ? group.rows : group.rows.slice(0, most);
  return html`<section class=${`people-group people-${group.tone ?? "plain"}`}>
    <h2 class="people-title">${group.title} <span class="people-count">${group.rows.length}</span></h2>
    <ul>
      ${rows.map((row) => html`<li key=${row.person.id}>${part(Person, row)}</li>`)}
    </ul>
    ${rows.length < group.rows.length &&
    html`<button type="button" class="more-link" onClick=${() => setOpen(true)}>and ${hidden} more</button>`}
  </section>`;
}
