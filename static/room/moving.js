// The three seconds before the room moves: on every screen, and cancelled by whoever leads. The lead's browser
// sends the move at zero; if it is gone by then, nothing has happened.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";
import { runningRooms } from "./breakouts/rooms.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {{type: string, data: any, to: string, done: (answer: import("../live/command.js").Answer) => void}} Move */

/** The countdown stays for so long after its end (ms): the new stage is there by then, or the lead's line is gone. */
const AFTER_MS = 1500;
const STEP_MS = 100;
/** It counts from here, also where this browser believes that it is a little earlier. */
const FROM = 3;

/**
 * Whole seconds left of the countdown that runs; null while none does.
 * @param {Live} live
 */
export function useCountdown(live) {
  const moving = live.store.moving.value;
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(() => {
      redraw((count) => count + 1);
      if (live.clock.serverNow() > moving.at + AFTER_MS) clearInterval(timer);
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [moving]);
  if (!moving) return null;
  const left = moving.at - live.clock.serverNow();
  if (left < -AFTER_MS) return null;
  return { to: moving.to, seconds: Math.min(FROM, Math.max(0, Math.ceil(left / 1000))), bring: Boolean(moving.bring), by: moving.by ?? "" };
}

/** @param {{live: Live, onCancel?: () => void}} props `onCancel` for whoever leads */
export function MovingBanner({ live, onCancel }) {
  const countdown = useCountdown(live);
  const to = countdown?.to;
  const bring = countdown?.bring;
  const rooms = roomsWords(live);
  useEffect(() => {
    if (to) say(bring ? `${countdown?.by} brings everyone to ${to} in three seconds.` : `We move on to ${to} in three seconds. ${rooms}`.trim());
  }, [to, bring]);
  if (!countdown) return null;
  const onTo = countdown.seconds ? html`<b class="num">${countdown.seconds}</b> · on to ${countdown.to}` : html`On to ${countdown.to}`;
  const words = countdown.bring ? brought(countdown) : html`${onTo}${rooms && `. ${rooms}`}`;
  const cancel = onCancel && countdown.seconds > 0 && part(Button, { look: "quiet", onClick: onCancel, children: "Stay here" });
  return part(Banner, { kind: "moving", children: words, action: cancel });
}

/** @param {Live} live what a move does to breakout rooms, "" where none are out; visitors know of none */
export const roomsWords = (live) => (runningRooms(live.store).length ? "Everybody comes back from the rooms." : "");

/** Nothing moves by it: whoever looks elsewhere is called back. @param {{to: string, by: string, seconds: number}} countdown */
const brought = ({ to, by, seconds }) =>
  html`<bdi>${by}</bdi> brings everyone to <b>${to}</b>${seconds ? html` in <span class="num">${seconds}</span> s` : ""}`;

/**
 * Moving the room, from the lead's page: announce it, wait for zero, send.
 * @param {Live} live
 * @returns {{begin: (move: Move) => void, cancel: () => void, waiting: boolean}}
 */
export function useMove(live) {
  const planned = useRef(/** @type {Move | null} */ (null));
  const [waiting, setWaiting] = useState(false);
  const moving = live.store.moving.value;
  const stop = () => {
    planned.current = null;
    setWaiting(false);
  };
  useEffect(() => {
    if (!planned.current) return undefined;
    if (!moving) return stop();
    const timer = setTimeout(() => {
      const move = planned.current;
      stop();
      if (move) live.send(move.type, move.data).then(move.done);
    }, Math.max(0, moving.at - live.clock.serverNow()));
    return () => clearTimeout(timer);
  }, [moving]);
  /** @param {Move} move */
  const begin = (move) => {
    if (!live.tell("moving", { to: move.to })) {
      move.done({ id: "", refused: "offline", say: "There is no line to the server just now. Nothing has moved." });
      return;
    }
    planned.current = move;
    setWaiting(true);
  };
  const cancel = () => {
    stop();
    live.tell("moving", { cancelled: true });
  };
  return { begin, cancel, waiting };
}
