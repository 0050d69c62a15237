// "We heard you say...": the quotes, who said them, and whether the customer said yes, on their own screen or aloud.
import { html, part } from "../../live/part.js";
import { Button } from "../../parts/button.js";
import { Menu } from "../../parts/menu.js";
import { atDesk } from "../../room/aloud.js";
import { Contribution } from "../../room/contribution.js";
import { present } from "../../room/edits.js";
import { nameOf, peopleOf } from "../../room/who.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** @type {{[how: string]: string}} */
const YES = { "on own screen": "confirmed on their own screen", aloud: "confirmed aloud" };

/** @param {{ live: Live }} props */
export function ReadBack({ live }) {
  const { store } = live;
  const quotes = present(store, "quote");
  const open = quotes.filter((one) => one.body.confirmed === "no");
  const done = quotes.filter((one) => one.body.confirmed !== "no");
  return html`<section class="read-back" aria-label="We heard you say">
    <h2 class="briefing-title">We heard you say <span class="lane-count">${done.length} of ${quotes.length} confirmed</span></h2>
    ${store.ready.value && quotes.length === 0 && html`<p class="small faint">Make a quote of a note or an answer in one tap; here it is read back.</p>`}
    <div class="cards-list">${[...open, ...done].map((one) => part(Quote, { live, quote: one, key: one.id }))}</div>
  </section>`;
}

/** @param {{ live: Live, quote: WireRecord }} props */
function Quote({ live, quote }) {
  const { store, send } = live;
  const { confirmed, said_by: said } = quote.body;
  const asked = store.ghosts("questions.confirm").some((ghost) => ghost.data.quote === quote.id);
  const guests = peopleOf(store).filter((one) => one.body.role === "customer_guest");
  const yes = confirmed !== "no"
    ? html`<span class="tag tag-good">${YES[confirmed]}</span>`
    : atDesk(live) && part(Button, { size: "s", pending: asked, onClick: () => void send("questions.confirm", { quote: quote.id, how: "aloud" }), of: quote.body.text, children: "Confirmed aloud" });
  const who = guests.map((one) => ({ id: one.id, title: one.body.name, onPick: () => void send("record.edit", { id: quote.id, set: { said_by: one.id } }, { rev: quote.rev }) }));
  const below = html`<p class="quote-line small">
    ${said ? html`<span class="voice-customer"><bdi>${nameOf(store, said)}</bdi></span>` : guests.length > 0 && atDesk(live) && part(Menu, { label: `Who said it? ${quote.body.text}`, children: "Who said it?", items: who })}
  </p>`;
  return part(Contribution, { live, record: quote, voice: "customer", aside: yes || undefined, below });
}
