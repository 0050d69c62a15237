// What to say and do in a stage, from the playbook's guide, and the desk's own notes beside it. Nobody else gets either.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer } from "../parts/composer.js";
import { stageTitle } from "./agenda.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @type {Map<string, string>} guides do not change while a page is open */
const read = new Map();

/** @param {string} seat @param {string} stage */
function useGuide(seat, stage) {
  const [, redraw] = useState(0);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!stage || read.has(stage)) return;
    fetch(`/s/${seat}/guide/${stage}.html`)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then((text) => (read.set(stage, text), setFailed(false), redraw((count) => count + 1)))
      .catch(() => setFailed(true));
  }, [stage, tries]);
  return { text: read.get(stage), failed, again: () => setTries(tries + 1) };
}

/** @param {{live: Live, stage: string}} props */
export function Guide({ live, stage }) {
  const { text, failed, again } = useGuide(live.boot.seat, stage);
  return html`<div class="guide">
    <h1 class="guide-title">${stageTitle(live.store, stage)}</h1>
    ${text === undefined && failed && html`<p class="quiet">The guide did not arrive. ${part(Button, { size: "s", onClick: again, children: "Try again" })}</p>`}
    ${text === "" && html`<p class="quiet">This stage has no guide of its own.</p>`}
    ${text && html`<div class="guide-text prose" dangerouslySetInnerHTML=${{ __html: text }}></div>`}
    ${part(DeskNotes, { live, stage })}
  </div>`;
}

/** @param {{live: Live, stage: string}} props */
function DeskNotes({ live, stage }) {
  const { store, send } = live;
  const notes = store.records("desk_note").filter((one) => !one.body.about || one.body.about === stage);
  return html`<section class="guide-notes">
    <h2 class="talk-title">Our own notes</h2>
    ${part(Composer, {
      label: "A note for the desk alone", hideLabel: true, draftKey: `${live.boot.seat}:desk_note`, placeholder: "Ask service for an example first",
      hint: "Nobody but the facilitators sees these, now or later.", onAdd: (texts) => void texts.forEach((text) => send("talk.add_desk_note", { text, about: stage })),
    })}
    <ul class="lines">
      ${notes.map((note) => html`<li key=${note.id}>
        <p dir="auto" class="lines-words">${note.body.text}</p>
        <p class="small faint row gap-s"><bdi>${nameOf(store, note.by)}</bdi>
          ${part(Button, { look: "quiet", size: "s", children: "Take away", onClick: () => void send("record.withdraw", { id: note.id }) })}</p>
      </li>`)}
      ${store.ghosts("talk.add_desk_note").map((ghost) => html`<li key=${ghost.id} class="faint"><p dir="auto">${ghost.data.text}</p></li>`)}
    </ul>
  </section>`;
}
