// A visitor's one page. The customer's guest: questions put to them, their own words. The second-level manager: the
// whole briefing, to read, and a way to ask. Nothing leads anywhere else.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { boot, Boundary } from "../live/boot.js";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Composer, draftOf } from "../parts/composer.js";
import { LiveRegion, say } from "../parts/live_region.js";
import { SavedLight } from "../parts/saved_light.js";
import { insteadOf } from "../room/farewell.js";
import { CameBack } from "../room/came_back.js";
import { adding } from "../room/edits.js";
import { GuestAnswers, GuestWords, ownWords } from "../room/guest_words.js";
import { Banners } from "../room/hold_banner.js";
import { arrive } from "../room/presence_bar.js";
import { meOf } from "../room/who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const SIGNED = "The plan is signed and waits for your acceptance.";

/** @param {{live: Live}} props */
function Page({ live }) {
  const { store } = live;
  const instead = insteadOf(live);
  if (instead) return instead;
  if (!store.ready.value) return html`<main class="guest" id="main"></main>`;
  const guest = store.me.value.role === "customer_guest";
  return html`${part(Banners, { live })}
    <main class="guest" id="main">
      ${part(Head, { live, guest })}
      ${part(Here, { live })}
      ${waitsFor(live) && part(ForAcceptance, { live })}
      ${guest ? part(Asked, { live }) : part(Briefing, { live })}
      ${part(LiveRegion, {})}
    </main>`;
}

/** @param {{live: Live, guest: boolean}} props whose account, who the host is, and what becomes of what is said here */
function Head({ live, guest }) {
  const { store } = live;
  const body = store.workshop.value?.body ?? {};
  const me = store.me.value.person;
  const host = store.records("person").find((one) => one.id !== me)?.body.name;
  const first = (store.me.value.name ?? "").split(/\s/u)[0];
  return html`<header class="guest-head">
    <p class="guest-hosts"><b dir="auto">${body.customer}</b>${body.seller && html` <span class="with">with</span> <b dir="auto">${body.seller}</b>`}
      <span class="push">${part(SavedLight, { waiting: store.waiting.value, held: store.held.value, online: store.online.value === "ok", brief: true })}</span></p>
    <p class="guest-promise">Welcome, <bdi>${first}</bdi>.${host && html` <bdi>${host}</bdi> is your host.`} ${guest
      ? "You see only this briefing; your words are captured here, and you can correct them or take them back."
      : "You see the briefing as it is written down. The team plans alone afterwards; the plan comes to you for the senior review."}</p>
  </header>`;
}

/** @param {{live: Live}} props saying that one is here; what is captured needs it */
function Here({ live }) {
  const [refused, setRefused] = useState("");
  const presence = meOf(live.store)?.body.presence ?? live.store.me.value.presence;
  if (["room", "remote", "stepped_out"].includes(presence)) return null;
  /** @param {"room" | "remote"} how */
  const come = async (how) => {
    const answer = await arrive(live, how);
    setRefused(answer.ok ? "" : (answer.say ?? ""));
  };
  return html`<section class="row" aria-label="Arriving">
    ${part(Button, { look: "filled", size: "l", onClick: () => void come("room"), children: "I’m here, in the room" })}
    ${part(Button, { size: "l", onClick: () => void come("remote"), children: "I’m remote" })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </section>`;
}

/** @param {Live} live @returns {boolean} whether the plan lies signed before senior management, without an answer since */
function waitsFor({ store }) {
  const last = (/** @type {string} */ kind) => store.records(kind).sort((a, b) => a.at - b.at).at(-1);
  const signed = store.me.value.role === "second_level_manager" && last("decision");
  return Boolean(signed && signed.body.verdict === "approved" && signed.at > (last("acceptance")?.at ?? 0));
}

/** @param {{live: Live}} props the signed plan has come to senior management; whoever listens hears so */
function ForAcceptance({ live }) {
  useEffect(() => say(SIGNED), []);
  return html`<section class="row" aria-label="For your acceptance"><p>${SIGNED}</p>
    <a class="button button-outline" href=${`/s/${live.boot.seat}/acceptance`}>Read it and decide</a></section>`;
}

