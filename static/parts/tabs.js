// Tabs: a few views of one thing; arrow keys move, the panel is the page's own.
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../live/part.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {{ id: string, title: string, count?: number }} Tab */

/** @param {{ label: string, tabs: Tab[], value: string, onChoose: (id: string) => void, children: Children }} props */
export function Tabs({ label, tabs, value, onChoose, children }) {
  const id = useId();
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  // On a narrow page the chosen one may stand outside: the row moves, the page does not.
  useLayoutEffect(() => {
    const chosen = /** @type {HTMLElement | null | undefined} */ (row.current?.querySelector('[aria-selected="true"]'));
    if (row.current && chosen) row.current.scrollLeft = chosen.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2;
  }, [value, tabs.length]);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const to = (tabs.findIndex((tab) => tab.id === value) + step + tabs.length) % tabs.length;
    onChoose(/** @type {Tab} */ (tabs[to]).id);
    /** @type {HTMLElement | undefined} */ (row.current?.querySelectorAll("button")[to])?.focus();
  };
  return html`<div class="tabs">
    <div class="tabs-row" role="tablist" aria-label=${label} ref=${row} onKeyDown=${onKeyDown}>
      ${tabs.map((tab) => html`<button key=${tab.id} type="button" role="tab" class="tab" id=${`${id}-${tab.id}`}
        aria-selected=${String(tab.id === value)} aria-controls=${`${id}-panel`} tabindex=${tab.id === value ? 0 : -1}
        onClick=${() => onChoose(tab.id)}>
        ${tab.title}${tab.count !== undefined && html` <span class="tab-count num">${tab.count}</span>`}
      </button>`)}
    </div>
    <div class="tabs-panel" role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${value}`} tabindex="0">${children}</div>
  </div>`;
}
