// How somebody stands, drawn: the shape says the stance, the rings how much they count, the face who of us knows them.
import { html, part } from "../../live/part.js";
import { Avatar } from "../../parts/person.js";
import { personView } from "../../room/who.js";
import { zoneOf } from "../../room/agenda.js";
import { STANCES } from "./people.js";

/** @typedef {import("../../live/boot.js").Live} Live */

/** Shapes on a 28 x 28 field; a colour alone would say nothing in grey. @type {{[stance: string]: string}} */
const SHAPES = {
  supporter: "M14 7 21 20H7z",
  neutral: "M8 14a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
  sceptic: "M14 6.5 21.5 14 14 21.5 6.5 14z",
  opponent: "M14 21 7 8h14z",
  unknown: "M9 14a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
};
const RINGS = { low: 1, medium: 2, high: 3 };
/** @type {{[contact: string]: string}} */
const CONTACT = { none: "no contact", brief: "met briefly", multiple: "met several times", "in depth": "knows well" };

/** @param {string} stance */
export const stanceWord = (stance) => STANCES.find((one) => one.id === stance)?.title.toLowerCase() ?? "not known";

/** @param {{ stance: string, influence?: string }} props */
export function StanceMark({ stance, influence = "" }) {
  const rings = RINGS[/** @type {keyof typeof RINGS} */ (influence)] ?? 0;
  const words = `${stanceWord(stance)}${influence ? `, ${influence} influence` : ""}`;
  return html`<span class=${`stance stance-${stance}`} title=${words}>
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><path d=${SHAPES[stance] ?? SHAPES["unknown"]} /></svg>
    <span class="stance-rings" aria-hidden="true">${[1, 2, 3].map((n) => html`<i class=${n <= rings ? "on" : ""}></i>`)}</span>
    <span class="spoken">${words}</span>
  </span>`;
}

/** @param {{ live: Live, coverage: string, contact?: string, names?: boolean }} props who of us knows them, or an empty place */
export function CoverageMark({ live, coverage, contact = "", names }) {
  const person = coverage ? live.store.record(coverage) : undefined;
  if (!person) return html`<span class="coverage coverage-none"><span class="coverage-hole" aria-hidden="true"></span><span class="coverage-words">nobody of us</span></span>`;
  const view = personView(person, zoneOf(live.store));
  return html`<span class=${`coverage coverage-${(contact || "brief").replace(" ", "-")}`} title=${CONTACT[contact] ?? ""}>
    ${part(Avatar, { person: view, size: "s" })}
    <bdi class=${names ? "coverage-words" : "spoken"}>${view.name}${contact && !names ? `, ${CONTACT[contact]}` : ""}</bdi>
  </span>`;
}
