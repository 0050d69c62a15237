// Who leads: a co-facilitator takes over when the lead is gone, or says that they mean it; the lead sees it and takes it back.
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { zoneOf } from "./agenda.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/**
 * Take the lead; where whoever leads is still here, it is asked first.
 * @param {Live} live
 * @param {() => void} onAsk
 */
export async function takeLead(live, onAsk) {
  const answer = await live.send("people.take_over", {}, { now: true });
  if (answer.ok) return;
  void live.dismiss(answer.id);
  onAsk();
}

/** @param {{live: Live}} props for whoever led until it was taken */
export function LeadBanner({ live }) {
  const { store, send } = live;
  const { lead, lead_before: before, lead_taken: at } = store.workshop.value?.body ?? {};
  if (!before || before !== store.me.value.person) return null;
  return part(Banner, {
    kind: "notice",
    children: html`<bdi>${nameOf(store, lead)}</bdi> has led since <span class="num">${timeOf(at, zoneOf(store))}</span>.`,
    action: part(Button, { size: "s", onClick: () => void send("people.take_over", {}, { now: true }), children: "Take it back" }),
  });
}

/** @param {{live: Live, onClose: () => void}} props */
export function TakeLead({ live, onClose }) {
  const { store, send } = live;
  const lead = store.record(store.workshop.value?.body.lead ?? "")?.body;
  const take = () => (void send("people.take_over", { sure: true }, { now: true }), onClose());
  return html`<div class="stack">
    <p><bdi>${lead?.name}</bdi> leads${lead?.presence === "stepped_out" ? html` and is back at <span class="num">${timeOf(lead.back_at, zoneOf(store))}</span>` : " and is here"}.
      The room moves by whoever leads. ${lead?.name} sees that you took it, and can take it back with one press.</p>
    <div class="row gap-s">${part(Button, { onClick: take, children: "Take the lead" })}${part(Button, { look: "quiet", onClick: onClose, children: "Leave it" })}</div>
  </div>`;
}
