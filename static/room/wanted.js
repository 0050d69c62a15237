// A record that somebody asked for from elsewhere (what is missing, what was parked): its board shows it once it stands there.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const wanted = signal("");

/** How long it stays marked (ms). */
const MARKED_MS = 2500;

/** @param {string} id @returns {boolean} what boards export under this name */
export function openRecord(id) {
  wanted.value = id;
  return true;
}

/**
 * Show the wanted record on this board: `bring` turns to where it stands, or opens it; then it is scrolled to and marked.
 * @param {(id: string) => void} [bring]
 */
export function useWanted(bring = () => undefined) {
  const id = wanted.value;
  useEffect(() => {
    if (!id) return undefined;
    bring(id);
    // After the next drawing, so that it stands where it was brought to.
    const timer = setTimeout(() => mark(id), 60);
    return () => clearTimeout(timer);
  }, [id]);
}

/** @param {string} id */
function mark(id) {
  wanted.value = "";
  const found = document.querySelector(`main [data-record="${CSS.escape(id)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.classList.add("record-wanted");
  setTimeout(() => found.classList.remove("record-wanted"), MARKED_MS);
}
