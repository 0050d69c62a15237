// Who leads: a co-facilitator takes over when the lead is gone, or says that they mean it; the lead sees it and takes it back.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { say } from "../parts/live_region.js";
import { sittingOpen, zoneOf } from "./agenda.js";
import { DESK, meOf, nameOf } from "./who.js";

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

/** @param {{live: Live, onAsk: () => void}} props for whoever led until it was taken, and for who may take it from somebody gone */
export function LeadBanner({ live, onAsk }) {
  return html`${part(WasTaken, { live })}${part(LedUntilNow, { live })}${part(LeadGone, { live, onAsk })}`;
}

/** @param {{live: Live, onAsk: () => void}} props at a co-facilitator’s desk: whoever leads cannot, and how to go on */
function LeadGone({ live, onAsk }) {
  const { store } = live;
  const lead = store.record(store.workshop.value?.body.lead ?? "");
  const me = meOf(store);
  const gone = lead && me && lead.id !== me.id && DESK.includes(me.body.role) && sittingOpen(store) ? whyGone(store, lead) : "";
  useEffect(() => {
    if (gone && lead) say(`${lead.body.name} leads. ${gone}`);
  }, [gone]);
  if (!gone || !lead) return null;
  return part(Banner, {
    kind: "offline",
    children: html`<bdi>${lead.body.name}</bdi> leads. ${gone} The room moves by whoever leads.`,
    action: part(Button, { size: "s", onClick: () => void takeLead(live, onAsk), children: "Take the lead" }),
  });
}

/** @param {import("../live/store.js").Store} store @param {import("../live/view.js").WireRecord} lead @returns {string} why they cannot lead now; "" while they can */
function whyGone(store, { body }) {
  const since = body.lost_at - (store.workshop.value?.body.grace_s ?? 0) * 1000;
  if (body.lost_at) return `The connection is lost since ${timeOf(since, zoneOf(store))}.`;
  if (body.presence === "left") return "They have left.";
  return body.presence === "out" ? "They are not here yet." : "";
}

/** @param {{live: Live}} props */
function WasTaken({ live }) {
  const { store, send } = live;
  const { lead, lead_before: before, lead_taken: at } = store.workshop.value?.body ?? {};
  if (!before || before !== store.me.value.person) return null;
  return part(Banner, {
    kind: "notice",
    children: html`<bdi>${nameOf(store, lead)}</bdi> has led since <span class="num">${timeOf(at, zoneOf(store))}</span>.`,
    action: part(Button, { size: "s", onClick: () => void send("people.take_over", {}, { now: true }), children: "Take it back" }),
  });
}

/** @param {{live: Live}} props for whoever led until it was taken back, and whom it was handed to: said once, where no other line says it */
function LedUntilNow({ live }) {
  const { store } = live;
  const { lead, lead_before: before, lead_taken: taken } = store.workshop.value?.body ?? {};
  const me = store.me.value.person;
  const was = useRef(lead);
  const [told, setTold] = useState("");
  useEffect(() => {
    const lost = was.current === me && lead !== me && before !== me;
    const handed = Boolean(was.current) && was.current !== me && lead === me && !taken;
    was.current = lead;
    setTold(lost || handed ? lead : "");
    if (lost) say(`${nameOf(store, lead)} leads now.`);
    if (handed) say("You lead now.");
  }, [lead]);
  if (!told) return null;
  return part(Banner, {
    kind: "notice",
    children: told === me ? "You lead now. The room moves by you." : html`<bdi>${nameOf(store, told)}</bdi> leads now. The room moves by whoever leads.`,
    action: part(Button, { size: "s", look: "quiet", onClick: () => setTold(""), children: "Read" }),
  });
}

/** @param {{live: Live, onClose: () => void}} props */
export function TakeLead({ live, onClose }) {
  const { store, send } = live;
  const lead = store.record(store.workshop.value?.body.lead ?? "")?.body;
  const take = () => (void send("people.take_over", { sure: true }, { now: true }), onClose());
  const device = store.people.value.here.has(store.workshop.value?.body.lead ?? "");
  return html`<div class="stack">
    <p><bdi>${lead?.name}</bdi> leads${!device ? " and has no device just now" : lead?.presence === "stepped_out" ? html` and is back at <span class="num">${timeOf(lead.back_at, zoneOf(store))}</span>` : " and is here"}.
      The room moves by whoever leads. ${lead?.name} sees that you took it, and can take it back with one press.</p>
    <div class="row gap-s">${part(Button, { onClick: take, children: "Take the lead" })}${part(Button, { look: "quiet", onClick: onClose, children: "Leave it" })}</div>
  </div>`;
}
