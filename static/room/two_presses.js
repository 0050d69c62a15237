// A button for a pocket: the first press says what the second will do, and waits four seconds for it. A slip of the
// thumb fires nothing, a double tap fires nothing, and what was meant before the room changed is not meant any more.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { say } from "../parts/live_region.js";

/** @typedef {import("../live/command.js").Answer} Answer */

/** In ms: how long a press waits for the second, and how soon a second one is a slip. */
const ARMED_MS = 4000;
const SLIP_MS = 350;

/**
 * @param {object} props
 * @param {import("../live/boot.js").Live} props.live
 * @param {string} props.id what it does, exactly: when it changes, nothing is armed
 * @param {string} props.words on the button
 * @param {string} props.will what the second press does
 * @param {() => Promise<Answer>} props.fire
 * @param {string} props.armed the id that is armed on this page: one at a time
 * @param {(id: string) => void} props.onArm
 * @param {(answer: Answer) => void} props.onDone
 * @param {boolean} [props.filled]
 */
export function TwoPresses({ live, id, words, will, fire, armed, onArm, onDone, filled = false }) {
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const since = useRef(0);
  const isArmed = armed === id;
  useEffect(() => {
    if (!isArmed) return undefined;
    const timer = setTimeout(() => onArm(""), ARMED_MS);
    return () => clearTimeout(timer);
  }, [isArmed]);
  // What it would do has changed under the thumb.
  useEffect(() => () => onArm(""), [id]);
  const press = () => {
    if (busy.current || live.store.online.value !== "ok") return;
    if (!isArmed) {
      since.current = performance.now();
      onArm(id);
      say(`${will}. Press again within four seconds.`);
      return;
    }
    if (performance.now() - since.current < SLIP_MS) return;
    onArm("");
    busy.current = true;
    setPending(true);
    void fire().then((answer) => {
      busy.current = false;
      setPending(false);
      onDone(answer);
    });
  };
  return html`<span class=${isArmed ? "two-presses two-presses-armed" : "two-presses"}>
    ${part(Button, { look: filled ? "filled" : "outline", size: "l", pending, onClick: press, children: isArmed ? html`<span class="two-again">Press again:</span> ${will}` : words })}
  </span>`;
}
