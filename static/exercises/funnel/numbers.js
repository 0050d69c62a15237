// The four numbers: what goes in, what comes out drawn as a funnel, the money line below, and every earlier setting.
import { useState } from "preact/hooks";
import { html, names, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Choice } from "../../parts/choice.js";
import { timeOf } from "../../parts/dates.js";
import { MoneyField, NumberField } from "../../parts/field.js";
import { formatMoney, shortMoney } from "../../parts/money.js";
import { TableTwin } from "../../parts/table_twin.js";
import { useAloud } from "../../room/aloud.js";
import { currencyOf, zoneOf } from "../../room/agenda.js";
import { Returned } from "../../room/returned.js";
import { nameOf } from "../../room/who.js";
import { useTakenUp } from "../../room/edits.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {{[field: string]: any}} Values */

const SET = "funnel.set";
const EMPTY = { growth_target: 0, account_revenue: 0, growth_percent: 0, expected_from_existing: 0, average_deal: 0, win_rate_percent: 0, prospects_per_opportunity: 0, cycle_months: 0 };

/** @param {{ live: Live }} props */
export function Numbers({ live }) {
  const record = live.store.record("funnel");
  return html`<div class="funnel-frame"><div class="funnel-numbers">
    ${part(Inputs, { live, key: record?.rev ?? "new" })}
    <div class="stack gap-l">
      ${record ? part(Picture, { live, body: record.body }) : html`<p class="quiet funnel-none">Four honest numbers, and the funnel stands here: so many deals, so many opportunities, so many people to meet.</p>`}
      ${part(MoneyLine, { live })}
      ${record && part(Versions, { live, versions: record.body.versions ?? [] })}
    </div>
  </div></div>`;
}

/** @param {Live} live what a form starts from: the last setting, else what the workshop knows of the account */
function startOf(live) {
  const workshop = live.store.workshop.value?.body ?? {};
  const known = { account_revenue: workshop["annual_revenue"] ?? 0, growth_percent: workshop["growth_target_percent"] ?? 0 };
  const last = live.store.record("funnel")?.body;
  return last ? { ...EMPTY, ...Object.fromEntries(Object.keys(EMPTY).map((name) => [name, last[name] ?? 0])) } : { ...EMPTY, ...known };
}

/** @param {Live} live @param {string} onBehalf */
function useInputs(live, onBehalf) {
  const [values, setValues] = useState(/** @type {Values} */ (startOf(live)));
  const [by, setBy] = useState(values["account_revenue"] && values["growth_percent"] ? "percent" : "amount");
  const [wrong, setWrong] = useState(/** @type {{[field: string]: string}} */ ({}));
  const takenUp = useTakenUp(live);
  const send = async () => {
    const unread = Object.keys(values).find((name) => values[name] === undefined);
    if (unread) return setWrong({ [unread]: "This cannot be read yet." });
    // The target either is given or follows from revenue and percent: never both.
    const target = by === "percent" ? { growth_target: 0 } : { account_revenue: 0, growth_percent: 0 };
    const answer = await live.send(SET, { ...values, ...target }, onBehalf ? { onBehalf } : {});
    if (answer.ok) return setWrong({});
    setWrong({ [answer["field"] ?? ""]: answer.say ?? "" });
    return takenUp(answer);
  };
  return { values, by, setBy, wrong, send, set: (/** @type {Values} */ change) => setValues((now) => ({ ...now, ...change })) };
}

/** @param {{ live: Live }} props */
function Inputs({ live }) {
  const aloud = useAloud(live);
  const { values, by, setBy, wrong, send, set } = useInputs(live, aloud.person);
  const currency = currencyOf(live.store);
  const money = (/** @type {string} */ field, /** @type {string} */ label, /** @type {string} */ placeholder, hint = "") =>
    part(MoneyField, { label, currency, placeholder, hint, value: values[field], error: wrong[field], onChange: (value) => set({ [field]: value }) });
  const number = (/** @type {string} */ field, /** @type {string} */ label, /** @type {string} */ unit, hint = "") =>
    part(NumberField, { label, unit, hint, value: values[field], error: wrong[field], onChange: (value) => set({ [field]: value }) });
  return html`<form class="form funnel-form" onSubmit=${(/** @type {Event} */ e) => (e.preventDefault(), void send())}>
    ${part(Choice, { label: "What is there to find?", value: by, onChoose: setBy, options: [{ id: "amount", title: "An amount" }, { id: "percent", title: "Revenue and growth" }] })}
    ${by === "amount" ? money("growth_target", "Growth to find", "1m") : html`<div class="field-row">${money("account_revenue", "Revenue with them a year", "10m")}${number("growth_percent", "Growth", "%")}</div>`}
    ${money("expected_from_existing", "Of that, from what runs already", "200k", "Leave it empty if you would only be guessing.")}
    <div class="field-row">${money("average_deal", "Average deal", "100k")}${number("win_rate_percent", "We win", "%", "of 100 opportunities")}</div>
    <div class="field-row">${number("prospects_per_opportunity", "New people for one opportunity", "people")}${number("cycle_months", "From first talk to order", "months")}</div>
    ${wrong[""] && html`<p class="field-error" role="alert">${wrong[""]}</p>`}
    ${aloud.line}
    ${part(Returned, { live, types: [SET] })}
    <div class="form-actions">${part(Button, { type: "submit", children: "Work it out" })}</div>
  </form>`;
}

