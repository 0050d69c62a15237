// Icon: small line drawings for controls and marks; decoration only, the word stands beside it.
import { html } from "../live/part.js";

/** Paths on a 20 x 20 field, drawn with a 1.5 stroke. */
const PATHS = {
  hand: "M6.5 11V5.2a1.2 1.2 0 0 1 2.4 0V9V3.7a1.2 1.2 0 0 1 2.4 0V9V5a1.2 1.2 0 0 1 2.4 0v6.5V8.6a1.2 1.2 0 0 1 2.3 0V12c0 3.4-2 5.5-5 5.5-2.3 0-3.6-1-4.7-2.8L4 11.4c-.9-1.5 1-2.7 2-1.5z",
  check: "M4.5 10.5 8.2 14.2 15.5 6",
  close: "M5.5 5.5 14.5 14.5M14.5 5.5 5.5 14.5",
  more: "M4.6 10h.01M10 10h.01M15.4 10h.01",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  back: "M12 5 7 10l5 5",
  next: "M8 5l5 5-5 5",
  undo: "M7.5 5 4 8.5 7.5 12M4.5 8.5h7a4 4 0 0 1 0 8H9",
  down: "M5 8l5 5 5-5",
  move: "M4 10h11M11 6l4 4-4 4",
  clock: "M10 3.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M10 6.5V10l2.5 1.8",
  pause: "M7.5 5v10M12.5 5v10",
  play: "M7 5l8 5-8 5z",
  lock: "M5.5 9.5h9v6.5h-9zM7.5 9.5V7a2.5 2.5 0 0 1 5 0v2.5",
  eye: "M2.5 10C5 6 7.5 5 10 5s5 1 7.5 5C15 14 12.5 15 10 15s-5-1-7.5-5M10 8a2 2 0 1 0 0 4a2 2 0 0 0 0-4",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-.9.9M11.5 8.5a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l.9-.9",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.8 12.8 16.5 16.5",
  flag: "M5.5 17V3.5h8.5l-2 3.5 2 3.5H5.5",
  warn: "M10 3.5 17.3 16H2.7zM10 8.2v3.6M10 13.9h.01",
  table: "M3.5 4.5h13v11h-13zM3.5 8.5h13M8.5 8.5v7",
  people: "M7.5 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M2.8 16c0-3 2-4.5 4.7-4.5s4.7 1.5 4.7 4.5M13 5a2.3 2.3 0 0 1 0 4.4M14 11.7c2 .4 3.2 1.9 3.2 4.3",
  pen: "M4 16l.8-3.4L13.3 4l2.7 2.7-8.6 8.5z",
  print: "M6 7.5V3.5h8v4M6 13.5H3.5v-6h13v6H14M6 11.5h8v5H6z",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {{ name: IconName, size?: number }} props */
export function Icon({ name, size = 20 }) {
  return html`<svg class=${`icon icon-${name}`} width=${size} height=${size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}
