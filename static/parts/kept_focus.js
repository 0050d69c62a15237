// Kept focus: where what has the focus goes away, the focus goes on to what came for it, not back to the top of the page.
import { useEffect, useRef } from "preact/hooks";

/**
 * @param {() => HTMLElement | null | undefined} next  what has come, or what is next
 * @returns {{onFocusIn: (event: FocusEvent) => void, onFocusOut: (event: FocusEvent) => void}} for the element around all of it
 */
export function useKeptFocus(next) {
  const at = useRef(/** @type {EventTarget | null} */ (null));
  useEffect(() => {
    const one = /** @type {HTMLElement | null} */ (at.current);
    if (!one || one.isConnected || document.activeElement !== document.body) return;
    at.current = null;
    next()?.focus();
  });
  const onFocusIn = (/** @type {FocusEvent} */ event) => {
    at.current = event.target;
  };
  // Whoever leaves by themselves is not called back; what is being taken away is not gone yet when this is told.
  const onFocusOut = (/** @type {FocusEvent} */ { target }) => queueMicrotask(() => {
    if (at.current === target && /** @type {HTMLElement} */ (target).isConnected) at.current = null;
  });
  return { onFocusIn, onFocusOut };
}
