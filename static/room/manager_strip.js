// What a first-line manager has beside the team's task: her PIN, the challenges, the sign-off page, a deputy for the day.
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { seniorAnswer } from "./standings.js";
import { isManager, maySign, meOf, peopleOf, signerOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props */
export function ManagerStrip({ live }) {
  const { store, boot } = live;
  if (!isManager(store)) return null;
  const pin = meOf(store)?.body.has_pin ?? store.me.value.has_pin;
  const open = store.records("challenge").filter((one) => one.body.state !== "closed");
  const answered = open.filter((one) => one.body.state === "answered").length;
  const signing = ["signoff", "acceptance"].includes(store.stage.value);
  const signs = maySign(live), boss = peopleOf(store).find((one) => one.body.deputy === store.me.value.person);
  if ((pin || !signs) && !signing && !open.length && !boss) return null;
  return html`<aside class="manager-strip" aria-label="For the first-line manager">
    ${boss && html`<p class="strip-line"><span>You stand in for <bdi>${boss.body.name}</bdi>${signs ? ", and may sign" : ""}.</span></p>`}
    ${!pin && signs && html`<p class="strip-line"><span><b>Set your PIN.</b> You sign the plan with it.</span>
      <a class="button button-outline button-s" href=${`/s/${boot.seat}/pin`}>Set the PIN</a></p>`}
    ${(signing || open.length > 0) && html`<p class="strip-line"><span>${open.length ? `${open.length} ${open.length === 1 ? "challenge" : "challenges"} of yours, ${answered} answered` : decidedWords(live)}</span>
      <a class="button button-outline button-s" href=${`/s/${boot.seat}/signoff`}>To the sign-off page</a></p>`}
  </aside>`;
}

/** @param {Live} live @returns {import("../live/part.js").Children} how far her decision is, and what senior management said to it */
function decidedWords(live) {
  const { store } = live;
  const last = store.records("decision").at(-1)?.body;
  if (!last) return store.stage.value === "signoff" ? (maySign(live) ? "The plan waits for your decision" : html`The plan waits for <bdi>${signerOf(live)?.body.name}</bdi>`) : "The plan is not signed";
  const senior = seniorAnswer(store)?.body;
  if (senior) return `${senior.name} ${senior.verdict} version ${senior.version}`;
  if (last.verdict !== "approved") return `Version ${last.version} is back with the team`;
  return `Version ${last.version} is signed${store.stage.value === "acceptance" ? " and with senior management" : ""}`;
}

/** @param {{live: Live, open: boolean, onClose: () => void}} props */
export function DeputySheet({ live, open, onClose }) {
  const { store, send } = live;
  const me = meOf(store);
  const others = peopleOf(store).filter((one) => one.body.role === "first_line_manager" && one.id !== me?.id);
  const now = me?.body.deputy, signs = Boolean(now && me?.body.deputy_signs);
  /** @param {string} person @param {boolean} signing */
  const name = (person, signing) => void send("people.name_deputy", { person, signs: signing });
  const words = !now ? "While you are out, planning goes on when your deputy is here. Signing stays yours unless you say otherwise." : signs ? "Planning goes on when your deputy is here, and your deputy may sign for you. You may still sign yourself." : "Planning goes on when your deputy is here. Signing stays yours.";
  return part(Sheet, {
    title: "A deputy for the day", open, onClose,
    children: html`<div class="stack">
      <p class="quiet">${words}</p>
      ${others.length === 0 && html`<p>No other first-line manager is invited. Ask the facilitator to add one.</p>`}
      <ul class="lines">${others.map((one) => html`<li key=${one.id} class="row apart"><bdi>${one.body.name}</bdi>
        <span class="row">${part(Button, { size: "s", pressed: now === one.id, onClick: () => name(now === one.id ? "" : one.id, false), children: now === one.id ? "Is your deputy" : "Stands in for me" })}
        ${now === one.id && signerOf(live)?.id === me?.id && part(Button, { size: "s", pressed: signs, onClick: () => name(one.id, !signs), children: "May sign for me" })}</span></li>`)}</ul>
    </div>`,
  });
}
