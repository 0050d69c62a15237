// Person: who somebody is (initials, name, function or role, presence, hand); Avatar alone for tight places.
import { html, part, names } from "../live/part.js";
import { Icon } from "./icon.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {"room" | "unplugged" | "remote" | "away" | "out" | "left" | "expected"} Presence */
/**
 * @typedef {object} PersonView
 * @property {string} id
 * @property {string} name
 * @property {string} [role] in words, e.g. "first-line manager"
 * @property {string} [detail] function and place, e.g. "service, Leeds"
 * @property {Presence} [presence]
 * @property {string} [back] time they said they are back, e.g. "10:50"
 * @property {boolean} [guest] customer's side
 */

const PRESENCE = {
  room: "in the room",
  unplugged: "in the room, no device just now",
  remote: "connected",
  away: "connection lost",
  out: "stepped out",
  left: "left",
  expected: "not here yet",
};

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Two letters of a name: first and last word; the last two signs of a Chinese one; one letter of a joined script.
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/[\s-]+/u).filter(Boolean);
  const first = [...(words[0] ?? "?")];
  if (HAN.test(first[0] ?? "")) return first.slice(-2).join("");
  if (/\p{Script=Arabic}|\p{Script=Hebrew}/u.test(first[0] ?? "")) return first[0] ?? "?";
  const last = words.length > 1 ? [...(words.at(-1) ?? "")][0] : "";
  return `${first[0] ?? "?"}${last ?? ""}`.toLocaleUpperCase();
}

/** @param {string} letters one sign where two wide ones would not fit */
function shortest(letters) {
  return HAN.test(letters) ? [...letters].slice(-1).join("") : letters;
}

/** @param {{ person: PersonView, size?: "s" | "m" | "l" }} props */
export function Avatar({ person, size = "m" }) {
  const letters = initials(person.name);
  const kind = person.guest ? "avatar-customer" : "avatar-ours";
  return html`<span class=${names("avatar", `avatar-${size}`, kind)} aria-hidden="true">${size === "s" ? shortest(letters) : letters}</span>`;
}

/** @param {{ presence: Presence, back?: string | undefined }} props */
export function PresenceDot({ presence, back }) {
  const words = back ? `${PRESENCE[presence]}, back at ${back}` : PRESENCE[presence];
  return html`<span class=${`dot dot-${presence}`} title=${words}><span class="spoken">${words}</span></span>`;
}

/** @param {{ person: PersonView, note?: Children, hand?: number | undefined, aside?: Children }} props
 *  `hand` is the place in the queue; `note` replaces the second line; `aside` sits at the end of the row */
export function Person({ person, note, hand, aside }) {
  const second = note ?? person.detail ?? person.role;
  const dim = person.presence === "left" || person.presence === "expected" || person.presence === "away";
  return html`<div class=${names("person", dim && "person-dim", person.guest && "person-guest")}>
    <span class="person-face">
      ${part(Avatar, { person })}
      ${person.presence && part(PresenceDot, { presence: person.presence, back: person.back })}
    </span>
    <span class="person-words">
      <bdi class="person-name">${person.name}</bdi>
      ${second && html`<span class="person-note">${second}</span>`}
    </span>
    ${hand !== undefined &&
    html`<span class="person-hand">${part(Icon, { name: "hand", size: 16 })}<span class="spoken">hand up, number</span> ${hand}</span>`}
    ${aside}
  </div>`;
}
