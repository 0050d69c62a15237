// The verdict on a deal, with its reason and what it changes, in one step.
import { useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { DayField, MoneyField, TextField } from "../../parts/field.js";
import { useAloud } from "../../room/aloud.js";
import { VERDICTS } from "./deals.js";
import { useTakenUp } from "../../room/edits.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../room/coming.js").Shown} Shown */

/** What is on the button for each verdict. @type {{[verdict: string]: string}} */
const WORDS = { keep: "Keep it", "re-date": "Move the date", "re-price": "Change the amount", drop: "Drop it" };

/** @param {{ live: Live, deal: Shown, onDone: () => void }} props */
export function Judging({ live, deal, onDone }) {
  const [verdict, setVerdict] = useState("");
  const [reason, setReason] = useState("");
  const [date, setDate] = useState(deal.body.close_date ?? "");
  const [amount, setAmount] = useState(/** @type {number | undefined} */ (deal.body.amount ?? 0));
  const [wrong, setWrong] = useState(/** @type {{[field: string]: string}} */ ({}));
  const takenUp = useTakenUp(live);
  const aloud = useAloud(live);
  const send = async () => {
    const change = { ...(verdict === "re-date" && { close_date: date }), ...(verdict === "re-price" && { amount }) };
    if (verdict === "re-price" && amount === undefined) return setWrong({ amount: "Write an amount, such as 600k or 1.2m." });
    const answer = await live.send("opportunity_map.judge", { opportunity: deal.id, verdict, reason, ...change }, aloud.person ? { onBehalf: aloud.person } : {});
    if (answer.ok) return setVerdict(""), setReason(""), setWrong({}), onDone();
    setWrong({ [answer["field"] ?? ""]: answer.say ?? "" });
    return takenUp(answer);
  };
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), void send());
  return html`<form class="judging stack" onSubmit=${submit}>
    ${part(Choice, { label: "What becomes of it?", options: VERDICTS, value: verdict || null, onChoose: (id) => (setVerdict(id), setWrong({})) })}
    ${verdict === "re-date" && part(DayField, { label: "Closes on", value: date, error: wrong["close_date"], onChange: setDate })}
    ${verdict === "re-price" && part(MoneyField, { label: "Amount", currency: currencyOf(live.store), value: amount ?? 0, error: wrong["amount"], onChange: setAmount })}
    ${verdict && part(TextField, { label: verdict === "keep" ? "Why, in a few words (if you like)" : "Why, in a few words", rows: 2, most: 4000, value: reason, error: wrong["reason"], onChange: setReason })}
    ${wrong[""] && html`<p class="field-error" role="alert">${wrong[""]}</p>`}
    ${verdict && html`<div class="row">${part(Button, { type: "submit", children: WORDS[verdict] })}${aloud.line}</div>`}
  </form>`;
}
