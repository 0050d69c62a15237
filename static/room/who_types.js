// One device, several people: before each card it asks who is typing. Until that is said the board is there to be read.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { isHere, meOf, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

const WRITERS = ["participant", "plan_owner"];

/** @param {Live} live whether this device is shared */
export const isShared = (live) => Boolean(meOf(live.store)?.body.shares_device);

/** @param {{live: Live, children: import("../live/part.js").Children}} props the board, once somebody has said who they are */
export function WhoTypes({ live, children }) {
  if (!isShared(live)) return html`${children}`;
  const { store, typist } = live;
  const by = typist.value;
  const me = store.me.value.person;
  const people = peopleOf(store).filter((one) => WRITERS.includes(one.body.role) && (isHere(one) || one.id === me));
  return html`<section class="who-types" aria-label="Who is typing?">
      ${by
        ? html`<p><b><bdi>${nameOf(store, by)}</bdi></b> is typing ${part(Button, { size: "s", look: "quiet", onClick: () => (typist.value = ""), children: "Somebody else" })}</p>`
        : html`<h2 class="who-types-title">Who is typing?</h2>
          <div class="who-types-names">${people.map((one) => part(Button, { key: one.id, size: "s", onClick: () => (typist.value = one.id), children: html`<bdi>${one.body.name}</bdi>` }))}</div>
          ${people.length < 2 && html`<p class="small quiet">Whoever the desk says is in the room stands here too.</p>`}`}
    </section>
    <div inert=${!by} class="who-types-board">${children}</div>`;
}
