// One device, several people: before each card it asks who is typing. Until that is said the board is there to be read.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { say } from "../parts/live_region.js";
import { Button } from "../parts/button.js";
import { isHere, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

const WRITERS = ["participant", "plan_owner"];

/** @param {Live} live whether this device is shared */
export const isShared = (live) => Boolean(live.store.record(live.boot.person)?.body.shares_device);

/** @param {{live: Live, children: import("../live/part.js").Children}} props the board, once somebody has said who they are */
export function WhoTypes({ live, children }) {
  const [early, setEarly] = useState(false);
  if (!isShared(live)) return html`${children}`;
  const { store, typist } = live;
  const by = typist.value;
  const people = peopleOf(store).filter((one) => WRITERS.includes(one.body.role) && (isHere(one) || one.id === live.boot.person));
  const ask = () => {
    setEarly(true);
    say("First press your name.", "who types");
    document.querySelector(".who-types")?.scrollIntoView({ block: "nearest" });
  };
  return html`<section class="who-types" aria-label="Who is typing?">
      ${by
        ? html`<p><b><bdi>${nameOf(store, by)}</bdi></b> is typing ${part(Button, { size: "s", look: "quiet", onClick: () => (typist.value = ""), children: "Somebody else" })}</p>`
        : html`<h2 class="who-types-title">${early ? html`<span class="warn">First press your name.</span> ` : ""}Who is typing?</h2>
          <div class="who-types-names">${people.map((one) => part(Button, { key: one.id, size: "s", onClick: () => (setEarly(false), (typist.value = one.id)), children: html`<bdi>${one.body.name}</bdi>` }))}</div>
          ${people.length < 2 && html`<p class="small quiet">Whoever the desk says is in the room stands here too.</p>`}`}
    </section>
    <div onClick=${by ? undefined : ask}><div inert=${!by} class="who-types-board">${children}</div></div>`;
}
