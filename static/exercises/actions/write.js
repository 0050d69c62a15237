// Writing an action as one sentence: who will do what, so that..., by when.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { DayField, TextField } from "../../parts/field.js";
import { Picker } from "../../parts/picker.js";
import { isTeam, peopleOf } from "../../room/who.js";
import { quickDays } from "./when.js";
import { todayOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */

/** @param {{live: Live, strategy: string, because?: string, follows?: string, onDone: () => void, onBehalf?: string}} props */
export function WriteAction({ live, strategy, because = "", follows = "", onDone, onBehalf = "" }) {
  const me = live.store.me.value;
  const desk = peopleOf(live.store).every((one) => one.id !== me.person || !isTeam(one));
  const [given, setGiven] = useState({ owner: onBehalf || (desk ? "" : me.person), what: "", outcome: "", due: "", with_whom: "" });
  const [missing, setMissing] = useState("");
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  useEffect(() => void (onBehalf && setGiven((now) => ({ ...now, owner: now.owner || onBehalf }))), [onBehalf]);
  const put = (/** @type {string} */ name) => (/** @type {string} */ value) => setGiven({ ...given, [name]: value });
  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    const lacks = [["owner", "who does it"], ["what", "what will be done"], ["outcome", "what it is for"], ["due", "by when"]].find(([name]) => !given[/** @type {"what"} */ (name)].trim());
    if (lacks) return setMissing(`Please say ${lacks[1]}.`);
    const body = { strategy, owner: given.owner, due: given.due, ...(given.with_whom.trim() && { with_whom: given.with_whom.trim() }), what: given.what.trim(), outcome: given.outcome.trim(), ...(because && { because }), ...(follows && { follows }) };
    void live.send("actions.add_action", body, onBehalf ? { onBehalf } : {});
    return onDone();
  };
  const people = peopleOf(live.store).filter((one) => isTeam(one)).map((one) => ({ id: one.id, title: one.id === me.person ? `${one.body.name} (me)` : one.body.name, hint: one.body.function }));
  return html`<form class="write-action stack" ref=${form} onSubmit=${add}>
    ${part(Picker, { label: "Who", options: people, value: given.owner, onPick: put("owner") })}
    ${part(TextField, { label: "will…", value: given.what, onChange: put("what"), rows: 2, most: 4000, placeholder: "for example: measure at one site how long they wait" })}
    ${part(TextField, { label: "so that…", value: given.outcome, onChange: put("outcome"), rows: 2, most: 4000, placeholder: "for example: both sides agree on the numbers" })}
    ${part(QuickDays, { live, value: given.due, onChange: put("due") })}
    ${part(TextField, { label: "with (if anybody)", value: given.with_whom, onChange: put("with_whom"), most: 100 })}
    ${missing && html`<p class="field-error" role="alert">${missing}</p>`}
    <div class="row gap-s">${part(Button, { type: "submit", children: "Propose it" })} ${part(Button, { look: "quiet", onClick: onDone, children: "Cancel" })}</div>
  </form>`;
}

/** @param {{live: Live, value: string, onChange: (day: string) => void}} props */
export function QuickDays({ live, value, onChange }) {
  const days = quickDays(todayOf(live));
  return html`<div class="quick-days">
    ${part(DayField, { label: "by", value, onChange })}
    <div class="row gap-s" role="group" aria-label="Or simply">
      ${days.map(({ id, title, day }) => html`<button type="button" key=${id} class=${names("pill", value === day && "pill-chosen")} aria-pressed=${String(value === day)} onClick=${() => onChange(day)}>${title}</button>`)}
    </div>
  </div>`;
}
