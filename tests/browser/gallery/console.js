// The facilitator's console in the middle of the objectives, six minutes late.
import { useState } from "preact/hooks";
import { html, part, names } from "../../../static/live/part.js";
import { Button } from "../../../static/parts/button.js";
import { Checklist } from "../../../static/parts/checklist.js";
import { Menu } from "../../../static/parts/menu.js";
import { People } from "../../../static/parts/people.js";
import { SavedLight } from "../../../static/parts/saved_light.js";
import { Tabs } from "../../../static/parts/tabs.js";
import { Timebox } from "../../../static/parts/timebox.js";
import { HESTER, JULIAN, cast, inSeconds, now } from "./cast.js";

/** @type {[string, string, string, string][]} time, what, minutes, look */
const SHEET = [
  ["08:30", "Overnight answers", "20", "done"],
  ["08:50", "Honesty round", "66", "done"],
  ["09:56", "Dots, two-by-two, decide", "40", "done"],
  ["10:36", "Break", "15", "done"],
  ["10:51", "Funnel and names", "38", "done"],
  ["11:29", "Objectives and strategies", "65", "now"],
  ["", "Write", "8", "part now"],
  ["", "Read and group", "15", "part"],
  ["", "Objectives in pairs", "22", "part"],
  ["", "Strategies", "20", "part"],
  ["12:40", "Lunch", "45", "fixed"],
  ["13:25", "Actions", "90", "kept"],
  ["14:55", "Pre-mortem and asks", "30", ""],
  ["15:25", "Break, Hester reads", "20", ""],
  ["15:45", "Challenges and answers", "50", "kept"],
  ["16:35", "Read-back and pledge", "25", "kept"],
  ["17:00", "Decision", "15", "kept"],
  ["17:15", "Dates, who tells whom", "25", "kept"],
];

function RunSheet() {
  const rows = SHEET.map(([time, what, minutes, look]) => {
    const kinds = look.split(" ").filter(Boolean).map((kind) => `runsheet-${kind}`);
    const done = look === "done";
    return html`<button type="button" class=${names("runsheet-row", ...kinds.filter((kind) => kind !== "runsheet-kept"))}
      aria-current=${look === "now" ? "step" : undefined}>
      <span class="runsheet-time">${time}</span>
      <span class="runsheet-what">${what}</span>
      <span class=${names("runsheet-min", minutes === "66" && "runsheet-over")}>${minutes}${done && html`<span class="spoken"> minutes, done</span>`}</span>
    </button>`;
  });
  return html`<div class="runsheet"><h2 class="runsheet-day">Day 2, Wednesday</h2>${rows}</div>`;
}

const CRITERIA = [
  { id: "funnel", say: "The funnel is recorded", met: true },
  { id: "categories", say: "Every category has an objective, or a reason why not this year", met: false, have: 3, need: 4 },
  { id: "strategy", say: "Every objective has a strategy", met: false, have: 2, need: 5 },
  { id: "names", say: "Two named prospects for each opportunity, with who introduces us", met: false, have: 6, need: 10, advise: true },
];

function Live() {
  return html`<div>
    <div class="stage-head">
      <p class="stage-kicker">Objectives · write</p>
      <h1 class="stage-question">What must be true by next June for Kingfisher to say we helped?</h1>
      <div class="stage-clock">${part(Timebox, { endsAt: inSeconds(192), total: 480_000, now, size: "l", words: true })}</div>
    </div>
    <div class="stage-facts">
      <p class="fact"><span class="fact-number">23</span> <span class="fact-what">cards, not yet revealed</span></p>
      <p class="fact"><span class="fact-number">8 <small>of 11</small></span> <span class="fact-what">are writing</span></p>
      <p class="fact"><span class="fact-number">5</span> <span class="fact-what">say they are ready</span></p>
    </div>
    <div class="stage-rest">${part(Checklist, { criteria: CRITERIA, onOpen: () => undefined })}</div>
  </div>`;
}

function Guide() {
  return html`<div class="guide">
    <p class="guide-say">“Write on your own for eight minutes. One objective a card. Start from what Julian told us yesterday, not from what we sell.”</p>
    <div class="prose"><p>People stop after two cards. At four minutes, read one of the customer’s sentences aloud and ask what it would take.</p>
    <ul><li>If nobody writes: ask Bettina for a service example first.</li><li>If they argue: park it, keep the clock.</li></ul></div>
  </div>`;
}

/** @param {{ crowd: boolean }} props */
export function ConsoleScreen({ crowd }) {
  const [tab, setTab] = useState("live");
  const team = cast(crowd);
  const groups = [
    { title: "Customer in the room", tone: /** @type {const} */ ("guest"), rows: crowd ? [{ person: JULIAN }] : [] },
    { title: "Hands", rows: [{ person: team[3] ?? HESTER, hand: 1 }, { person: team[0] ?? HESTER, hand: 2 }] },
    { title: "Not heard since the break", rows: [{ person: team[7] ?? HESTER }, { person: team[9] ?? HESTER, note: "connection lost, 1 min" }] },
    { title: "Here", rows: [HESTER, ...team.slice(1, 3), ...team.slice(4, 7), ...team.slice(10)].map((person) => ({
      person, note: person.back ? `back at ${person.back}` : undefined })), most: 9 },
  ];
  return html`<div class="console">
    <header class="console-top">
      <span class="console-name">Kingfisher <span class="console-day">day 2</span></span>
      <span class="console-debt">11:34, 6 min late. <b>Lunch moves to 12:46.</b></span>
      <span class="console-tools">
        ${part(SavedLight, { waiting: 0, online: true })}
        <span class="wide-only row">
          ${part(Button, { look: "quiet", icon: "pause", children: "Pause" })} ${part(Button, { look: "quiet", children: "Bring everyone" })}
        </span>
        ${part(Menu, { label: "More", items: [], size: "m" })}
      </span>
    </header>
    <div class="console-columns">
      <nav class="console-sheet" data-column aria-label="Run sheet">${part(RunSheet, {})}</nav>
      <main class="console-stage" data-column data-shown>
        <div class="stage-body">
          ${part(Tabs, { label: "Stage", value: tab, onChoose: setTab, children: tab === "guide" ? part(Guide, {}) : part(Live, {}),
            tabs: [{ id: "live", title: "Live" }, { id: "next", title: "Next" }, { id: "guide", title: "Guide" }] })}
        </div>
        <div class="stage-dock">
          ${part(Button, { look: "filled", size: "l", children: "Reveal 23 cards" })}
          <span class="push">
            ${part(Button, { look: "quiet", children: "+2 min" })} ${part(Button, { look: "quiet", children: "Round" })}
            ${part(Button, { look: "quiet", children: "Park" })} ${part(Button, { look: "quiet", children: "Decision" })}
          </span>
        </div>
      </main>
      <aside class="console-people" data-column aria-label="People">${part(People, { groups })}</aside>
    </div>
    <nav class="console-switch" aria-label="Columns">
      ${["Run sheet", "Stage", "People"].map((title) => html`<button type="button" aria-pressed=${String(title === "Stage")}>${title}</button>`)}
    </nav>
  </div>`;
}
