// Instead of a page: while nothing has come yet, when access has ended, and when the page is too old.
import { useEffect } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { LiveRegion, sayNow } from "../parts/live_region.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/part.js").VNode} VNode */

/**
 * @param {Live} live
 * @returns {VNode | null} what stands instead of the page, null while the page may show
 */
export function insteadOf(live) {
  const { access, farewell } = live.store;
  if (access.value === "closed") {
    return part(Instead, { words: farewell.value || "Thank you", children: html`<p class="lead">Nothing of the workshop is kept in this browser.</p>` });
  }
  if (access.value === "reload") {
    return part(Instead, { words: "This page needs to be loaded again", children: html`<p class="lead">What you typed is kept.</p>
      ${part(Button, { look: "filled", children: "Load it again", onClick: () => location.reload() })}` });
  }
  return null;
}

/** @param {{words: string, children: import("../live/part.js").Children}} props whoever listens is told at once: what they were reading is gone */
function Instead({ words, children }) {
  useEffect(() => sayNow(words), [words]);
  return html`<main class="plain" id="main"><h1>${words}</h1>${children}</main>${part(LiveRegion, {})}`;
}
