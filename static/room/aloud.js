// The desk writes for somebody without a device: whose words these are, kept until it is changed or the room goes on.
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Picker } from "../parts/picker.js";
import { DESK, isTeam, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {Live} live */
export const atDesk = (live) => DESK.includes(live.store.me.value.role);

/** Whose words the desk writes on which line of the run sheet, on all its boards. */
const speaking = signal({ slot: "", person: "" });

/**
 * Whose words the desk writes ("" for the desk's own), and the line in which it is chosen (null for others).
 * @param {Live} live
 * @returns {{person: string, line: import("../live/part.js").VNode | null}}
 */
export function useAloud(live) {
  const slot = live.store.workshop.value?.body.slot ?? "";
  const person = speaking.value.slot === slot ? speaking.value.person : "";
  const setPerson = (/** @type {string} */ id) => (speaking.value = { slot, person: id });
  const [choosing, setChoosing] = useState(false);
  if (!atDesk(live)) return { person: "", line: null };
  if (choosing) {
    // Who has no device comes first: for them the desk writes most.
    const team = peopleOf(live.store).filter(isTeam).sort((a, b) => Number(b.body.no_device) - Number(a.body.no_device) || String(a.body.name).localeCompare(b.body.name));
    const options = team.map((one) => ({ id: one.id, title: one.body.name, hint: one.body.no_device ? "no device" : one.body.function }));
    const line = html`<div class="aloud">
      ${part(Picker, { label: "Said aloud by", options, value: person, onPick: (id) => (setPerson(id), setChoosing(false)) })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setChoosing(false), children: "Cancel" })}
    </div>`;
    return { person, line };
  }
  const line = html`<p class="aloud hang small">
    ${person
      ? html`Said aloud by <bdi><b>${nameOf(live.store, person)}</b></bdi>
          ${part(Button, { size: "s", look: "quiet", onClick: () => setPerson(""), children: "No longer" })}`
      : part(Button, { size: "s", look: "quiet", icon: "pen", onClick: () => setChoosing(true), children: "Said aloud by…" })}
  </p>`;
  return { person, line };
}
