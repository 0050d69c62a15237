// The customer's time: always in sight until they have been here; moved with one press more, or said not to be today.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { useKeptFocus } from "../parts/kept_focus.js";
import { liveSlot, slotsOf, stagesOf, stageTitle, todayOf } from "./agenda.js";
import { peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live, onVisit: (here?: string[]) => void}} props */
export function CustomersTime({ live, onVisit }) {
  const { store } = live;
  const [asking, setAsking] = useState("");
  const [refused, setRefused] = useState("");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const now = standing(live);
  const kept = useKeptFocus(() => box.current?.querySelector("form input") ?? box.current?.querySelector("button"));
  useEffect(() => {
    box.current?.querySelector("form")?.scrollIntoView({ block: "nearest" });
  }, [asking]);
  if (!now) return null;
  /** @param {string} type @param {any} data */
  const give = async (type, data) => {
    const answer = await live.send(type, data, { now: true });
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (answer.ok) setAsking("");
    else void live.dismiss(answer.id);
  };
  const lead = store.workshop.value?.body.lead === store.me.value.person;
  return html`<section class="customers-time" ref=${box} ...${kept} aria-label="The customer’s time">
    <p class="customers-said"><b>${now.said}</b>${now.why && html` <span class="faint" dir="auto">${now.why}</span>`}</p>
    ${!asking && html`<p class="row hang gap-s">
      ${now.may && lead && part(Button, { size: "s", onClick: () => setAsking("here"), children: "They are here…" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => setAsking("time"), children: now.at ? "Another time…" : now.state ? "A time after all…" : "A time…" })}
    </p>`}
    ${asking === "here" && now.may && part(TheyAreHere, { live, onBegin: (here) => (setAsking(""), onVisit(here)), onLeave: () => setAsking("") })}
    ${asking === "time" && part(AnotherTime, { at: now.at, day: now.day, off: now.state === "cancelled", days: now.days, onGive: (data) => void give("visit.move", data), onOff: () => setAsking("off"), onLeave: () => setAsking("") })}
    ${asking === "off" && part(NotToday, { onGive: (data) => void give("visit.cancel", data), onLeave: () => setAsking("") })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </section>`;
}

/**
 * How it stands with the customer, in words; null once they have been here, and where nobody comes.
 * @param {Live} live
 */
function standing(live) {
  const { store } = live;
  /** @type {any} */
  const visit = store.record("visit")?.body ?? {};
  const state = visit.state ?? "";
  const stage = visitStage(live);
  if (!stage || state === "held") return null;
  const here = store.record(`stage:${store.stage.value}`)?.body.order ?? 0;
  const first = slotsOf(store).find((one) => one.body.stage === stage && one.body.fixed_at);
  if (!state && (here > (store.record(`stage:${stage}`)?.body.order ?? 0) || liveSlot(store)?.body.stage === stage)) return null;
  const day = state === "later" && visit.day > 1 ? ` on day ${visit.day}` : "";
  const at = state === "later" ? visit.at : (first?.body.fixed_at ?? "");
  const said = state === "cancelled" ? "No customer today." : state === "replaced" ? `Instead of the customer: ${visit.instead}` : at ? `The customer comes at ${at}${day}.` : "The customer has no fixed time.";
  const days = daysToCome(live);
  const may = state === "later" && store.stage.value !== stage && Boolean(store.workshop.value?.body.sitting);
  return { state, at, said, why: visit.reason ?? "", may, days, day: state === "later" ? visit.day : (days[0]?.day ?? 1) };
}

/** @param {Live} live @returns {{day: number, title: string}[]} the days on which they may come: the one the room is in, and those after it */
function daysToCome(live) {
  const { store } = live;
  /** @type {string[]} */
  const dates = store.workshop.value?.body.days ?? [];
  const now = store.record("forecast")?.body.day ?? 1;
  const today = todayOf(live);
  const all = [...new Set(slotsOf(store).map((one) => one.body.day))].filter((one) => one >= now && one <= Math.max(dates.length, 1));
  return all.map((day) => ({ day, title: dates[day - 1] === today ? "today" : `day ${day}` }));
}

