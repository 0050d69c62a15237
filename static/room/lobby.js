// At the door: somebody came by the join code and is not on the list. The desk sees the name and lets them in.
import { html, part } from "../live/part.js";
import { LiveRegion } from "../parts/live_region.js";

/** @param {{live: import("../live/boot.js").Live}} props */
export function Lobby({ live }) {
  const name = live.store.me.value.name;
  return html`<main class="plain" id="main">
    <h1>Hello, <bdi>${name}</bdi></h1>
    <p class="lead">You are at the door. The facilitator sees your name and lets you in; this page opens by itself.</p>
    <p class="waiting">Waiting to be let in</p>
  </main>${part(LiveRegion, {})}`;
}
