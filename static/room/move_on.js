// From the senior review on, and between sittings once the plan is signed, the plan owner and the manager who
// signed move the workshop on without the desk; and the plan owner takes the desk for the reviews.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { sittingOpen, stageTitle } from "./agenda.js";
import { later } from "./later.js";
import { followingStage, missingCount } from "./standings.js";
import { meOf, nameOf, ownsSigned } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

const Standings = later(async () => (await import("./checklist_panel.js")).Standings);

/** What is left by a signature or an acceptance, which may be given from home. */
const FROM_HOME = ["signoff", "acceptance"];

/** @param {{live: Live, onLook?: (slot: string) => void}} props `onLook`: from home, what is missing is shown and may be gone on without */
export function MoveOn({ live, onLook }) {
  const { store, send } = live;
  const [refused, setRefused] = useState("");
  const { plan_owner: owner, signer } = store.workshop.value?.body ?? {};
  const stage = store.stage.value;
  const to = followingStage(live);
  const open = sittingOpen(store);
  const mine = open ? stage === "acceptance" || stage.startsWith("review") : FROM_HOME.includes(stage);
  if (![owner, signer].includes(store.me.value.person) || !mine || !to) return null;
  const missing = missingCount(live);
  if (missing) {
    if (!open && onLook) return part(Lacking, { live, to, missing, onLook });
    const where = open ? html`, see <b>The day</b>` : null;
    return html`<p class="task-count">Before we move on to ${stageTitle(store, to)}: ${missing} ${missing === 1 ? "thing" : "things"}${where}.</p>`;
  }
  const move = () => void send("stage.advance", { to }).then((answer) => setRefused(answer.ok ? "" : (answer.say ?? "")));
  return html`<div class="task-done"><p class="task-count">Everything that is needed is there.</p>
    ${part(Button, { onClick: move, children: `${open ? "Go live" : "Hand it on"}: ${stageTitle(store, to)}` })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}</div>`;
}

/** @param {{live: Live, to: string, missing: number, onLook: (slot: string) => void}} props the day ended right after the signature */
function Lacking({ live, to, missing, onLook }) {
  const [refused, setRefused] = useState("");
  const go = (/** @type {string} */ reason) => void live.send("stage.advance", { to, reason }).then((answer) => setRefused(answer.ok ? "" : (answer.say ?? "")));
  return html`<details class="stack gap-s">
    <summary>Before you hand it on to ${stageTitle(live.store, to)}: ${missing} ${missing === 1 ? "thing" : "things"}</summary>
    ${part(Standings, { live, onLook, onGoWithout: go })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}</details>`;
}

/** @param {{live: Live}} props for the plan owner, once the plan is signed: the desk is theirs to take */
export function TakeTheDesk({ live }) {
  const { store, send } = live;
  const [refused, setRefused] = useState("");
  if (!ownsSigned(store, meOf(store))) return null;
  const take = () => void send("people.take_over", { sure: true }).then((answer) => setRefused(answer.ok ? "" : (answer.say ?? "")));
  return html`<div class="stack gap-s">
    <p>The plan is signed, and its reviews are yours to lead. <bdi>${nameOf(store, store.workshop.value?.body.lead)}</bdi> leads until you take over, and can still help.</p>
    <div>${part(Button, { onClick: take, children: "Lead from now on" })}</div>
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}</div>`;
}