/** @param {{ live: Live, body: Values }} props */
function Picture({ live, body }) {
  const currency = currencyOf(live.store);
  const { deals, opportunities, prospects } = body["result"] ?? {};
  const find = body["growth_target"] - (body["expected_from_existing"] ?? 0);
  const steps = [
    { id: "find", number: shortMoney(find, currency), what: "to find", how: "" },
    { id: "deals", number: String(deals), what: deals === 1 ? "deal" : "deals", how: `at ${shortMoney(body["average_deal"], currency)} each` },
    { id: "opportunities", number: String(opportunities), what: "opportunities", how: `we win ${body["win_rate_percent"]} of 100` },
    { id: "prospects", number: String(prospects), what: "people to meet", how: `${body["prospects_per_opportunity"]} for each opportunity` },
  ];
  const columns = [{ id: "what", title: "Step" }, { id: "number", title: "Number", numeric: true }, { id: "how", title: "Because" }];
  const rows = steps.map((step) => ({ id: step.id, cells: { what: step.what, number: step.number, how: step.how } }));
  return part(TableTwin, { caption: "From the growth to the people", columns, rows, picture: part(Drawn, { steps }) });
}

/** @param {{ steps: {id: string, number: string, what: string, how: string}[] }} props the funnel upside down: few deals rest on many people */
export function Drawn({ steps }) {
  return html`<ol class="funnel">${steps.map(({ id, number, what, how }, i) => html`<li key=${id} class=${names("funnel-step", `funnel-${id}`)} style=${`--at:${i};--of:${steps.length}`}>
    <span class="funnel-number num">${number}</span><span class="funnel-what">${what}</span>${how && html`<span class="funnel-how small">${how}</span>`}
  </li>`)}</ol>`;
}

/** @param {{ live: Live }} props */
function MoneyLine({ live }) {
  const money = live.store.record("money")?.body;
  if (!money) return null;
  const currency = currencyOf(live.store);
  const figures = [["To find", money["to_find"]], ["Covered by the pipeline", money["covered"]], ["Still to find", money["still_to_find"]], ["Without the largest deal", money["without_largest"]]];
  const late = (money["too_late"] ?? []).map((/** @type {string} */ id) => live.store.record(id)?.body.name).filter(Boolean);
  const years = Object.entries(money["by_year"] ?? {});
  return html`<section class="stack gap-s" aria-label="The money">
    <dl class="money-line">${figures.map(([title, amount]) => html`<div><dt>${title}</dt><dd class="num" title=${formatMoney(amount, currency)}>${shortMoney(amount, currency)}</dd></div>`)}</dl>
    <span class="meter" aria-hidden="true"><span style=${`inline-size:${Math.min(100, (100 * money["covered"]) / Math.max(money["to_find"], 1))}%`}></span></span>
    ${years.length > 0 && html`<p class="tally small">${years.map(([year, amount]) => html`<span>${year}: <b>${shortMoney(Number(amount), currency)}</b></span>`)}</p>`}
    ${late.length > 0 && html`<p class="small warn">Closes after its initiative is over: <bdi>${late.join(", ")}</bdi></p>`}
  </section>`;
}

/** @param {{ live: Live, versions: Values[] }} props */
function Versions({ live, versions }) {
  if (versions.length < 2) return null;
  const currency = currencyOf(live.store);
  return html`<details class="folded"><summary>${versions.length} settings so far</summary><ol class="lines versions">
    ${[...versions].reverse().map((one, i) => html`<li key=${one["at"]} class="small">
      <b class="num">${one["deals"]} → ${one["opportunities"]} → ${one["prospects"]}</b>
      <span class="quiet"> ${shortMoney(one["growth_target"], currency)} at ${shortMoney(one["average_deal"], currency)}, ${one["win_rate_percent"]} %, ${one["prospects_per_opportunity"]} each</span>
      <span class="faint"> ${i === 0 && "now, "}<bdi>${nameOf(live.store, one["by"])}</bdi> ${timeOf(one["at"], zoneOf(live.store))}</span></li>`)}
  </ol></details>`;
}
