// What holds for everybody, across the top of a page, one line each: planning waits, no line, a message to the room.
import { useEffect } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { say, sayNow } from "../parts/live_region.js";
import { MovingBanner } from "./moving.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props the desk's hold, or planning that waits for the first-line manager */
function Hold({ live }) {
  const { store } = live;
  const hold = store.record("hold")?.body;
  const held = store.held.value;
  // Whoever it waits for is not told about themselves: their own page says how to come back.
  const words = hold?.people?.includes(store.me.value.person) ? "You are not here just now, and planning waits for you." : (hold?.say ?? "");
  useEffect(() => {
    if (words) say(words);
  }, [words]);
  if (!hold) return null;
  const kept = held ? html` <span class="num">${held} of yours ${held === 1 ? "waits" : "wait"}.</span>` : null;
  const shown = hold.by === "desk" ? html`<b>Please hold.</b> ${words}` : words;
  return part(Banner, { kind: "hold", children: html`<span dir="auto">${shown}</span>${kept}` });
}

/** @param {{live: Live}} props */
function Offline({ live }) {
  const { line, online } = live.store;
  const gone = online.value === "offline";
  useEffect(() => {
    if (gone) sayNow("You are offline. You can go on writing; do not load the page again.");
  }, [gone]);
  if (!gone) return null;
  return part(Banner, { kind: "offline", children: html`${line.value}. Go on writing: all of it is kept on this device and sent by itself. Do not load the page again; that needs the network.` });
}

/** @param {{live: Live}} props messages to the room; each stays until it is put away */
function Notices({ live }) {
  const { store } = live;
  const last = store.notices.value.at(-1);
  useEffect(() => {
    if (last) say(`${last.by}: ${last.text}`);
  }, [last]);
  return html`${store.notices.value.map((notice) =>
    part(Banner, {
      key: notice.id,
      kind: "notice",
      children: html`<bdi>${notice.by}</bdi>: <span dir="auto">${notice.text}</span>`,
      action: part(Button, { look: "quiet", size: "s", children: "Read", onClick: () => store.dropNotice(notice.id) }),
    }),
  )}`;
}

/** @param {{live: Live, onStay?: () => void, children?: import("../live/part.js").Children}} props `onStay` cancels a move; for whoever leads */
export function Banners({ live, onStay, children }) {
  const moving = part(MovingBanner, { live, ...(onStay && { onCancel: onStay }) });
  // Nothing between the parts: with nothing to say there is no place of that name either.
  return html`<section class="banners" aria-label="For everybody">${moving}${part(Offline, { live })}${part(Hold, { live })}${part(Notices, { live })}${children}</section>`;
}
