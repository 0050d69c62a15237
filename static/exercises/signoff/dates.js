// The four dates after the two days: each kept as soon as it is said, with who leads; then who tells whom.
import { useEffect, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Composer } from "../../parts/composer.js";
import { dayWords, daysUntil } from "../../parts/dates.js";
import { DayField, TextField } from "../../parts/field.js";
import { useAloud } from "../../room/aloud.js";
import { withComing } from "../../room/coming.js";
import { Contribution } from "../../room/contribution.js";
import { adding } from "../../room/edits.js";
import { Returned } from "../../room/returned.js";
import { peopleOf } from "../../room/who.js";
import { todayOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{date: string, when: string, who: string}} Dated */

const SET = "signoff.set_date";
/** A senior review later than this is forgotten (days). */
const SOON = 14;

export const DATES = [
  { what: "weekly", title: "The weekly ten minutes", say: "A day and a time, every week, for who is late with what.", when: "Mondays, 08:45", week: true },
  { what: "senior_review", title: "Senior review", say: "Within 14 days, while it is fresh.", when: "14:00, at the head office", week: false },
  { what: "customer_presentation", title: "At the customer", say: "What we heard, and what we will do about it.", when: "10:00, at their office", week: false },
  { what: "first_review", title: "First review", say: "In about a quarter: what became of every promise.", when: "09:00, half a day", week: false },
];

/** @param {Live} live @param {WireRecord | undefined} record @returns {string} "Mon 7 Dec, 10:00" */
export function dateOf(live, record) {
  if (!record) return "";
  const { date, when } = record.body;
  return [date && dayWords(date, todayOf(live)), when].filter(Boolean).join(", ");
}

/** @param {import("../../room/board.js").BoardProps} props */
export function Dates({ live, slot }) {
  const aloud = useAloud(live);
  const set = DATES.filter(({ what }) => dateOf(live, live.store.record(`presentation:${what}`))).length;
  return html`<div class="pieces">
    ${aloud.line}
    <p class="tally"><span><b>${set} of 4</b> agreed</span></p>
    <ul class="dates">${DATES.map((one) => part(One, { live, one, onBehalf: aloud.person, key: one.what }))}</ul>
    ${part(Returned, { live, types: [SET], field: "when" })}
    ${part(WhoTells, { live, slot, onBehalf: aloud.person })}
  </div>`;
}

/** @param {{live: Live, slot: WireRecord, onBehalf: string}} props said while the dates are made; kept among the decisions */
function WhoTells({ live, slot, onBehalf }) {
  const add = "talk.add_decision_note";
  const said = withComing(live.store, "decision_note", add).filter((one) => one.at >= (slot.body.started || Infinity));
  return html`<section class="who-tells stack" aria-label="Who tells whom">
    ${part(Composer, { label: "Who tells whom, and by when?", draftKey: `${live.boot.seat}:tells`, word: "Agreed", placeholder: "The plan owner tells the service team on Monday", ...adding(live, add, (text) => ({ text, how: "consent" }), () => onBehalf) })}
    ${part(Returned, { live, types: [add] })}
    ${said.map((one) => part(Contribution, { live, record: one, key: one.id }))}
  </section>`;
}

/** @param {{live: Live, one: typeof DATES[number], onBehalf: string}} props */
function One({ live, one, onBehalf }) {
  const today = todayOf(live);
  const record = live.store.record(`presentation:${one.what}`);
  const coming = live.store.ghosts(SET).filter((ghost) => ghost.data.what === one.what).at(-1);
  /** @type {Dated} */
  const now = { date: "", when: "", who: "", ...record?.body, ...coming?.data };
  const [open, setOpen] = useState(false);
  const said = [now.date && dayWords(now.date, today), now.when].filter(Boolean).join(", ");
  const late = one.what === "senior_review" && now.date && daysUntil(now.date, today) > SOON;
  return html`<li class=${names("date", said && "date-set")} data-record=${`presentation:${one.what}`} aria-busy=${coming ? "true" : undefined}>
    <div class="row apart"><h2 class="date-title">${one.title}</h2>
      ${said && !open && part(Button, { size: "s", look: "quiet", onClick: () => setOpen(true), of: one.title, children: "Change" })}</div>
    ${said && !open
      ? html`<p class="date-when" dir="auto">${said}</p>${now.who && html`<p class="small quiet" dir="auto">${now.who}</p>`}${late && html`<p class="small warn">That is more than 14 days away.</p>`}`
      : html`<p class="small quiet">${one.say}</p>${part(Setting, { live, one, now, onBehalf, onDone: () => setOpen(false) })}`}
  </li>`;
}

/** @param {{live: Live, one: typeof DATES[number], now: Dated, onBehalf: string, onDone: () => void}} props */
function Setting({ live, one, now, onBehalf, onDone }) {
  const [given, setGiven] = useState(now);
  useEffect(() => setGiven(now), [now.date, now.when, now.who]);
  const put = (/** @type {Partial<Dated>} */ change) => setGiven({ ...given, ...change });
  const names_ = peopleOf(live.store).map((person) => person.body.name);
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!given.date && !given.when.trim()) return;
    void live.send(SET, { what: one.what, date: given.date, when: given.when.trim(), who: given.who.trim() }, onBehalf ? { onBehalf } : {});
    onDone();
  };
  return html`<form onSubmit=${keep}><div class="stack gap-s" role="group" aria-label=${one.title}>
    ${!one.week && part(DayField, { label: "Day", value: given.date, onChange: (date) => put({ date }) })}
    ${part(TextField, { label: one.week ? "Day and time" : "Time and place", value: given.when, placeholder: one.when, most: 100, onChange: (when) => put({ when }) })}
    ${part(TextField, { label: "Who leads it", value: given.who, most: 100, suggest: names_, onChange: (who) => put({ who }) })}
    <div>${part(Button, { type: "submit", size: "s", children: "Keep" })}</div>
  </div></form>`;
}
