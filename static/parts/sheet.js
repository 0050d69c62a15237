// Sheet: a second page beside the first: from below on a phone, a panel at the side on a laptop; Escape closes, focus goes back.
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "./button.js";

/** @typedef {import("../live/part.js").Children} Children */

const FIRST = ".sheet-body :is(input, textarea):not([type=hidden], [role=combobox])";
const WIDE = "(min-width: 60rem)";

/** @param {{ title: string, open: boolean, onClose: () => void, children: Children, foot?: Children, writes?: boolean }} props
 *  on a laptop the page behind stays usable; on a phone it does not; `writes`: its first field takes the focus */
export function Sheet({ title, open, onClose, children, foot, writes }) {
  const id = useId();
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog || !open) return undefined;
    const from = /** @type {HTMLElement | null} */ (document.activeElement);
    if (matchMedia(WIDE).matches) dialog.show();
    else dialog.showModal();
    if (writes) /** @type {HTMLElement | null} */ (dialog.querySelector(FIRST))?.focus();
    return () => {
      const inside = dialog.contains(document.activeElement) || document.activeElement === document.body;
      dialog.close();
      if (inside) from?.focus();
    };
  }, [open]);
  if (!open) return null;
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === "Escape" && !event.isComposing) event.preventDefault(), onClose();
  };
  /** @param {MouseEvent} event a press on what lies behind */
  const onClick = (event) => {
    if (event.target === box.current) onClose();
  };
  return html`<dialog class="sheet" ref=${box} aria-labelledby=${id} onKeyDown=${onKeyDown} onClick=${onClick}
    onCancel=${(/** @type {Event} */ e) => (e.preventDefault(), onClose())}>
    <div class="sheet-inside">
      <div class="sheet-head">
        <h2 id=${id} class="sheet-title" tabindex="-1" autofocus>${title}</h2>
        ${part(Button, { label: "Close", icon: "close", look: "quiet", size: "s", onClick: onClose })}
      </div>
      <div class="sheet-body">${children}</div>
      ${foot && html`<div class="sheet-foot">${foot}</div>`}
    </div>
  </dialog>`;
}
