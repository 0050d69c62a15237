// What nobody knows yet: a question, who finds out, by which day, and one day the answer.
import { useState } from "preact/hooks";
import { html, part, names } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { WayMark } from "../../parts/card.js";
import { Composer } from "../../parts/composer.js";
import { dayWords } from "../../parts/dates.js";
import { Empty } from "../../parts/empty.js";
import { KeptInput } from "../../parts/field.js";
import { Menu } from "../../parts/menu.js";
import { Picker } from "../../parts/picker.js";
import { Conflicts, Correction, TextForm } from "../../room/correction.js";
import { adding, edited, present, wayOf } from "../../room/edits.js";
import { Returned } from "../../room/returned.js";
import { takeOff } from "../../room/undo.js";
import { nameOf, teamOptions } from "../../room/who.js";
import { short } from "../../room/words.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @param {{ live: Live }} props */
export function Unknowns({ live }) {
  const { store } = live;
  const all = present(store, "unknown");
  const open = all.filter((one) => !one.body.answer);
  const answered = all.filter((one) => one.body.answer);
  const ghosts = store.ghosts("research.add_unknown");
  return html`<section class="unknowns" aria-label="What we do not know">
    <h2 class="lane-title">What we do not know <span class="lane-count">${open.length}</span></h2>
    ${part(Composer, { label: "What should somebody find out?", hideLabel: true, draftKey: `${live.boot.seat}:unknown`, placeholder: "What should somebody find out?", ...adding(live, "research.add_unknown", (question) => ({ question })) })}
    ${part(Returned, { live, types: ["research.add_unknown"], field: "question" })}
    ${store.ready.value && all.length + ghosts.length === 0 && part(Empty, { say: "An honest gap is worth more than a guess: it gets a name and a day.", example: "Who decides that, and by when?" })}
    <ul class="lines">
      ${open.map((one) => part(Row, { live, unknown: one, key: one.id }))}
      ${ghosts.map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.question}</p>${part(WayMark, { pending: wayOf(store, [ghost]) || true })}</li>`)}
    </ul>
    ${answered.length > 0 && html`<details class="inside"><summary>Found out ${answered.length}</summary><ul class="lines">
      ${answered.map((one) => html`<li key=${one.id}><p class="small quiet" dir="auto">${one.body.question}</p><p dir="auto">${one.body.answer}</p></li>`)}</ul></details>`}
  </section>`;
}

/** @param {{ live: Live, unknown: WireRecord }} props */
function Row({ live, unknown }) {
  const [doing, setDoing] = useState(/** @type {"" | "edit" | "answer" | "owner"} */ (""));
  const { record, pending } = edited(live.store, unknown);
  const { question, owner, due } = record.body;
  const done = () => setDoing("");
  const set = (/** @type {{[field: string]: unknown}} */ values) => (done(), void live.send("record.edit", { id: unknown.id, set: values }, { rev: unknown.rev }));
  const answer = (/** @type {string} */ text) => (done(), void live.send("research.answer_unknown", { unknown: unknown.id, text }));
  const people = teamOptions(live.store);
  const items = [{ id: "edit", title: "Correct", onPick: () => setDoing("edit") }, { id: "off", title: "Take it off", onPick: () => takeOff(live, unknown.id, question) }];
  if (doing === "edit") return html`<li>${part(Correction, { live, record: unknown, field: "question", label: "Correct the question", onClose: done })}</li>`;
  return html`<li class=${names("unknown", pending && "unknown-pending")} data-record=${unknown.id}>
    <p class="unknown-words" dir="auto">${question} ${part(WayMark, { pending })}</p>
    <div class="unknown-who">
      ${doing === "owner"
        ? part(Picker, { label: "Who finds out", options: people, value: owner, onPick: (id) => set({ owner: id }) })
        : part(Button, { size: "s", look: owner ? "quiet" : "outline", onClick: () => setDoing("owner"), label: `${owner ? nameOf(live.store, owner) : "Who finds out?"}: ${question}`, children: owner ? html`<bdi>${nameOf(live.store, owner)}</bdi>` : "Who finds out?" })}
      <label class="unknown-due"><span class="spoken">By which day: ${question}</span>${part(KeptInput, { type: "date", value: due ?? "", title: due ? dayWords(due) : "By which day", onKeep: (day) => set({ due: day }) })}</label>
      ${doing !== "answer" && part(Button, { size: "s", look: "quiet", onClick: () => setDoing("answer"), of: question, children: "We know now" })}
      ${part(Menu, { label: `More for “${short(question, 8)}”`, items })}
    </div>
    ${doing === "answer" && part(TextForm, { text: "", label: "What we found out", onSave: answer, onCancel: done })}
    ${part(Conflicts, { live, record: unknown })}
  </li>`;
}
