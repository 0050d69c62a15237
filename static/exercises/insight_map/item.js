// One item on the map: its words, what it serves as chips, who told us, and how sure it is.
import { html, part, names } from "../../live/part.js";
import { Icon } from "../../parts/icon.js";
import { Contribution } from "../../room/contribution.js";
import { edited } from "../../room/edits.js";
import { shownSources } from "../../room/sources.js";
import { short } from "../../room/words.js";
import { columnOf, isLoose, servedBy } from "./chains.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/**
 * @typedef {object} ItemProps
 * @property {Live} live
 * @property {WireRecord} item
 * @property {WireRecord[]} items
 * @property {boolean} dim another chain is being looked at
 * @property {boolean} lit it is in the chain that is looked at
 * @property {(id: string) => void} onLight
 * @property {(what: "serves" | "told" | "confirm" | "detail") => void} onOpen
 * @property {import("../../parts/menu.js").MenuItem[]} menu
 */

/** @param {ItemProps} props */
export function Item({ live, item, items, dim, lit, onLight, onOpen, menu }) {
  const column = columnOf(item.kind);
  const { body } = edited(live.store, item).record;
  const light = () => onLight(item.id);
  const out = () => onLight("");
  const settled = body.state !== "unconfirmed";
  const aside = settled ? html`<span class="tag tag-good" title=${body.confirmed_by || undefined}>${body.state}</span>` : undefined;
  return html`<div class=${names("insight-item", dim && "insight-dim", lit && "insight-lit")} data-item=${item.id} role="group" aria-label=${body.text}
    onMouseEnter=${light} onMouseLeave=${out} onFocusIn=${light} onFocusOut=${out}>
    ${part(Contribution, {
      live, record: item, team: true, voice: "customer", sources: shownSources(live, body), aside,
      below: part(Ties, { live, item, items, serving: column.serving, onConnect: () => onOpen("serves") }),
      menu: [
        ...(column.serving ? [{ id: "serves", title: `Connect: ${column.serving}`, onPick: () => onOpen("serves") }] : []),
        { id: "told", title: "Who told us, where from…", onPick: () => onOpen("told") },
        { id: "confirm", title: settled ? "How it stands…" : "Confirmed by the customer…", onPick: () => onOpen("confirm") },
        ...(item.kind === "initiative" || item.kind === "pressure" ? [{ id: "detail", title: "More about it…", onPick: () => onOpen("detail") }] : []),
        ...menu,
      ],
    })}
  </div>`;
}

/** @param {{ live: Live, item: WireRecord, items: WireRecord[], serving: string, onConnect: () => void }} props what it serves, and what people said about it */
function Ties({ live, item, items, serving, onConnect }) {
  const told = (item.body.told_by ?? []).flatMap((/** @type {string} */ id) => live.store.record(id) ?? []);
  const serves = servedBy(item, items);
  const loose = isLoose(item, items);
  const cut = (/** @type {WireRecord} */ to) => {
    const held = [to.id, ...(to.body.holds ?? [])].filter((id) => item.body.links.includes(id));
    for (const id of held) void live.send("record.unlink", { id: item.id, to: id });
  };
  const quote = told[0] ? told[0].body.answer || told[0].body.text : "";
  if (!serving && !quote) return null;
  return html`<div class="ties">
    ${quote && html`<p class="ties-quote small" dir="auto">“${short(quote, 14)}”</p>`}
    ${serves.map((one) => html`<span key=${one.id} class=${`tie tie-${one.kind}`}><span class="spoken">${serving.replace(/…$/u, "")} </span><span class="clip" dir="auto" title=${one.body.text}>${one.body.text}</span>
      <button type="button" class="tie-cut" aria-label=${`Take away the line to “${short(one.body.text, 8)}”`} onClick=${() => cut(one)}>${part(Icon, { name: "close", size: 14 })}</button></span>`)}
    ${serving && html`<button type="button" class=${names("tie-add", loose && "tie-loose")} onClick=${onConnect}>${part(Icon, { name: loose ? "warn" : "link", size: 16 })} ${loose ? `Not connected: ${serving}` : serving}</button>`}
  </div>`;
}
