// The desk's own input, for what somebody says aloud: out of the way of the cards until it is wanted. On other pages it stands open.
import { html } from "../live/part.js";
import { atDesk } from "./aloud.js";

/** @param {{ live: import("../live/boot.js").Live, children: import("../live/part.js").Children }} props */
export function FromDesk({ live, children }) {
  if (!atDesk(live)) return html`${children}`;
  return html`<details class="desk-writes"><summary>Write one from the desk</summary><div class="stack">${children}</div></details>`;
}
