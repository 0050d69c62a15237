// News of a board for people who listen to the page: others' cards, gathered into one sentence; never one's own.
import { useEffect, useRef } from "preact/hooks";
import { sayCount } from "../parts/live_region.js";
import { isMine } from "./contribution.js";

/**
 * @param {import("../live/boot.js").Live} live
 * @param {import("../live/view.js").WireRecord[]} records what is on the board
 * @param {string} [pattern]
 */
export function useAnnounce(live, records, pattern = "{n} new cards.") {
  const known = useRef(/** @type {Set<string> | null} */ (null));
  useEffect(() => {
    if (!live.store.ready.peek()) return;
    const before = known.current;
    const fresh = before ? records.filter((one) => !before.has(one.id) && !isMine(live, one)).length : 0;
    known.current = new Set(records.map((one) => one.id));
    if (fresh > 0) sayCount(pattern, fresh);
  }, [records.length, records.at(-1)?.id, live.store.ready.value]);
}
