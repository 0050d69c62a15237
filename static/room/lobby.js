// At the door: somebody came by the join code and is not on the list. The desk sees the name and lets them in.
import { html } from "../live/part.js";

/** @param {{live: import("../live/boot.js").Live}} props */
export function Lobby({ live }) {
  const name = live.store.me.value.name;
  return html`<main class="plain" id="main">
    <h1>Hello, <bdi>${name}</bdi></h1>
    <p class="lead">You are at the door. The facilitator sees your name and lets you in; this page opens by itself.</p>
    <p class="waiting" role="status">Waiting to be let in</p>
  </main>`;
}
