// Who listens to whom, whatever the chart of reporting says: said in a person's sheet, and beside their name on the map.
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Picker } from "../../parts/picker.js";
import { present } from "../../room/edits.js";
import { titleOf } from "./people.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

const ADD = "relationship_map.add_influence";

/**
 * The ties on the map: `of` somebody `on` somebody, who listens to them. With those I have just drawn.
 * @param {Live["store"]} store
 * @returns {{id: string, of: string, on: string}[]}
 */
function ties(store) {
  const there = present(store, "influence").map(({ id, body }) => ({ id, of: body.of, on: body.on }));
  const known = new Set(there.map(({ of, on }) => `${of}>${on}`));
  const coming = store.ghosts(ADD).map(({ data }) => ({ id: "", of: data.of, on: data.on }));
  return [...there, ...coming.filter(({ of, on }) => !known.has(`${of}>${on}`))];
}

/** @param {Live["store"]} store @param {string} person @returns {WireRecord[]} whom somebody listens to, those who have left no more */
export const listensTo = (store, person) =>
  ties(store).filter((tie) => tie.on === person).flatMap((tie) => store.record(tie.of) ?? []).filter((one) => one.status === "active" && !one.body.left);

/** @param {{ live: Live, self: string, others: {id: string, title: string, hint: string}[] }} props both ways round, kept with each tap */
export function Listening({ live, self, others }) {
  if (others.length === 0) return null;
  return html`<div class="stack gap-s">
    ${part(Way, { live, self, others, mine: "on", label: "Listens to" })}
    ${part(Way, { live, self, others, mine: "of", label: "Is listened to by" })}
  </div>`;
}

/** @param {{ live: Live, self: string, others: {id: string, title: string, hint: string}[], mine: "of" | "on", label: string }} props */
function Way({ live, self, others, mine, label }) {
  const { store, send } = live;
  const theirs = mine === "of" ? "on" : "of";
  const drawn = ties(store).filter((tie) => tie[mine] === self);
  const free = others.filter((one) => !drawn.some((tie) => tie[theirs] === one.id));
  const draw = (/** @type {string} */ other) => void (other && send(ADD, mine === "of" ? { of: self, on: other } : { of: other, on: self }));
  return html`<div class="listening">
    ${part(Picker, { label, options: free, value: "", onPick: draw, placeholder: "Nobody said yet" })}
    ${drawn.length > 0 && html`<ul class="lines">${drawn.map((tie) => {
      const other = store.record(tie[theirs]);
      return html`<li key=${tie[theirs]} class="row apart"><bdi>${other ? titleOf(other) : ""}</bdi>
        ${tie.id && part(Button, { size: "s", look: "quiet", of: other ? titleOf(other) : "", onClick: () => void send("record.withdraw", { id: tie.id }), children: "Untie" })}</li>`;
    })}</ul>`}
  </div>`;
}
