// The projector: one object, few words.
import { html, part } from "../../../static/live/part.js";
import { Timebox } from "../../../static/parts/timebox.js";
import { inSeconds, now } from "./cast.js";

/** @param {{ crowd: boolean }} props */
export function RoomScreen({ crowd }) {
  const body = crowd
    ? html`<blockquote class="quote screen-quote">If I could give every store manager back two hours a day, I would not need another system.</blockquote>`
    : html`<h1 class="screen-ask">What must be true by next June for Kingfisher to say we helped?</h1>`;
  return html`<main class="screen">
    <div class="screen-top">
      <p class="screen-stage">${crowd ? "Customer briefing" : "Objectives"}</p>
      ${part(Timebox, { endsAt: inSeconds(crowd ? -40 : 192), total: 480_000, now, size: "room" })}
    </div>
    <div class="screen-body">${body}</div>
    <div class="screen-bottom">
      <p class="screen-count">${crowd ? "" : html`<b>23</b> cards, <b>5</b> of 11 ready`}</p>
      <div class="screen-join">
        <p class="screen-join-where">workshop.example<b class="screen-code">KLM7 92QR</b></p>
        <div class="screen-qr" role="img" aria-label="QR code of the address">${part(FakeCode, {})}</div>
      </div>
    </div>
  </main>`;
}

/** Looks like a QR code; the server makes the real one. */
function FakeCode() {
  const on = (/** @type {number} */ x, /** @type {number} */ y) => (x * 7 + y * 13 + ((x * y) % 5)) % 3 === 0;
  const cells = Array.from({ length: 25 * 25 }, (_, i) => [i % 25, Math.floor(i / 25)]).filter(([x = 0, y = 0]) => on(x, y));
  return html`<svg viewBox="0 0 25 25" shape-rendering="crispEdges">
    ${cells.map(([x, y]) => html`<rect x=${x} y=${y} width="1" height="1" fill="#000" />`)}
    ${[[0, 0], [18, 0], [0, 18]].map(([x = 0, y = 0]) => html`<rect x=${x} y=${y} width="7" height="7" fill="#000" /><rect x=${x + 1} y=${y + 1} width="5" height="5" fill="#fff" /><rect x=${x + 2} y=${y + 2} width="3" height="3" fill="#000" />`)}
  </svg>`;
}
