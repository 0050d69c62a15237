// Sign-off, piece by piece: what could go wrong and what we ask for; challenges and answers; own promises and how
// sure everybody is; what was decided; the four dates. The reading and the signature have a page of their own.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Tabs } from "../parts/tabs.js";
import { UndoLine } from "../room/undo.js";
import { short } from "../room/words.js";
import { Asks } from "./signoff/asks.js";
import { Challenges } from "./signoff/challenges.js";
import { Dates, DATES, dateOf } from "./signoff/dates.js";
import { Decision, lastOf } from "./signoff/decision.js";
import { HowSure, ReadBack } from "./signoff/read_back.js";
import { Risks } from "./signoff/risks.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../room/board.js").BoardProps} BoardProps */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** Every piece there is, by the kind of record that calls for it, in the order of the two days. */
const PIECES = [
  { id: "risk", title: "Risks", view: Risks, counts: "risk" },
  { id: "ask", title: "What we ask for", view: Asks, counts: "ask" },
  { id: "challenge", title: "Challenges", view: Challenges, counts: "challenge" },
  { id: "pledge", title: "My promises", view: ReadBack, counts: "" },
  { id: "decision", title: "Decision", view: Decision, counts: "" },
  { id: "acceptance", title: "Senior review", view: Decision, counts: "" },
  { id: "date", title: "Four dates", view: Dates, counts: "" },
];

/** The record somebody asked for from elsewhere. */
const wanted = signal("");

/** @param {string} id */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/** @param {WireRecord} slot the pieces a line of the run sheet calls for; all of them where it names none */
function piecesOf(slot) {
  const asked = PIECES.filter((one) => slot.body.board?.includes(one.id));
  return asked.length > 0 ? asked : PIECES;
}

/** @param {WireRecord} slot */
export const wide = (slot) => !slot.body.board?.includes("pledge");

/** @param {BoardProps} props */
export function Board({ live, slot }) {
  const pieces = piecesOf(slot);
  const [tab, setTab] = useState(pieces[0]?.id ?? "risk");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const asked = wanted.value && live.store.record(wanted.value);
  useEffect(() => {
    if (!asked) return;
    if (pieces.some((one) => one.id === asked.kind)) setTab(asked.kind);
    requestAnimationFrame(() => {
      box.current?.querySelector(`[data-record="${CSS.escape(asked.id)}"]`)?.scrollIntoView({ block: "center" });
      wanted.value = "";
    });
  }, [asked]);
  const shown = pieces.find((one) => one.id === tab) ?? pieces[0];
  if (!shown) return null;
  const tabs = pieces.map(({ id, title, counts }) => ({ id, title, ...(counts && { count: live.store.records(counts).length }) }));
  const view = part(shown.view, { live, slot });
  return html`<div class="board-signoff pieces" ref=${box}>
    ${pieces.length === 1 ? view : part(Tabs, { label: "Sign-off", tabs, value: shown.id, onChoose: setTab, children: view })}
    ${part(UndoLine, { live })}
  </div>`;
}

/** @param {BoardProps} props the projector: one number or one sentence for each piece */
export function Display({ live, slot }) {
  const { store } = live;
  const shown = piecesOf(slot)[0]?.id ?? "";
  if (shown === "challenge") return part(ChallengeDisplay, { live, slot });
  if (shown === "pledge") return part(SureDisplay, { live, slot });
  if (shown === "decision" || shown === "acceptance") return part(DecisionDisplay, { live, slot });
  if (shown === "date") {
    return html`<ul class="screen-list">${DATES.map(({ what, title }) => html`<li key=${what}>${title}: <b>${dateOf(live, store.record(`presentation:${what}`)) || "—"}</b></li>`)}</ul>`;
  }
  const lines = store.records(shown === "ask" ? "ask" : "risk").map((one) => one.body.what ?? one.body.text);
  return html`<div class="screen-figures">
    <p class="screen-ask screen-ask-long">${slot.body.prompt || slot.body.title}</p>
    ${lines.length > 0 && html`<ul class="screen-list">${lines.slice(-3).map((text, i) => html`<li key=${i} dir="auto">${short(text, 7)}</li>`)}</ul>`}
  </div>`;
}

/** @param {BoardProps} props the challenge that waits for its answer */
function ChallengeDisplay({ live, slot }) {
  const open = live.store.records("challenge").filter((one) => one.body.state === "open");
  const first = open[0];
  if (!first && lastOf(live.store, "decision")) return part(DecisionDisplay, { live, slot });
  if (!first) return html`<p class="screen-ask screen-ask-long">${live.store.records("challenge").length > 0 ? "Every challenge is answered" : slot.body.prompt || slot.body.title}</p>`;
  return html`<div class="screen-figures">
    <blockquote class="screen-quote" dir="auto">${short(first.body.text, 24)}</blockquote>
    <p class="screen-words"><b class="num">${open.length}</b> ${open.length === 1 ? "is" : "are"} not answered yet</p>
  </div>`;
}

/** @param {BoardProps} props */
function SureDisplay({ live, slot }) {
  const spread = live.store.record("confidence")?.body;
  return html`<div class="screen-figures">
    <p class="screen-ask screen-ask-long">${spread?.spread?.[1] === undefined ? slot.body.title : "How sure we are"}</p>
    ${spread && part(HowSure, { confidence: spread })}
  </div>`;
}

/** @param {BoardProps} props */
function DecisionDisplay({ live, slot }) {
  const decision = lastOf(live.store, slot.body.board?.includes("acceptance") ? "acceptance" : "decision");
  if (!decision) return html`<p class="screen-ask">The plan is being read</p>`;
  const { verdict, name, version } = decision.body;
  const words = { approved: "Signed", accepted: "Accepted", returned: "Back to the team" }[/** @type {"approved"} */ (verdict)];
  return html`<div class="screen-figures"><p class="screen-ask">${words}</p><p class="screen-words">Version ${version}, <bdi>${name}</bdi></p></div>`;
}
