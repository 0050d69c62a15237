// Being here: "I'm here" in the room or remote, out for a few minutes, back, gone. Declared, and it holds until unsaid.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Banner } from "../parts/banner.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { timeOf } from "../parts/dates.js";
import { sittingOpen, zoneOf } from "./agenda.js";
import { isHere, meOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {Live} live @param {"room" | "remote"} how */
export const arrive = (live, how) => live.send("people.arrive", { how }, { now: true });

/** @param {{live: Live}} props for a facilitator who is not here yet while doors are open */
export function DeskPresence({ live }) {
  const me = meOf(live.store);
  if (!me || !sittingOpen(live.store) || isHere(me)) return null;
  return part(Banner, {
    kind: "here",
    children: me.body.presence === "stepped_out" ? `You are out, back at ${timeOf(me.body.back_at, zoneOf(live.store))}.` : "You do not count as here yet: say so, and everybody sees it.",
    action: html`${part(Button, { size: "s", onClick: () => void arrive(live, "room"), children: "I’m here" })}
      ${part(Button, { size: "s", look: "quiet", onClick: () => void arrive(live, "remote"), children: "I’m remote" })}`,
  });
}

/** @param {{live: Live}} props the first thing on somebody's own page: one of two buttons */
export function Arrive({ live }) {
  const [refused, setRefused] = useState("");
  const [pending, setPending] = useState("");
  const me = meOf(live.store);
  const back = me?.body.first_came;
  const left = me?.body.presence === "left";
  /** @param {"room" | "remote"} how */
  const come = async (how) => {
    setPending(how);
    const answer = await arrive(live, how);
    setPending("");
    setRefused(answer.ok ? "" : (answer.say ?? ""));
  };
  const first = (live.store.me.value.name || "").split(/\s/u)[0];
  return html`<section class="arrive">
    <h1 class="task-ask">${left ? html`You have left, <bdi>${first}</bdi>.` : back ? html`Welcome back, <bdi>${first}</bdi>.` : html`Good to see you, <bdi>${first}</bdi>.`}</h1>
    <p class="task-why">${back ? "Say when you are here again, and you go on where the room is." : "Say how you are here. What you write from then on is kept as you type it."}</p>
    <div class="row">
      ${part(Button, { look: "filled", size: "l", pending: pending === "room", onClick: () => void come("room"), children: "I’m here, in the room" })}
      ${part(Button, { size: "l", pending: pending === "remote", onClick: () => void come("remote"), children: "I’m remote" })}
    </div>
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </section>`;
}

/** @param {{live: Live, more?: import("../parts/menu.js").MenuItem[]}} props out for a moment, gone for today */
export function ComingAndGoing({ live, more = [] }) {
  const out = (/** @type {number} */ minutes) => ({ id: `out${minutes}`, title: `Back in ${minutes} minutes`, onPick: () => void live.send("people.step_out", { minutes }, { now: true }) });
  const items = [...more, out(5), out(10), out(15), { id: "leave", title: "I have to leave", hint: "Gone for now; you can come back", onPick: () => void live.send("people.leave", {}, { now: true }) }];
  if (matchMedia("(hover: hover)").matches) items.push({ id: "keys", title: "Keys", hint: "What a letter does, and how to switch that off", onPick: () => (live.keys.help.value = true) });
  return part(Menu, { label: "More: step out, leave", items, size: "m" });
}

/** @param {{live: Live}} props while stepped out: when one said to be back, and the way back in */
export function SteppedOut({ live }) {
  const me = meOf(live.store);
  if (me?.body.presence !== "stepped_out") return null;
  const late = live.clock.tick.value > me.body.back_at;
  return html`<div class="banner banner-hold stepped-out">
    <p class="banner-words">You are out, back at <b class="num">${timeOf(me.body.back_at, zoneOf(live.store))}</b>.${late ? " Is everything all right?" : ""}</p>
    ${part(Button, { onClick: () => void arrive(live, "room"), children: "I’m back" })}
    ${part(Button, { look: "quiet", onClick: () => void arrive(live, "remote"), children: "Back, remote" })}
  </div>`;
}
