// Empty: what goes here, in one sentence, and one example, which says that it is one: nobody here wrote it.
import { html } from "../live/part.js";

/** @typedef {import("../live/part.js").Children} Children */

/** @param {{ say: string, example?: string, action?: Children }} props */
export function Empty({ say, example, action }) {
  return html`<div class="empty">
    <p class="empty-say">${say}</p>
    ${example && html`<p class="empty-example"><span>For example:</span> ${example}</p>`} ${action}
  </div>`;
}
