// From the senior review on, the plan owner and the manager who signed may move the workshop on without the desk.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { stageTitle } from "./agenda.js";
import { followingStage, missingCount } from "./checklist_panel.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props */
export function MoveOn({ live }) {
  const { store, send } = live;
  const [refused, setRefused] = useState("");
  const { plan_owner: owner, signer } = store.workshop.value?.body ?? {};
  const stage = store.stage.value;
  const to = followingStage(live);
  if (![owner, signer].includes(store.me.value.person) || !(stage === "acceptance" || stage.startsWith("review")) || !to) return null;
  const missing = missingCount(live);
  if (missing) return html`<p class="task-count">Before we move on to ${stageTitle(store, to)}: ${missing} ${missing === 1 ? "thing" : "things"}, see <b>The day</b>.</p>`;
  const move = () => void send("stage.advance", { to }).then((answer) => setRefused(answer.ok ? "" : (answer.say ?? "")));
  return html`<div class="task-done"><p class="task-count">Everything that is needed is there.</p>
    ${part(Button, { onClick: move, children: `Go live: ${stageTitle(store, to)}` })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}</div>`;
}
