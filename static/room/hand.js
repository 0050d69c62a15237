// "I'd like to speak": one press; what it is about can be said once the hand is up.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { meOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */

/** @param {{live: Live}} props */
export function Hand({ live }) {
  const { store, send, keys } = live;
  const me = meOf(store);
  const up = Boolean(me?.body.hand);
  const place = store.record("my_place")?.body.place;
  const turn = () => void (up ? send("people.lower_hand", { person: me?.id }) : send("people.raise_hand", {}));
  const latest = useRef(turn);
  latest.current = turn;
  useLayoutEffect(() => keys.on("h", up ? "Lower my hand" : "Raise my hand", () => void latest.current()), [up]);
  return html`<span class="hand">${part(Button, { look: "quiet", icon: "hand", label: up ? "Lower my hand" : "Raise my hand", keys: "H", pressed: up, onClick: turn })}
    ${up && place && html`<span class="hand-place num" title="Your place in the queue"><span class="spoken">You are number </span>${place}</span>`}</span>`;
}
