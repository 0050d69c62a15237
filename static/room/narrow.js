// Whether a board has as little room as on a phone, or in the middle of a small console: one lane at a time, then.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Under this many px the lanes of a board become tabs. */
const NARROW = 720;

/**
 * @param {number} [px]
 * @returns {[import("preact").RefObject<HTMLDivElement | null>, boolean]} for the element whose width counts
 */
export function useNarrow(px = NARROW) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [narrow, setNarrow] = useState(() => innerWidth < px);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => setNarrow(element.clientWidth < px);
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    look();
    return () => watcher.disconnect();
  }, [px]);
  return [box, narrow];
}
