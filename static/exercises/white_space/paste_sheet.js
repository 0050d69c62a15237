// Pasting a whole grid: put it in, look at what it would become, then send it as one.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { statusOf, wordsOf } from "./cells.js";
import { commandOf, readGrid } from "./pasted.js";
import { useTakenUp } from "../../room/edits.js";

/** @typedef {import("../../live/boot.js").Live} Live */

/** @param {{ live: Live, onClose: () => void, currency: string, onBehalf: string }} props */
export function PasteSheet({ live, onClose, currency, onBehalf }) {
  const [text, setText] = useState("");
  const [say, setSay] = useState("");
  const takenUp = useTakenUp(live);
  const there = (/** @type {string} */ kind) => live.store.records(kind).map((one) => one.body.name);
  const pasted = readGrid(text, { units: there("unit"), offerings: there("offering") });
  const filled = pasted.cells.filter((one) => one.read).length;
  const ready = text.trim() !== "" && !pasted.wrong && filled > 0;
  const send = async () => {
    const answer = await live.send("white_space.paste_grid", commandOf(pasted), onBehalf ? { onBehalf } : {});
    if (answer.ok) return onClose();
    setSay(answer.say ?? "");
    return takenUp(answer);
  };
  const foot = html`
    ${ready && part(Button, { onClick: () => void send(), children: `Put ${filled} cells in the grid` })}
    ${part(Button, { look: "quiet", onClick: onClose, children: "Cancel" })}`;
  return part(Sheet, { title: "Paste a grid", open: true, onClose, foot, children: html`<div class="stack">
    ${part(TextField, { label: "From your spreadsheet", rows: 6, most: 60000, value: text, onChange: setText, error: say || (text.trim() ? pasted.wrong : ""),
      hint: "Offerings in the first row, units in the first column. In the cells: open, ours, a rival’s name, ?, n/a, or an amount." })}
    ${ready && part(Preview, { pasted, currency })}
  </div>` });
}

/** @param {{ pasted: import("./pasted.js").Pasted, currency: string }} props */
function Preview({ pasted, currency }) {
  const { units, offerings, cells, newUnits, newOfferings } = pasted;
  const fresh = [newUnits.length && `${newUnits.length} new ${newUnits.length === 1 ? "unit" : "units"}`, newOfferings.length && `${newOfferings.length} new ${newOfferings.length === 1 ? "offering" : "offerings"}`].filter(Boolean);
  return html`<section class="stack gap-s" aria-label="What it becomes">
    <p class="tally"><span><b>${cells.filter((one) => one.read).length}</b> cells</span>${fresh.map((words) => html`<span>${words}</span>`)}<span>empty ones stay as they are</span></p>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Preview"><table class="ws-preview">
      <thead><tr><td></td>${offerings.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${units.map((unit, row) => html`<tr><th scope="row" class=${names(newUnits.includes(unit) && "strong")}>${unit}</th>
        ${offerings.map((_, column) => {
          const one = cells[row * offerings.length + column];
          const status = statusOf(one?.read?.status);
          return html`<td class=${status ? `ws-${status.id}` : ""}>${status ? html`<span class="ws-sign" aria-hidden="true">${status.sign}</span> ${status.title} ${one?.read && wordsOf(one.read, currency, String)}` : ""}</td>`;
        })}</tr>`)}</tbody>
    </table></div>
  </section>`;
}
