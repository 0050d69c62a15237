// Instead of a page: while nothing has come yet, when access has ended, and when the page is too old.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { unsentOf } from "../live/unsent.js";
import { Button } from "../parts/button.js";
import { LiveRegion, sayNow } from "../parts/live_region.js";
import { OwnWords } from "../parts/own_words.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/part.js").VNode} VNode */

/**
 * @param {Live} live
 * @returns {VNode | null} what stands instead of the page, null while the page may show
 */
export function insteadOf(live) {
  const { access, farewell } = live.store;
  if (access.value === "closed") {
    return part(Instead, { words: farewell.value || "Thank you", children: part(WhatStays, { live }) });
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

/** @param {{live: Live}} props nothing that was shown; own words that never arrived stay until they are removed */
function WhatStays({ live }) {
  const [texts, setTexts] = useState(/** @type {string[]} */ ([]));
  const unsent = unsentOf(live.store);
  // Once removed, the part says so itself.
  useEffect(() => void (unsent.length && setTexts(unsent)), [unsent.join()]);
  return html`<p class="lead">Nothing ${texts.length ? "else " : ""}of the workshop is kept in this browser.</p>
    ${texts.length > 0 && part(OwnWords, { texts, onRemove: () => void live.leave() })}`;
}