/** @param {{live: Live, onBegin: (here?: string[]) => void, onLeave: () => void}} props what beginning now does, and which guests are in the room */
function TheyAreHere({ live, onBegin, onLeave }) {
  const { store } = live;
  const guests = peopleOf(store).filter((one) => one.body.role === "customer_guest");
  const running = store.record("next_step")?.body.command === "visit.begin" ? undefined : liveSlot(store);
  /** @param {any} event */
  const begin = (event) => {
    event.preventDefault();
    onBegin(guests.length > 1 ? new FormData(event.target).getAll("here").map(String) : undefined);
  };
  return html`<form class="stack gap-s" onSubmit=${begin}>
    <p class="small">Every screen goes to ${stageTitle(store, visitStage(live))} now.${running && html` “${running.body.title}” goes on afterwards.`}</p>
    ${guests.length > 1 && html`<fieldset class="ticks"><legend class="label">Who is in the room?</legend>
      ${guests.map((one) => html`<label class="tick" key=${one.id}><input type="checkbox" name="here" value=${one.id} defaultChecked=${Boolean(one.body.first_came)} /> <bdi>${one.body.name}</bdi></label>`)}</fieldset>`}
    <div class="row gap-s">${part(Button, { type: "submit", size: "s", children: "Hear them now" })}${part(Button, { size: "s", look: "quiet", onClick: onLeave, children: "Not yet" })}</div>
  </form>`;
}

/** @param {Live} live @returns {string} the stage in which the customer is heard: the last one a guest may be in */
export function visitStage({ store, boot }) {
  const open = Object.entries(boot.windows ?? {}).filter(([, roles]) => roles.includes("customer_guest")).map(([id]) => `stage:${id}`);
  return stagesOf(store).filter((one) => open.includes(one.id)).at(-1)?.id.replace("stage:", "") ?? "";
}

/** @param {{at: string, day: number, off: boolean, days: {day: number, title: string}[], onGive: (data: any) => void, onOff: () => void, onLeave: () => void}} props */
function AnotherTime({ at, day, off, days, onGive, onOff, onLeave }) {
  const [time, setTime] = useState(at);
  /** @param {any} event */
  const give = (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    onGive({ at: String(data.get("at")), day: Number(data.get("day") ?? 0) });
  };
  return html`<form class="stack gap-s" onSubmit=${give}>
    <div class="row gap-s">
      <input type="time" name="at" required value=${time} aria-label="When the customer comes" onInput=${(/** @type {any} */ e) => setTime(e.target.value)} />
      ${days.length > 1 && html`<select name="day" aria-label="Which day">${days.map((one) => html`<option key=${one.day} value=${one.day} selected=${one.day === day}>${one.title}</option>`)}</select>`}
    </div>
    <p class="small faint">What is yours to do without the customer goes before. Their page opens when they are here.</p>
    <div class="row gap-s">
      ${part(Button, { type: "submit", size: "s", children: time && time !== at ? `Moves to ${time}` : "Move it" })}
      ${!off && part(Button, { size: "s", look: "quiet", onClick: onOff, children: "Does not come…" })}
      ${part(Button, { size: "s", look: "quiet", onClick: onLeave, children: "Leave it" })}
    </div>
  </form>`;
}

/** @param {{onGive: (data: any) => void, onLeave: () => void}} props why, and what the team does instead */
function NotToday({ onGive, onLeave }) {
  /** @param {any} event */
  const give = (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    onGive({ reason: String(data.get("reason")).trim(), instead: String(data.get("instead") ?? "").trim() });
  };
  return html`<form class="stack gap-s" onSubmit=${give}>
    <label class="stack gap-xs"><span class="label">Why does nobody come?</span><input name="reason" required maxlength="400" dir="auto" /></label>
    <label class="stack gap-xs"><span class="label">What do you do instead, if anything?</span><input name="instead" maxlength="400" dir="auto" placeholder="We read their annual report aloud" /></label>
    <p class="small faint">With something instead, that part stays and is kept to the team. Without, it is left out; what you could not hear stands with your reason on the sign-off page.</p>
    <div class="row gap-s">${part(Button, { type: "submit", size: "s", children: "Go on without the customer" })}${part(Button, { size: "s", look: "quiet", onClick: onLeave, children: "Leave it" })}</div>
  </form>`;
}
