// News of a board for people who listen to the page: others' cards, gathered into one sentence; never one's own.
import { useEffect, useRef } from "preact/hooks";
import { say, sayCount } from "../parts/live_region.js";
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

/**
 * The moment at which what everybody wrote is before everybody. Boards are drawn anew there, so the page says it.
 * @param {import("../live/boot.js").Live} live
 * @param {import("../live/view.js").WireRecord | undefined} slot
 */
export function useRevealed({ store }, slot) {
  const hidden = useRef("");
  const revealed = Boolean(slot?.body.revealed);
  useEffect(() => {
    const total = slot && store.record(`written:${slot.id}`)?.body.total;
    if (slot && revealed && hidden.current === slot.id) say(total ? `Revealed: ${total} ${total === 1 ? "card" : "cards"}.` : "Revealed.", "now");
    hidden.current = slot && !revealed ? slot.id : "";
  }, [slot?.id, revealed]);
}
