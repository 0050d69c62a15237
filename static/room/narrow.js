// Whether the page is as narrow as a phone or a laptop held upright: one lane at a time, then.
import { useEffect, useState } from "preact/hooks";

const NARROW = "(max-width: 52rem)";

/** @returns {boolean} */
export function useNarrow() {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const change = () => setNarrow(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return narrow;
}
