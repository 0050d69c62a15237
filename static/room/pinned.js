// Whether the scribe's box stays open on this device.
import { useState } from "preact/hooks";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {Live} live */
const pinKey = (live) => `${live.boot.seat}:scribe`;

/**
 * Whether the box stays at the page's edge, for whoever writes the minutes today.
 * @param {Live} live
 * @returns {[boolean, () => void]}
 */
export function usePinned(live) {
  const [pinned, setPinned] = useState(localStorage.getItem(pinKey(live)) === "yes");
  const turn = () => {
    localStorage.setItem(pinKey(live), pinned ? "" : "yes");
    setPinned(!pinned);
  };
  return [pinned, turn];
}
