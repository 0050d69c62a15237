// Banner: one sentence across the top while something holds for everybody (planning waits, offline, a message to the room).
import { html, part } from "../live/part.js";
import { Icon } from "./icon.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {"hold" | "here" | "offline" | "notice" | "moving" | "guest"} BannerKind */

/** @type {Record<BannerKind, import("./icon.js").IconName>} */
const ICONS = { hold: "pause", here: "people", offline: "warn", notice: "people", moving: "move", guest: "people" };

/** @param {{ kind: BannerKind, children: Children, action?: Children }} props announce through LiveRegion, not here */
export function Banner({ kind, children, action }) {
  return html`<div class=${`banner banner-${kind}`}>
    ${part(Icon, { name: ICONS[kind] })}
    <p class="banner-words">${children}</p>
    ${action}
  </div>`;
}
