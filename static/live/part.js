// How pages are put together: native tags inside html``, components only through part(),
// because a template string would hide a wrong prop from the type checker.
import { h } from "preact";
import htm from "htm";

/** @typedef {import("preact").VNode<any>} VNode */
/** @typedef {import("preact").ComponentChildren} Children */

const build = htm.bind(h);

/**
 * Native elements as a template: html`<p class="lead">${text}</p>`.
 * @type {(strings: TemplateStringsArray, ...values: unknown[]) => VNode}
 */
export const html = /** @type {any} */ (build);

/**
 * A component with its props checked: part(Timebox, { endsAt, now }).
 * @template P
 * @param {(props: P) => VNode | null} component
 * @param {P & { key?: string | number }} props
 * @returns {VNode}
 */
export function part(component, props) {
  return /** @type {any} */ (h(/** @type {any} */ (component), /** @type {any} */ (props)));
}

/**
 * Class names from what is true: names("card", late && "card-late").
 * @param {...(string | false | null | undefined)} given
 */
export function names(...given) {
  return given.filter(Boolean).join(" ");
}
