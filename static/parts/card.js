// Card: one contribution; the words first, then quietly who and from where, and how it stands (pending, late, merged, withdrawn).
import { html, part, names } from "../live/part.js";
import { Avatar } from "./person.js";
import { Menu } from "./menu.js";

/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {import("./person.js").PersonView} PersonView */
/** @typedef {import("./menu.js").MenuItem} MenuItem */
/** @typedef {"customer" | "crm" | "research" | "team"} SourceKind */
/** @typedef {"saving" | "offline" | "held"} Way  how far an own change has come: on the wire, without a line, until the manager is back */
/**
 * @typedef {object} CardRecord
 * @property {string} id
 * @property {string} [status] active unless said
 * @property {{ text?: string, text_html?: string, [field: string]: unknown }} body `text_html` is made safe by the server
 */
/**
 * @typedef {object} CardProps
 * @property {CardRecord} record
 * @property {PersonView | null} [author] null or left out in an anonymous round
 * @property {string} [byline] words in place of an author, e.g. "service" or "said aloud by Ana"
 * @property {{ kind: SourceKind, title: string, url?: string }[]} [sources]
 * @property {"customer" | "ours"} [voice] whose words or thing it is: a coloured edge and a mark
 * @property {boolean | "" | Way} [pending] shown before the server has it
 * @property {string} [late] when it was written, if it came after the reveal, e.g. "10:12"
 * @property {boolean} [parked] its words wait in the parking lot
 * @property {number} [merged] how many others lie inside
 * @property {string} [refused] the sentence with which it came back
 * @property {boolean} [mine]
 * @property {MenuItem[]} [menu]
 * @property {Children} [aside] dots, stars, a state
 */

const WAY = { saving: "saving", offline: "kept on this device", held: "kept on this device, waits for the manager" };

/** @param {boolean | "" | Way | undefined} pending @returns {string} where an own change is, "" once the server has it */
export const wayWords = (pending) => (pending ? WAY[pending === true ? "saving" : pending] : "");

const SOURCE = { customer: "customer’s words", crm: "CRM", research: "research", team: "team knowledge" };

/** @param {CardRecord} record the text, server-made HTML where there is some */
export function CardText({ body }) {
  if (body.text_html) {
    return html`<div class="card-text prose" dir="auto" dangerouslySetInnerHTML=${{ __html: body.text_html }}></div>`;
  }
  return html`<p class="card-text card-plain" dir="auto">${body.text ?? ""}</p>`;
}

/** @param {{ sources: NonNullable<CardProps["sources"]> }} props */
function Sources({ sources }) {
  return html`${sources.map(({ kind, title, url }) => {
    const mark = html`<span class="source-kind">${SOURCE[kind]}</span> ${title}`;
    const look = `source source-${kind}`;
    if (!url) return html`<span class=${look}>${mark}</span>`;
    return html`<a class=${look} href=${url} rel="noreferrer" target="_blank">${mark}</a>`;
  })}`;
}

/** @param {{ pending: boolean | "" | Way | undefined }} props the same beside what is drawn without a card */
export function WayMark({ pending }) {
  return pending ? html`<span class="card-mark small">${wayWords(pending)}</span>` : null;
}

/** @param {CardProps} props how it stands, in words */
function standing({ record, pending, late, merged, parked }) {
  const words = [];
  if (pending) words.push(wayWords(pending));
  if (late) words.push(`late, written ${late}`);
  if (parked) words.push("in the parking lot");
  if (merged) words.push(`${merged + 1} joined`);
  if (record.status === "withdrawn") words.push("withdrawn");
  if (record.status === "merged") words.push("joined to another");
  if (record.status === "erased") words.push("erased");
  return words.map((word) => html`<span class="card-mark">${word}</span>`);
}

/** @param {CardRecord} record what a card is called where only its name is heard */
const firstWords = ({ body }) => {
  const all = (body.text ?? "").trim().split(/\s+/u);
  return all.length > 6 ? `${all.slice(0, 6).join(" ")}…` : all.join(" ");
};

/** @param {CardProps} props */
export function Card(props) {
  const { record, author, byline, sources = [], voice, pending, refused, mine, menu = [], aside } = props;
  const gone = record.status !== undefined && record.status !== "active";
  const marks = standing(props);
  const foot = author || byline || sources.length > 0 || marks.length > 0;
  const look = names("card", voice && `card-${voice}`, pending && "card-pending", gone && "card-gone", mine && "card-mine");
  const words = firstWords(record);
  return html`<article class=${look} data-record=${record.id} aria-label=${words || undefined}>
    ${CardText(record)} ${aside && html`<div class="card-aside">${aside}</div>`}
    ${foot &&
    html`<footer class="card-foot">
      ${author && html`<span class="card-by">${part(Avatar, { person: author, size: "s" })}<bdi>${author.name}</bdi></span>`}
      ${byline && html`<span class="card-by">${byline}</span>`} ${part(Sources, { sources })} ${marks}
    </footer>`}
    ${refused && html`<p class="card-refused">${refused}</p>`}
    ${menu.length > 0 && html`<div class="card-menu">${part(Menu, { label: words ? `More for “${words}”` : "More for this card", items: menu })}</div>`}
  </article>`;
}
