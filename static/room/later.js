// What few open: fetched in the quiet after the page stands, so that the first screen comes sooner and what is opened
// later, also without a line, is there.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/part.js").VNode} VNode */

/** After so long a page has what it needs first (ms). */
const QUIET_MS = 2500;

/**
 * A component that comes later. Where it cannot be had, it says so and can be asked for again.
 * @template P
 * @param {() => Promise<(props: P) => VNode | null>} load
 * @returns {(props: P) => VNode | null}
 */
export function later(load) {
  /** @type {((props: P) => VNode | null) | undefined} */
  let there;
  /** @type {Promise<void> | undefined} */
  let asked;
  const fetched = () =>
    (asked ??= load().then(
      (found) => void (there = found),
      (error) => ((asked = undefined), Promise.reject(error)),
    ));
  setTimeout(() => fetched().catch(() => undefined), QUIET_MS);
  return function Later(props) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      let here = !there;
      if (here) fetched().then(() => here && redraw((count) => count + 1), () => here && setFailed(true));
      return () => void (here = false);
    }, [tries]);
    if (there) return part(/** @type {any} */ (there), /** @type {any} */ (props));
    if (!failed) return null;
    return html`<p class="quiet">This part did not arrive. ${part(Button, { size: "s", onClick: () => (setFailed(false), setTries(tries + 1)), children: "Try again" })}</p>`;
  };
}
