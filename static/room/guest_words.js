// What the guest said as we wrote it down: "Yes, that is what I said", put right, or taken back. All three are the guest's own.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { timeOf } from "../parts/dates.js";
import { zoneOf } from "./agenda.js";
import { AskText } from "./ask_text.js";
import { present } from "./edits.js";
import { OnTheWay } from "./on_the_way.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const NOTE = "questions.add_brief";

/** @param {Live} live @returns {WireRecord[]} the guest's words, newest first: quotes, and notes of one's own that are no quote */
export function ownWords({ store }) {
  const me = store.me.value.person;
  const quotes = store.records("quote").filter((one) => one.body.said_by === me);
  const quoted = new Set(quotes.map((one) => one.body.of));
  const briefs = present(store, "brief").filter((one) => (one.by === me || one.body.said_by === me) && !quoted.has(one.id));
  return [...quotes, ...briefs].sort((a, b) => b.at - a.at);
}

/** @param {Live} live @param {WireRecord} note whether it is one to a question that was put: it stands among the answers */
const toQuestion = ({ store }, { kind, body }) => kind === "brief" && Boolean(store.record(body.about));

/** @param {{live: Live}} props */
export function GuestWords({ live }) {
  const words = ownWords(live).filter((one) => !toQuestion(live, one));
  const way = part(OnTheWay, { live, types: [NOTE], fits: (ghost) => !ghost.data.about });
  if (!words.length) return way;
  return html`${way}<section aria-label="What we heard you say">
    <h2>What we heard you say</h2>
    <ul class="guest-words">${words.map((one) => part(Word, { live, record: one, key: one.id }))}</ul>
  </section>`;
}

/**
 * The answers, which are the guest's own words too, and what they wrote to a question, which may become one.
 * @param {{live: Live, answered: WireRecord[]}} props
 */
export function GuestAnswers({ live, answered }) {
  const made = new Set(answered.map((one) => `${one.id} ${one.body.answer}`));
  const written = ownWords(live).filter((one) => toQuestion(live, one) && !made.has(`${one.body.about} ${one.body.text}`));
  const way = part(OnTheWay, { live, types: [NOTE], fits: (ghost) => Boolean(ghost.data.about) });
  if (!answered.length && !written.length) return way;
  return html`<section aria-label="Your answers">
    <h2>Your answers</h2>
    ${way}
    <ul class="guest-words">${[...written, ...answered].map((one) => part(Word, { live, record: one, key: one.id }))}</ul>
  </section>`;
}

/** @param {{live: Live, record: WireRecord}} props */
function Word({ live, record }) {
  const [correcting, setCorrecting] = useState(false);
  const [refused, setRefused] = useState("");
  const { body, id, kind } = record;
  const answer = kind === "question";
  const asked = answer ? record : live.store.record(body.about ?? "");
  const words = answer ? body.answer : body.text;
  const confirmed = kind === "quote" && body.confirmed !== "no";
  /** @param {string} type @param {any} data */
  const give = async (type, data) => {
    const said = await live.send(type, data);
    setRefused(said.ok ? "" : (said.say ?? ""));
    if (said.refused) void live.dismiss(said.id);
  };
  /** @param {string} text */
  const correct = (text) => {
    if (!text.trim()) return setRefused("Write what is right, or take it back.");
    setCorrecting(false);
    // Refused words come back above, and stay there.
    if (answer) return void live.send("questions.put_right", { id, text });
    void (kind === "quote" ? live.send("questions.confirm", { quote: id, text }) : live.send("record.edit", { id, set: { text } }));
  };
  return html`<li data-record=${id}>
    ${asked && html`<p class="quiet" dir="auto">${asked.body.text}</p>`}
    <blockquote class="quote" dir="auto">${words}</blockquote>
    ${correcting
      ? html`<div class="guest-correct">${part(AskText, { label: "How would you put it?", word: "That is how I put it", value: words, most: 4000, onGive: correct })}
          ${part(Button, { look: "quiet", size: "s", onClick: () => setCorrecting(false), children: "Leave it" })}</div>`
      : html`<div class="row gap-s">
          ${confirmed ? html`<span class="good small">Confirmed by you</span>` : kind === "quote" && part(Button, { size: "s", onClick: () => void give("questions.confirm", { quote: id }), of: words, children: "Yes, that is what I said" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => setCorrecting(true), of: words, children: "Correct it" })}
          ${part(Button, { size: "s", look: "quiet", onClick: () => void (answer ? give("questions.put_right", { id }) : give("record.withdraw", { id })), of: words, children: "Take it back" })}
          <span class="faint small push num">${timeOf(answer ? body.put_at : record.at, zoneOf(live.store))}</span>
        </div>`}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </li>`;
}
