// Choice: a few answers side by side, one of them true; native radio buttons underneath.
import { useId } from "preact/hooks";
import { html, names } from "../live/part.js";

/** @typedef {{ id: string, title: string, tone?: "good" | "warn" | "bad" | "customer" | "ours" }} ChoiceOption */

/** @param {{ label: string, options: ChoiceOption[], value: string | null, onChoose: (id: string) => void,
 *    of?: string, hideLabel?: boolean, stacked?: boolean }} props `of`: what it is about, spoken after the label where several stand
 *    on a page; `stacked`: one under the other, for sentences */
export function Choice({ label, of, options, value, onChoose, hideLabel, stacked }) {
  const group = useId();
  return html`<fieldset class=${names("choice", stacked && "choice-stacked")}>
    <legend class=${hideLabel ? "spoken" : undefined}>${label}${of && html`<span class="spoken">: ${of}</span>`}</legend>
    <div class="choice-row">
      ${options.map((option) => html`<label key=${option.id} class=${names("choice-option", option.tone && `choice-${option.tone}`)}>
        <input class="spoken" type="radio" name=${group} checked=${value === option.id} onChange=${() => onChoose(option.id)} />
        <span>${option.title}</span>
      </label>`)}
    </div>
  </fieldset>`;
}