/** @param {{live: Live}} props the customer's guest: the question that is put now, those answered, own words */
function Asked({ live }) {
  const { store, send } = live;
  const put = store.records("question").filter((one) => one.body.status === "put").sort((a, b) => b.body.put_at - a.body.put_at);
  const answered = store.records("question").filter((one) => one.body.status === "answered");
  const now = put[0];
  // Whoever is in the middle of an answer goes on where they are, also when the room has gone on.
  const begun = [...put.slice(1), ...answered].filter((one) => draftOf(answerTo(live, one)));
  useEffect(() => {
    if (now) say(`A question for you: ${now.body.text}`);
  }, [now?.id]);
  return html`
    <section class="guest-now">
      ${now
        ? html`<p class="kicker">${now.body.asked_by ? html`<bdi>${now.body.asked_by}</bdi> asks` : "The team asks"}</p><h1 class="guest-question" dir="auto">${now.body.text}</h1>
            <p class="quiet">Answer aloud. If you would rather write it yourself, write it here.</p>
            ${part(OwnAnswer, { live, question: now, key: now.id })}`
        : html`<h1 class="guest-question">${ownWords(live).length || answered.length ? "Thank you. The next question comes in a moment." : "What are you trying to achieve, and what stands in the way?"}</h1>
            <p class="quiet">The floor is yours. The team takes notes for itself; whatever it quotes of you appears here, for you to confirm, correct or take back.</p>`}
    </section>
    ${begun.map((one) => html`<section key=${one.id}><h2 dir="auto">${one.body.text}</h2>${part(OwnAnswer, { live, question: one })}</section>`)}
    ${put.length > 1 && html`<section><h2>Also asked</h2><ul class="lines">${put.slice(1).map((one) => html`<li key=${one.id} dir="auto">${one.body.text}</li>`)}</ul></section>`}
    <section>
      <h2>Something you want us to remember</h2>
      ${part(Composer, { label: "Something you want us to remember", hideLabel: true, draftKey: `${live.boot.seat}:brief`, word: "Add",
        placeholder: "What we must not forget", onAdd: (texts) => void texts.forEach((text) => send("questions.add_brief", { text, written: Math.round(live.clock.serverNow()) })) })}
    </section>
    ${part(CameBack, { live })}
    ${part(GuestWords, { live })}
    ${part(GuestAnswers, { live, answered })}`;
}

/** @param {Live} live @param {WireRecord} question what is being written to it is kept under */
const answerTo = ({ boot }, { id }) => `${boot.seat}:answer:${id}`;

/** @param {{live: Live, question: WireRecord}} props what the guest writes to a question; it stays open until the desk goes on */
function OwnAnswer({ live, question }) {
  const { id, body } = question;
  return part(Composer, { label: `Your answer to: ${body.text}`, hideLabel: true, draftKey: answerTo(live, question), word: "Answer", placeholder: "In your own words",
    ...adding(live, "questions.add_brief", (text) => ({ text, about: id, written: Math.round(live.clock.serverNow()) })) });
}

/** @param {{answered: WireRecord[]}} props */
function Answers({ answered }) {
  if (!answered.length) return null;
  return html`<section><h2>Your answers</h2>
    <ul class="guest-words">${answered.map((one) => html`<li key=${one.id}><p class="quiet" dir="auto">${one.body.text}</p><blockquote class="quote" dir="auto">${one.body.answer}</blockquote></li>`)}</ul>
  </section>`;
}

/** @param {{live: Live}} props the second-level manager: what was asked, said and confirmed */
function Briefing({ live }) {
  const { store, send } = live;
  const asked = store.records("question").filter((one) => ["put", "answered"].includes(one.body.status));
  const quotes = store.records("quote");
  const notes = store.records("brief");
  const put = asked.filter((one) => one.body.status === "put");
  const empty = asked.length + quotes.length + notes.length === 0;
  const mine = store.records("question").filter((one) => one.by === store.me.value.person && !asked.includes(one));
  return html`<section class="guest-now"><h1 class="guest-question">${empty ? "The briefing appears here as it is written down." : "The briefing so far"}</h1></section>
    <section><h2>A question you would ask</h2>
      ${part(Composer, { label: "A question you would ask", hideLabel: true, draftKey: `${live.boot.seat}:question`, word: "Hand it over", placeholder: "What would your board call a success?",
        hint: "The team reads it, with your name; the facilitator puts it to the customer.", onAdd: (texts) => void texts.forEach((text) => send("questions.add_question", { text })) })}
      ${mine.length > 0 && html`<ul class="lines">${mine.map((one) => html`<li key=${one.id}><span dir="auto">${one.body.text}</span> <span class="small quiet">handed over</span></li>`)}</ul>`}
      ${part(CameBack, { live })}</section>
    ${put.length > 0 && html`<section><h2>Being asked</h2><ul class="lines">${put.map((one) => html`<li key=${one.id} dir="auto">${one.body.text}</li>`)}</ul></section>`}
    ${quotes.length > 0 && html`<section><h2>In the customer’s words</h2><ul class="guest-words">${quotes.map((one) => html`<li key=${one.id}><blockquote class="quote" dir="auto">${one.body.text}</blockquote>
      ${one.body.confirmed !== "no" && html`<p class="row"><span class="good small">confirmed</span></p>`}</li>`)}</ul></section>`}
    ${part(Answers, { answered: asked.filter((one) => one.body.status === "answered") })}
    ${notes.length > 0 && html`<section><h2>Notes</h2><ul class="lines">${notes.map((one) => html`<li key=${one.id} dir="auto">${one.body.text}</li>`)}</ul></section>`}`;
}

const live = boot();
const root = /** @type {HTMLElement} */ (document.getElementById("root"));
root.replaceChildren();
root.className = "";
render(part(Boundary, { live, children: part(Page, { live }) }), root);
