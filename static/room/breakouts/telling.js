// What the desk tells the rooms, or one of them: written in a sheet, read in the rooms until each puts it away.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../../live/part.js";
import { Banner } from "../../parts/banner.js";
import { Button } from "../../parts/button.js";
import { say } from "../../parts/live_region.js";
import { Sheet } from "../../parts/sheet.js";
import { timeOf } from "../../parts/dates.js";
import { zoneOf } from "../agenda.js";
import { AskText } from "../ask_text.js";
import { nameOf } from "../who.js";
import { ownRoom } from "./rooms.js";

/** @typedef {import("../../live/boot.js").Live} Live */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */

/** Whom a message is being written to. @typedef {{room: string, title: string}} Whom  `room` is "" for all of them */

/** What was put away on this page. */
const read = signal(/** @type {ReadonlySet<string>} */ (new Set()));

/** @param {Live["store"]} store @param {WireRecord} room @returns {WireRecord[]} what a room was told, as far as I am told it */
const toldTo = (store, room) => store.records("room_message").filter((one) => one.body.rooms.includes(room.id));

/** @param {{live: Live, to: Whom | null, onClose: () => void}} props */
export function Telling({ live, to, onClose }) {
  const [refused, setRefused] = useState("");
  if (!to) return null;
  const give = (/** @type {string} */ text) => void live.send("breakouts.tell", { text, room: to.room }, { now: true }).then((answer) => (answer.ok ? onClose() : setRefused(answer.say ?? "")));
  return part(Sheet, { title: to.room ? `Message to the room “${to.title}”` : "Message to all rooms", open: true, onClose, children: html`${part(AskText, {
    label: to.room ? `What should the room “${to.title}” read?` : "What should every room read?", word: "Show it", onGive: give,
    hint: "It stands on the pages of the people there, and of those who come into that room later, until each puts it away. Nobody else reads it.",
  })}${refused && html`<p class="field-error" role="alert">${refused}</p>`}` });
}

/** @param {{live: Live, room: WireRecord}} props for the desk: what a room was told last */
export function LastTold({ live, room }) {
  const last = toldTo(live.store, room).at(-1);
  return last ? html`<p class="small quiet room-told" dir="auto">Told <span class="num">${timeOf(last.at, zoneOf(live.store))}</span>: ${last.body.text}</p>` : null;
}

/** @param {{live: Live}} props for the people of a room, one line each */
export function RoomMessages({ live }) {
  const { store } = live;
  const room = ownRoom(store);
  const told = room ? toldTo(store, room) : [];
  const last = told.at(-1);
  useEffect(() => {
    if (last && !read.peek().has(last.id)) say(`${nameOf(store, last.by)} to your room: ${last.body.text}`);
  }, [last?.id]);
  const putAway = (/** @type {string} */ id) => (read.value = new Set([...read.value, id]));
  return html`${told.filter((one) => !read.value.has(one.id)).map((one) =>
    part(Banner, {
      key: one.id,
      kind: "notice",
      children: html`<bdi>${nameOf(store, one.by)}</bdi> to ${one.body.rooms.length > 1 ? "all rooms" : "your room"}: <span dir="auto">${one.body.text}</span>`,
      action: part(Button, { look: "quiet", size: "s", children: "Read", onClick: () => putAway(one.id) }),
    }),
  )}`;
}
