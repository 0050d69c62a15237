// What a participant and the customer's guest see.
import { useState } from "preact/hooks";
import { html, part, names } from "../../../static/live/part.js";
import { Banner } from "../../../static/parts/banner.js";
import { Button } from "../../../static/parts/button.js";
import { Card } from "../../../static/parts/card.js";
import { Composer } from "../../../static/parts/composer.js";
import { Empty } from "../../../static/parts/empty.js";
import { SavedLight } from "../../../static/parts/saved_light.js";
import { Sheet } from "../../../static/parts/sheet.js";
import { Timebox } from "../../../static/parts/timebox.js";
import { cards, inSeconds, now } from "./cast.js";

/** @typedef {import("../../../static/live/part.js").Children} Children */

/** @param {{ stage: string, seconds: number, children: Children, banner?: Children, wide?: boolean }} props */
function TaskPage({ stage, seconds, children, banner, wide }) {
  return html`<div class="task-page">
    <header class="task-bar">
      <span class="task-stage clip">${stage}</span>
      ${part(Timebox, { endsAt: inSeconds(seconds), total: 480_000, now })}
      ${part(SavedLight, { waiting: 0, online: true, brief: true })}
      ${part(Button, { look: "quiet", icon: "hand", label: "Raise hand", keys: "H", pressed: false })}
    </header>
    ${banner}
    <main class=${names("task", wide && "task-wide")}>${children}</main>
    <nav class="handle" aria-label="More">
      ${[["Actions", 1], ["Decisions", 3], ["Parked", 2], ["Catch up", ""]].map(([title, count]) => html`<button type="button" class="handle-item">
        ${title} <span class="handle-count">${count}</span></button>`)}
    </nav>
  </div>`;
}

/** @param {{ crowd: boolean }} props */
export function ParticipantScreen({ crowd }) {
  const own = ["Every converted French store holds one hour of collections at the shelf edge.", "Castorama’s store staff spend two hours less a day on picking."];
  return part(TaskPage, { stage: "Objectives · write", seconds: 192,
    banner: crowd ? part(Banner, { kind: "hold", children: "Planning waits for Hester. Keep typing: it is sent when she is back." }) : null,
    children: html`
    <div><h1 class="task-ask">What must be true by next June for Kingfisher to say we helped?</h1></div>
    ${part(Composer, { label: "Your objective", hideLabel: true, filled: true, draftKey: "gallery", placeholder: "One objective a card",
      hint: "Only you see these until the reveal.", onAdd: async () => ({ refused: "stage_closed", say: "Writing has ended. Your words are kept here; give them to the desk." }) })}
    <div class="cards-list">
      ${own.map((text, i) => part(Card, { key: i, record: { id: `o${i}`, body: { text } }, mine: true, pending: crowd && i === 0, menu: [{ id: "edit", title: "Edit", onPick: () => undefined }] }))}
    </div>
    <div class="task-done"><p class="task-count"><b>You 2</b>, team 23</p>${part(Button, { children: "I’m ready" })}</div>` });
}

/** @param {{ crowd: boolean }} props */
export function BoardScreen({ crowd }) {
  const all = cards(crowd ? 200 : 9);
  const lanes = [["Customer", "customer"], ["Competitor", ""], ["Company", "ours"]];
  return part(TaskPage, { stage: "Research · three Cs", seconds: 1290, wide: true, children: html`
    <h1 class="task-ask">What do we know about them, with a source?</h1>
    <div class="lanes">
      ${lanes.map(([title, voice], lane) => html`<section class=${names("lane", voice && `lane-${voice}`)}>
        <h2 class="lane-title">${title} <span class="lane-count">${all.filter((_, i) => i % 3 === lane).length}</span></h2>
        ${lane === 1 && !crowd
          ? part(Empty, { say: "Who else is in their stores, and what they do better than we do.", example: "Your rivals answered in two days; you took nine." })
          : all.filter((_, i) => i % 3 === lane).map((card) => part(Card, { key: card.record.id, ...card, merged: card.record.id === "c0" ? 1 : 0,
              menu: [{ id: "move", title: "Move to…", onPick: () => undefined }] }))}
      </section>`)}
    </div>` });
}

/** @param {{ crowd: boolean }} props */
export function SheetScreen(props) {
  const [open, setOpen] = useState(true);
  const children = html`<ul class="lines">
    <li><p>Ask Lille for the list of the next thirteen stores.</p><p class="small faint">due Fri 28 Nov, accepted</p></li>
    <li><p>Send Trafford Park the spares forecast, so that they can plan the night shift.</p><p class="small warn">waits for your answer</p></li>
  </ul>`;
  return html`${part(ParticipantScreen, props)}${part(Sheet, { title: "My actions", open, onClose: () => setOpen(false), children })}`;
}

export function GuestScreen() {
  const said = [
    ["The small stores have nowhere to put anything for tomorrow. That is the problem, not the vans.", "09:31"],
    ["If I could give every store manager back two hours a day, I would not need another system.", "09:24"],
  ];
  return html`<main class="guest" id="main">
    <header class="guest-head">
      <p class="guest-hosts"><b>Kingfisher</b> <span class="with">with</span> <b>Tarnbeck Fulfilment Systems</b></p>
      <p class="guest-promise">Welcome, Julian. Rosalind Achterberg is your host. You see only this briefing; your words are captured here, and you can correct them.</p>
    </header>
    <section class="guest-now">
      <p class="kicker">Callum asks</p>
      <h1 class="guest-question">How will the small Screwfix City stores hold next-day collections?</h1>
    </section>
    <section>
      <h2>What we heard you say</h2>
      <ul class="guest-words">
        ${said.map(([text, at]) => html`<li><blockquote class="quote">${text}</blockquote>
          <div class="row gap-s">${part(Button, { size: "s", children: "That is right" })} ${part(Button, { size: "s", look: "quiet", children: "Correct it" })}
          ${part(Button, { size: "s", look: "quiet", children: "Take it back" })} <span class="faint small push">${at}</span></div></li>`)}
      </ul>
    </section>
  </main>`;
}
