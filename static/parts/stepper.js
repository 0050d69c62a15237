// Stepper: dots for one item, taken and given back with + and −; the dots are drawn, the number is spoken.
import { html, part } from "../live/part.js";
import { Button } from "./button.js";

/** @param {{ label: string, value: number, onChange: (next: number) => void, min?: number, max?: number, dots?: boolean }} props */
export function Stepper({ label, value, onChange, min = 0, max = Infinity, dots = true }) {
  /** @param {KeyboardEvent} event a digit sets the dots at once */
  const onKeyDown = (event) => {
    if (!/^[0-9]$/u.test(event.key)) return;
    event.preventDefault();
    onChange(Math.min(max, Math.max(min, Number(event.key))));
  };
  return html`<div class="stepper" role="group" aria-label=${label} onKeyDown=${onKeyDown}>
    ${part(Button, { label: `Fewer: ${label}`, icon: "minus", look: "quiet", size: "s", onClick: () => value > min && onChange(value - 1) })}
    <span class="stepper-value num" aria-live="polite">
      ${dots && value > 0 && value <= 5
        ? html`<span class="stepper-dots" aria-hidden="true">${"●".repeat(value)}</span><span class="spoken">${value}</span>`
        : value}
    </span>
    ${part(Button, { label: `More: ${label}`, icon: "plus", look: "quiet", size: "s", onClick: () => value < max && onChange(value + 1) })}
  </div>`;
}
