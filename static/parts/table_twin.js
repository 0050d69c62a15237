// TableTwin: the same content as a picture and as a table, for screen readers, for copying and for whoever prefers rows.
import { useState } from "preact/hooks";
import { html, part, names } from "../live/part.js";
import { Button } from "./button.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {{ id: string, title: string, numeric?: boolean }} Column */
/** @typedef {{ id: string, cells: Record<string, Children> }} Row the first column is the row's heading */

/** @param {{ caption: string, columns: Column[], rows: Row[], still?: boolean }} props `still`: not on screen, so no stop of the Tab key */
export function Table({ caption, columns, rows, still }) {
  const [head, ...rest] = columns;
  return html`<div class=${still ? undefined : "table-scroll"} tabindex=${still ? undefined : 0} role="region" aria-label=${caption}>
    <table>
      <caption>${caption}</caption>
      <thead><tr>${columns.map((c) => html`<th key=${c.id} scope="col" class=${c.numeric && "num"}>${c.title}</th>`)}</tr></thead>
      <tbody>
        ${rows.map((row) => html`<tr key=${row.id}>
          <th scope="row">${head && row.cells[head.id]}</th>
          ${rest.map((c) => html`<td key=${c.id} class=${c.numeric && "num"}>${row.cells[c.id]}</td>`)}
        </tr>`)}
      </tbody>
    </table>
  </div>`;
}

/** @param {{ caption: string, columns: Column[], rows: Row[], picture: Children, live?: boolean }} props
 *  `live`: the picture has controls of its own, so it is not hidden from screen readers */
export function TableTwin({ caption, columns, rows, picture, live }) {
  const [asTable, setAsTable] = useState(false);
  return html`<figure class="twin">
    <div class="twin-bar">
      ${part(Button, { size: "s", look: "quiet", icon: "table", onClick: () => setAsTable(!asTable),
        children: asTable ? "Show as a picture" : "Show as a table" })}
    </div>
    ${!asTable && html`<div class="twin-picture" aria-hidden=${live ? undefined : "true"}>${picture}</div>`}
    <div class=${names("twin-table", !asTable && "spoken")}>${part(Table, { caption, columns, rows, still: !asTable })}</div>
  </figure>`;
}
