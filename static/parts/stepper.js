// Stepper: dots for one item, taken and given back with + and −; the dots are drawn, the number is spoken.
import { html, part } from "../live/part.js";
import { Button } from "./button.js";
import { say } from "./live_region.js";

/** @param {{ label: string, value: number, onChange: (next: number) => void, min?: number, max?: number, dots?: boolean }} props */
export function Stepper({ label, value, onChange, min = 0, max = Infinity, dots = true }) {
  const set = (/** @type {number} */ next) => (say(`${label}: ${next}.`, label), onChange(next));
  /** @param {KeyboardEvent} event a digit sets the dots at once */
  const onKeyDown = (event) => {
    if (!/^[0-9]$/u.test(event.key)) return;
    event.preventDefault();
    set(Math.min(max, Math.max(min, Number(event.key))));
  };
  return html`<div class="stepper" role="group" aria-label=${label} onKeyDown=${onKeyDown}>
    ${part(Button, { label: `Fewer: ${label}`, icon: "minus", look: "quiet", size: "s", onClick: () => value > min && set(value - 1) })}
    <span class="stepper-value num">
      ${dots && value > 0 && value <= 5
        ? html`<span class="stepper-dots" aria-hidden="true">${"●".repeat(value)}</span><span class="spoken">${value}</span>`
        : value}
    </span>
    ${part(Button, { label: `More: ${label}`, icon: "plus", look: "quiet", size: "s", onClick: () => value < max && set(value + 1) })}
  </div>`;
}
