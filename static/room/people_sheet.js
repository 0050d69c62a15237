// How somebody gets in: the join code of the room, or one person's own link as a QR code that a phone reads from here.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { LeavesAt } from "./leaving.js";
import { ROLES } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live, person: string | null, onClose: () => void}} props `person`: an id, "" for the join code, null while closed */
export function PeopleSheet({ live, person, onClose }) {
  const record = person ? live.store.record(person) : undefined;
  const title = record ? record.body.name : "How people come in";
  return part(Sheet, { title, open: person !== null, onClose, children: person === null ? null : record ? part(Personal, { live, id: record.id, key: record.id }) : part(Joining, { live }) });
}

/** @param {{live: Live}} props */
function Joining({ live }) {
  const { seat, code, where, join } = live.boot;
  const closed = live.store.workshop.value?.body.doors_closed;
  return html`<div class="stack gap-l">
    <div class="code-box">
      <img class="code-qr" src=${`/s/${seat}/join.svg`} alt=${`QR code of ${join}`} width="200" height="200" />
      <p class="code-where">${where}/join<b class="code-word">${code}</b></p>
      ${closed && html`<p class="warn">The door to the code is closed just now.</p>`}
    </div>
    <p class="quiet">Invited people pick their own name. Anybody else waits at the door until you admit them.</p>
    <ul class="lines">
      <li><a href=${`/s/${seat}/tents`} target="_blank" rel="noopener">Name tents with personal codes, to print</a></li>
      <li><a href=${`/s/${seat}/invitations`} target="_blank" rel="noopener">Invitations, ready to send</a></li>
      <li><a href=${`/s/${seat}/people`} target="_blank" rel="noopener">List of people: add, correct, withdraw</a></li>
    </ul>
  </div>`;
}

/** @param {{live: Live, id: string}} props */
function Personal({ live, id }) {
  const { boot, store, send } = live;
  const record = store.record(id);
  const issued = record?.body.links ?? 0;
  const link = useLink(boot.seat, id, issued);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(link).catch(() => undefined);
    setCopied(true);
  };
  return html`<div class="stack gap-l">
    <p class="quiet">${capital(ROLES[record?.body.role] ?? "")}. This code opens ${record?.body.name}’s own page, on a phone or a laptop.</p>
    <div class="code-box"><img class="code-qr" src=${`/s/${boot.seat}/link/${id}.svg?${issued}`} alt=${`QR code of ${record?.body.name}’s own link`} width="220" height="220" /></div>
    <div class="field"><label for="own-link">Or the link itself</label><input id="own-link" readonly value=${link} onFocus=${(/** @type {any} */ e) => e.target.select()} /></div>
    <div class="row gap-s">
      ${part(Button, { onClick: copy, children: copied ? "Copied" : "Copy the link" })}
      ${part(Button, { look: "quiet", onClick: () => (setCopied(false), void send("people.renew_link", { person: id })), children: "Make a new link" })}
    </div>
    <p class="small faint">With a new link the old one ends at once, and whoever used it is out.</p>
    ${part(LeavesAt, { live, person: id, key: JSON.stringify(record?.body.leaves ?? {}) })}
  </div>`;
}

/** @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** @param {string} seat @param {string} person @param {number} issued how many links there were: a new one is read anew */
function useLink(seat, person, issued) {
  const [link, setLink] = useState("");
  useEffect(() => {
    fetch(`/s/${seat}/link/${person}.json`, { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { link: "" }))
      .then((found) => setLink(found.link))
      .catch(() => setLink(""));
  }, [person, issued]);
  return link;
}
