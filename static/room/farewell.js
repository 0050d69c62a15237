// Instead of a page: while nothing has come yet, when access has ended, and when the page is too old.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/part.js").VNode} VNode */

/**
 * @param {Live} live
 * @returns {VNode | null} what stands instead of the page, null while the page may show
 */
export function insteadOf(live) {
  const { access, farewell } = live.store;
  if (access.value === "closed") {
    return html`<main class="plain" id="main"><h1>${farewell.value || "Thank you"}</h1>
      <p class="lead">Nothing of the workshop is kept in this browser.</p></main>`;
  }
  if (access.value === "reload") {
    return html`<main class="plain" id="main"><h1>This page needs to be loaded again</h1>
      <p class="lead">What you typed is kept.</p>
      ${part(Button, { look: "filled", children: "Load it again", onClick: () => location.reload() })}</main>`;
  }
  return null;
}
