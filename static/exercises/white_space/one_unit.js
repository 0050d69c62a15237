// On a phone: one unit at a time, its offerings one under the other, each with its word and a tap to say more.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { SelectField } from "../../parts/field.js";
import { isLoose, statusOf, wordsOf } from "./cells.js";

/** @typedef {import("./grid.js").GridProps} GridProps */

/** @param {GridProps} props */
export function OneUnit(props) {
  const { live, units, offerings, at, currency, rows, onOpen } = props;
  const me = live.store.me.value.person;
  const own = units.findIndex((unit) => rows.get(unit.id)?.some((one) => one.id === me));
  const [chosen, setChosen] = useState("");
  const asked = units.findIndex((unit) => unit.id === chosen);
  const place = asked >= 0 ? asked : Math.max(own, 0);
  const go = (/** @type {number} */ by) => setChosen(units[(place + by + units.length) % units.length]?.id ?? "");
  const unit = units[place];
  if (!unit) return null;
  const known = (/** @type {string} */ id) => offerings.filter((offering) => !["", "unknown", undefined].includes(at(id, offering.id)["status"])).length;
  const name = (/** @type {string} */ id) => live.store.record(id)?.body.name ?? "";
  return html`<div class="ws-one stack">
    <div class="ws-pager">
      ${part(Button, { label: "Unit before", icon: "back", look: "quiet", onClick: () => go(-1) })}
      ${part(SelectField, { label: place === own ? "Your row" : "Unit", value: unit.id, onChange: setChosen,
        options: units.map((one) => ({ id: one.id, title: `${one.body.name} (${known(one.id)} of ${offerings.length})` })) })}
      ${part(Button, { label: "Next unit", icon: "next", look: "quiet", onClick: () => go(1) })}
    </div>
    <ul class="ws-rows">${offerings.map((offering) => {
      const cell = at(unit.id, offering.id);
      const status = statusOf(cell["status"]);
      return html`<li key=${offering.id}><button type="button" class=${names("ws-row", status ? `ws-${status.id}` : "ws-untouched", isLoose(cell) && "ws-loose")} onClick=${() => onOpen(unit, offering)}>
        <span class="ws-sign" aria-hidden="true">${status?.sign ?? "·"}</span>
        <span class="ws-row-words"><b dir="auto">${offering.body.name}</b><span class="small">${[status?.title ?? "Tap to say how it stands", wordsOf(cell, currency, name)].filter(Boolean).join(" · ")}</span></span>
      </button></li>`;
    })}</ul>
  </div>`;
}
