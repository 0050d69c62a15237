// The console's one filled button: what the server says is next, named by its effect.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { stageTitle } from "./agenda.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {ReturnType<typeof import("./moving.js").useMove>} Mover */
/** @typedef {{situation: string, label: string, command: string, data: any, open: string, to?: string}} Step */

/** Moves every screen to another stage: announced first. */
const MOVES = new Set(["stage.advance", "stage.reopen", "visit.begin"]);

/** Takes everybody to another board: announced by whoever leads, so that nobody is pulled out of a sentence. @type {{[command: string]: string}} */
const TAKES = { "breakouts.start": "your rooms", "breakouts.end": "all together" };

/** @param {{live: Live, move: Mover, onOpen: (what: string) => void}} props */
export function NextButton({ live, move, onOpen }) {
  const { store, send, keys } = live;
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState("");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const step = /** @type {Step | undefined} */ (store.record("next_step")?.body);
  const button = () => /** @type {HTMLElement | null} */ (box.current?.querySelector(".button-filled") ?? null);
  useEffect(() => keys.on("g", "To the next step", button), []);
  useEffect(() => setRefused(""), [step?.label]);
  if (!step) return html`<div class="next" ref=${box}></div>`;

  const lead = store.workshop.value?.body.lead;
  if (MOVES.has(step.command) && lead !== store.me.value.person) {
    return html`<p class="next next-wait" ref=${box}>Ready for ${stageTitle(store, step.to ?? step.data.to)}. <bdi>${nameOf(store, lead)}</bdi> leads and moves the room.</p>`;
  }
  /** @param {import("../live/command.js").Answer} answer */
  const done = (answer) => {
    setPending(false);
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (answer.refused === "exit_criteria") onOpen("checklist");
  };
  const press = () => {
    setRefused("");
    if (!step.command) return onOpen(step.open);
    if (MOVES.has(step.command)) return move.begin({ type: step.command, data: step.data, to: stageTitle(store, step.to ?? step.data.to), done });
    const to = lead === store.me.value.person && TAKES[step.command];
    if (to) return move.begin({ type: step.command, data: step.data, to, done });
    setPending(true);
    void send(step.command, step.data, { now: true }).then(done);
  };
  return html`<div class="next" ref=${box}>
    ${move.waiting
      ? part(Button, { look: "filled", size: "l", onClick: move.cancel, children: "Stay here" })
      : part(Button, { look: "filled", size: "l", pending, onClick: press, keys: "G", children: step.label })}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </div>`;
}
