// Before we move on: what is missing, live, each item leading to its records; and going on without, with a reason.
import { useId, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Sheet } from "../parts/sheet.js";
import { sittingOpen } from "./agenda.js";
import { loadBoard } from "./board.js";
import { kindFor, thereWords } from "./criteria.js";
import { placeOf } from "./places.js";
import { standingsOf } from "./standings.js";
import { RecordCard } from "./record_card.js";
import { isHere, isTeam, nameOf, peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("./standings.js").Missing} Missing */
/** @typedef {import("./standings.js").Standing} Standing */
/** @typedef {{live: Live, onLook: (slot: string) => void, onGoWithout?: (reason: string) => void}} ChecklistProps */

/** @param {ChecklistProps & {open: boolean, onClose: () => void}} props */
export function ChecklistSheet({ open, onClose, ...rest }) {
  return part(Sheet, { title: "Before we move on", open, onClose, children: open ? part(Standings, rest) : null });
}

/** @param {ChecklistProps} props */
export function Standings({ live, onLook, onGoWithout }) {
  const all = standingsOf(live);
  const lacking = all.filter((one) => one.required && !one.met);
  const advice = all.filter((one) => !one.required && !one.met);
  const there = all.filter((one) => one.met);
  return html`<div class="standings stack gap-l">
    ${lacking.length > 0 ? part(Group, { title: "Still missing", all: lacking, live, onLook }) : html`<p class="good row gap-s">${part(Icon, { name: "check" })} Everything that is needed is there.</p>`}
    ${advice.length > 0 && part(Group, { title: "Would be good", all: advice, live, onLook })}
    ${there.length > 0 && html`<details class="standings-there"><summary>There already (${there.length})</summary>
      <ul>${there.map((one) => html`<li key=${one.criterion} class="row gap-s">${part(Icon, { name: "check", size: 16 })} <span>${thereWords(one.criterion)}</span></li>`)}</ul>
    </details>`}
    ${lacking.length > 0 && onGoWithout && part(Without, { live, lacking, onGoWithout })}
  </div>`;
}

/** @param {{title: string, all: Standing[], live: Live, onLook: (slot: string) => void}} props */
function Group({ title, all, live, onLook }) {
  return html`<section>
    <h3 class="talk-title">${title}</h3>
    <ul class="missing">
      ${all.flatMap((one) => one.missing.map((item, i) => part(Item, { key: `${one.criterion}${i}`, live, standing: one, item, onLook })))}
    </ul>
  </section>`;
}

/** @param {{live: Live, standing: Standing, item: Missing, onLook: (slot: string) => void, key?: string}} props */
function Item({ live, standing, item, onLook }) {
  const { store } = live;
  const [open, setOpen] = useState(false);
  const absent = standing.criterion === "participants_present" ? peopleOf(store).filter((one) => isTeam(one) && !isHere(one)) : [];
  const known = [...item.records.filter((id) => store.record(id)), ...absent.map((one) => one.id)];
  const place = placeOf(live, kindFor(standing.criterion));
  /** @param {string | undefined} id */
  const show = (id) => {
    if (!place) return;
    onLook(place.id);
    // The board opens it as soon as it stands there.
    if (id) void loadBoard(place.body.kind).then((module) => module.openRecord?.(id), () => undefined);
  };
  return html`<li class=${standing.required ? "missing-item" : "missing-item missing-advice"}>
    ${known.length > 0
      ? html`<button type="button" class="missing-say" aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>
          <span>${item.say}</span>${part(Icon, { name: open ? "down" : "next", size: 16 })}</button>`
      : html`<p class="missing-say"><span>${item.say}</span>
          ${place && part(Button, { size: "s", look: "quiet", onClick: () => show(item.records[0]), children: `Look: ${place.body.title}` })}</p>`}
    ${open && html`<ul class="missing-records">${known.map((id) => html`<li key=${id}>${part(RecordCard, { live, id, onShow: place && store.record(id)?.kind !== "person" ? () => show(id) : undefined })}</li>`)}</ul>`}
    ${standing.firm && standing.required && html`<p class="small faint">Nobody can go on without this one.</p>`}
  </li>`;
}

/** Whoever leads may go on without it; from home, once it is signed, also who signs and who owns the plan. @param {Live} live */
function maySkip({ store }) {
  const { lead, signer, plan_owner: owner } = store.workshop.value?.body ?? {};
  return (sittingOpen(store) ? [lead] : [lead, signer, owner]).includes(store.me.value.person);
}

/** @param {{live: Live, lacking: Standing[], onGoWithout: (reason: string) => void}} props */
function Without({ live, lacking, onGoWithout }) {
  const id = useId();
  const [reason, setReason] = useState("");
  if (lacking.some((one) => one.firm)) return null;
  if (!maySkip(live)) return html`<p class="quiet">Going on without it is for whoever leads: <bdi>${nameOf(live.store, live.store.workshop.value?.body.lead)}</bdi>.</p>`;
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    if (reason.trim()) onGoWithout(reason.trim());
  };
  return html`<details class="without">
    <summary>Go on without it</summary>
    <form class="stack gap-s" onSubmit=${go}>
      <label for=${id}>Go on without it, because…</label>
      <textarea id=${id} rows="2" maxlength="400" required dir="auto" value=${reason} onInput=${(/** @type {any} */ e) => setReason(e.target.value)}></textarea>
      <p class="field-hint">The reason goes into the minutes${lacking.some((one) => kindFor(one.criterion) === "action") ? " and stands on top of the sign-off page" : ""}, with your name.</p>
      <div>${part(Button, { type: "submit", children: `Go on: ${live.store.record("checklist")?.body.next ?? "next stage"}` })}</div>
    </form>
  </details>`;
}
