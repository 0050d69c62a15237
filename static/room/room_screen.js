// What the room sees, before it goes up: the projector's own page, small, in the projector's own sight and not the desk's;
// blank and back, and words tried out here first.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { askOf } from "./stage_view.js";
import { peopleOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props the page itself, as it is or, while it is blank, as it would be */
export function RoomScreen({ live }) {
  const { store, send, boot } = live;
  const { blank_screen: blank, screen_message: words } = store.workshop.value?.body ?? {};
  const [writing, setWriting] = useState(false);
  const set = (/** @type {object} */ values) => void send("stage.edit_workshop", { set: values }, { now: true });
  return html`<div class="stack">
    <p class="quiet">${blank ? "The screen is blank. This is what it would show." : "This is on the screen now."}</p>
    <div class="mini-frame"><iframe class="mini-live" src=${`/s/${boot.seat}/screen?look`} title="The room screen, small" tabindex="-1"></iframe></div>
    <div class="row gap-s">
      ${part(Button, { onClick: () => set({ blank_screen: !blank }), children: blank ? "Show it" : "Blank it" })}
      ${words && part(Button, { onClick: () => set({ screen_message: "" }), children: "Take the words down" })}
      ${part(Button, { look: "quiet", onClick: () => setWriting(!writing), children: "Words on it…" })}
      <a href=${`/s/${boot.seat}/screen`} target="_blank" rel="noopener">In a window of its own</a>
    </div>
    ${writing && part(WordsAsk, { live, onClose: () => setWriting(false) })}
  </div>`;
}

/** @param {{live: Live, onClose: () => void}} props words seen in their own size before everybody sees them */
export function WordsAsk({ live, onClose }) {
  const [text, setText] = useState(live.store.workshop.value?.body.screen_message ?? "");
  const put = (/** @type {Event} */ event) => {
    event.preventDefault();
    void live.send("stage.edit_workshop", { set: { screen_message: text.trim() } });
    onClose();
  };
  return html`<form class="stack gap-s" onSubmit=${put}>
    <label for="screen-words">Words on the room screen</label>
    <textarea id="screen-words" rows="2" maxlength="200" dir="auto" value=${text} aria-describedby="screen-words-hint" onInput=${(/** @type {any} */ e) => setText(e.target.value)}></textarea>
    <p class="field-hint" id="screen-words-hint">They stand instead of the question. Leave it empty to show the question again.</p>
    ${text.trim() && part(MiniScreen, { text: text.trim() })}
    <div>${part(Button, { type: "submit", children: "Put it up" })}</div>
  </form>`;
}

/** @param {{text: string, title?: string}} props a sentence as it will stand on the wall */
export function MiniScreen({ text, title }) {
  return html`<div class="mini-screen" role="img" aria-label=${`On the room screen: ${text}`}>
    ${title && html`<p class="mini-title">${title}</p>`}<p class=${text.length > 90 ? "mini-words mini-words-long" : "mini-words"} dir="auto">${text}</p></div>`;
}

/** @param {{live: Live, slot: import("../live/view.js").WireRecord, title: string}} props what a piece will put on the wall */
export function ScreenOf({ live, slot, title }) {
  // While a guest may be in, the wall says only what the piece is called: the questions are the team's own.
  const guests = peopleOf(live.store).some((one) => one.body.role === "customer_guest" && one.body.window === "open");
  return part(MiniScreen, { text: guests && slot.body.stage === "open" ? slot.body.title : askOf(slot), title });
}

/** Whether this page is the small look at the screen from the console. */
export const isLook = () => new URLSearchParams(location.search).has("look");
