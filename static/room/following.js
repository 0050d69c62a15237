// Everybody sees what is live, and may look at what was. When the room moves on, or is called together, whoever
// is in the middle of a sentence stays where they are and gets a way to follow instead.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { liveSlot } from "./agenda.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{looking: string, behind: boolean, look: (slot: string) => void, follow: () => void}} Following  `looking`: the
 *   piece one sees, "" for the live one; `behind`: one stayed to finish a sentence */

const WRITING = "textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit]), [contenteditable]:not([contenteditable='false'])";

/** Whether somebody is in the middle of writing something on the board; a sheet that is open there is a sentence begun. */
function inASentence() {
  const box = /** @type {any} */ (document.activeElement);
  const sheet = document.querySelector("main dialog.sheet[open]");
  if (sheet && (box === document.body || sheet.contains(box))) return true;
  if (!box?.matches?.(WRITING) || !box.closest("main")) return false;
  return Boolean((box.value ?? box.textContent ?? "").trim());
}

/** @param {Live} live @returns {Following} */
export function useFollowing({ store, clock }) {
  const [looking, setLooking] = useState("");
  const [behind, setBehind] = useState(false);
  const live = store.workshop.value?.body.slot ?? "";
  // Doors that open or close take everybody to what stands there then, as a new piece does.
  const there = `${store.workshop.value?.body.sitting ?? ""} ${live}`;
  const before = useRef({ there, live });
  const moving = store.moving.value;
  // Decided before anything is drawn: drawing the new piece would take the input away.
  let shown = looking;
  if (before.current.there !== there) {
    const stays = Boolean(before.current.live) && before.current.live !== live && inASentence();
    shown = stays ? looking || before.current.live : "";
    before.current = { there, live };
    if (shown !== looking) setLooking(shown);
    if (behind !== stays) setBehind(stays);
  }
  const follow = () => (setLooking(""), setBehind(false));
  useEffect(() => {
    if (!moving) return undefined;
    const come = () => (inASentence() ? setBehind(true) : follow());
    const timer = setTimeout(come, Math.max(0, moving.at - clock.serverNow()));
    return () => clearTimeout(timer);
  }, [moving]);
  return {
    looking: shown === live ? "" : shown,
    behind,
    look: (slot) => (setBehind(false), setLooking(slot === live ? "" : slot)),
    follow,
  };
}

/** @param {{live: Live, following: Following, desk?: boolean}} props the chip above a piece that is not the live one */
export function ReturnToLive({ live, following, desk }) {
  const running = liveSlot(live.store);
  const where = running ? html`The room is at <b>${running.body.title}</b>.` : html`The room is not open.`;
  const words = following.behind ? "Finish your sentence; nothing is lost." : desk ? "You are looking at another piece." : "You are looking at an earlier piece.";
  return html`<p class="looking"><span>${words} ${where}</span>
    ${part(Button, { size: "s", icon: "back", onClick: following.follow, children: "Return to live" })}</p>`;
}
