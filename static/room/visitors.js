// Who is in from outside: in red, by name and for how long, while they may see or hear.
import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../live/part.js";
import { minutesWords } from "../parts/dates.js";
import { say } from "../parts/live_region.js";
import { sittingOpen } from "./agenda.js";
import { isHere, isVisitor, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const MINUTE = 60_000;
/** Of more than so many the names do not fit. */
const NAMED = 2;

/**
 * Who from outside is here, by their own word or the desk's, or has their page open while doors are.
 * @param {Live} live
 * @returns {WireRecord[]}
 */
export function visitorsIn({ store }) {
  const inside = (/** @type {WireRecord} */ one) => isHere(one) || (sittingOpen(store) && store.people.value.here.has(one.id));
  return peopleOf(store).filter((one) => isVisitor(one) && one.body.window === "open" && inside(one));
}

/** @param {number} ms @param {number} came 0: nobody has said that they are here */
function sinceWords(ms, came) {
  if (!came) return ", page open";
  return ms < MINUTE ? ", just in" : `, ${minutesWords(Math.floor(ms / MINUTE))}`;
}

/** @param {{live: Live}} props */
export function VisitorsBadge({ live }) {
  const now = useComputed(() => Math.floor(live.clock.tick.value / MINUTE) * MINUTE).value;
  const visitors = visitorsIn(live);
  const howMany = `${visitors.length} ${visitors.length === 1 ? "visitor" : "visitors"}`;
  useEffect(() => {
    if (visitors.length) say(`${howMany}.`, "visitors");
  }, [visitors.length]);
  if (!visitors.length) return null;
  const since = (/** @type {WireRecord} */ one) => sinceWords(now - one.body.first_came, one.body.first_came);
  const named = visitors.slice(0, NAMED).map((one) => `${one.body.name}${since(one)}`);
  return html`<span class="visitors" title=${visitors.map((one) => `${one.body.name}${since(one)}`).join("; ")}>
    <span>${howMany}</span><span class="visitors-where"> · ${named.join("; ")}${visitors.length > NAMED ? " and more" : ""}</span>
  </span>`;
}

/** @param {Live} live @returns {WireRecord[]} visitors who must be out before the room goes on, as the server says */
export function whoMustLeave({ store }) {
  /** @type {string[]} */
  const out = store.record("checklist")?.body.out ?? [];
  return peopleOf(store).filter((one) => out.includes(one.id));
}
