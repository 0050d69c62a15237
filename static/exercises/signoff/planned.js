// The records of the plan as somebody picks one: by its words, with the word for what it is.
import { shortMoney } from "../../parts/money.js";
import { currencyOf } from "../../room/agenda.js";

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** What people call each kind. @type {{[kind: string]: string}} */
export const WORDS = {
  objective: "objective", strategy: "strategy", action: "action", opportunity: "opportunity", risk: "risk", ask: "what we ask for",
  prospect: "person to meet", stakeholder: "person at the customer", initiative: "their initiative", goal: "their goal",
  pressure: "their pressure", obstacle: "their obstacle", card: "fact", funnel: "the funnel", cell: "place on the grid", unknown: "open question",
};
const PLANNED = ["objective", "strategy", "action", "opportunity", "risk", "ask", "prospect", "stakeholder", "initiative", "goal", "pressure", "obstacle"];

/** @param {WireRecord} record its own words */
export const titleOf = ({ kind, body }) => String(body.text || body.what || body.name || body.title || body.question || WORDS[kind] || kind);

/**
 * Records to choose from, with what each is.
 * @param {Store} store
 * @param {string[]} [kinds]
 */
export function planRecords(store, kinds = PLANNED) {
  const currency = currencyOf(store);
  return kinds.flatMap((kind) => store.records(kind)).map((one) => {
    const person = one.kind === "action" && store.record(one.body.owner)?.body.name;
    const amount = one.body.amount && shortMoney(one.body.amount, currency);
    return { id: one.id, title: titleOf(one), hint: [WORDS[one.kind] ?? one.kind, person, amount].filter(Boolean).join(", ") };
  });
}
