// Ways to make up lost time, worked out by the server; one press applies one.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{name: string, say: string, plan: any}} Proposal */

/** @param {{live: Live, minutes: number}} props */
export function CatchingUp({ live, minutes }) {
  const [ways, setWays] = useState(/** @type {Proposal[] | null} */ (null));
  const [failed, setFailed] = useState(false);
  const ask = async () => {
    const answer = await fetch(`/s/${live.boot.seat}/catching-up.json`).catch(() => null);
    if (answer?.ok) setWays((await answer.json()).ways);
    setFailed(!answer?.ok);
  };
  /** @param {Proposal} way */
  const apply = (way) => {
    setWays(null);
    if (way.plan) void live.send("clock.plan", way.plan, { now: true });
  };
  if (!ways) {
    return html`<div class="proposals">
      <p>${minutes} minutes late.</p>
      ${part(Button, { size: "s", onClick: ask, children: "How do we catch up?" })}
      ${failed && html`<p class="field-error">No answer from the server. Try again.</p>`}
    </div>`;
  }
  return html`<div class="proposals" role="group" aria-label="Ways to catch up">
    <p>${ways.length ? "Choose one; nothing protected is touched." : "Nothing can be made up: what is left is protected."}</p>
    ${ways.map((way) => part(Button, { key: way.name, size: "s", onClick: () => apply(way), children: way.say }))}
    ${part(Button, { size: "s", look: "quiet", onClick: () => setWays(null), children: "Leave it as it is" })}
  </div>`;
}
