// The console's one filled button: what the server says is next, named by its effect.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { stageTitle } from "./agenda.js";
import { nameOf } from "./who.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {ReturnType<typeof import("./moving.js").useMove>} Mover */
/** @typedef {{situation: string, label: string, note?: string, sure?: string, command: string, data: any, open: string, to?: string}} Step */

/** Moves every screen to another stage: announced first. */
const MOVES = new Set(["stage.advance", "stage.reopen", "visit.begin"]);

/** Takes everybody to another board: announced by whoever leads, so that nobody is pulled out of a sentence. @type {{[command: string]: string}} */
const TAKES = { "breakouts.start": "your rooms", "breakouts.end": "all together" };

/** What the button does has changed under a hand that is on its way (ms): by somebody else, or by one's own last press. */
const MEANT_MS = 1000;
const SLIP_MS = 350;

/** @param {Step | undefined} step what the button does: a count that goes up is the same thing to do */
const doing = (step) => (step ? [step.situation, step.command, step.open, JSON.stringify(step.data)].join() : "");

/**
 * Whether what the button does has stood long enough that a press is meant for it.
 * @param {string} does
 * @param {{current: boolean}} mine whether the last change comes from a press of one's own
 */
function useMeant(does, mine) {
  const [stood, setStood] = useState(does);
  useEffect(() => {
    const wait = !stood || does === stood ? 0 : mine.current ? SLIP_MS : MEANT_MS;
    mine.current = false;
    const timer = setTimeout(() => setStood(does), wait);
    return () => clearTimeout(timer);
  }, [does]);
  return !stood || stood === does;
}

/**
 * Why the last press did nothing, until the button is another or the line is back ("You are offline" is not true then).
 * @param {Live} live @param {Step | undefined} step
 * @returns {[string, (say: string) => void]}
 */
function useRefused({ store }, step) {
  const [refused, setRefused] = useState("");
  useEffect(() => setRefused(""), [step?.label]);
  useEffect(() => {
    if (store.online.value === "ok") setRefused("");
  }, [store.online.value]);
  return [refused, setRefused];
}

/** @param {Live} live @param {Step | undefined} step @param {(what: string) => void} onOpen what the last press led to */
function useAnswered(live, step, onOpen) {
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useRefused(live, step);
  /** @param {import("../live/command.js").Answer} answer */
  const done = (answer) => {
    setPending(false);
    setRefused(answer.ok ? "" : (answer.say ?? ""));
    if (answer.refused === "exit_criteria") onOpen("checklist");
  };
  return { pending, setPending, refused, setRefused, done };
}

/**
 * What a first press asked about, while it is still what the button does.
 * @param {Step | undefined} step
 * @returns {[string, (does: string) => void]}
 */
function useSure(step) {
  const [asked, setAsked] = useState("");
  return [step?.sure && asked === doing(step) ? step.sure : "", setAsked];
}

/** @param {{live: Live, move: Mover, onOpen: (what: string) => void}} props */
export function NextButton({ live, move, onOpen }) {
  const { store, send, keys } = live;
  const step = /** @type {Step | undefined} */ (store.record("next_step")?.body);
  const { pending, setPending, refused, setRefused, done } = useAnswered(live, step, onOpen);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const mine = useRef(false);
  const [sure, setAsked] = useSure(step);
  const meant = useMeant(doing(step) + (sure && " sure"), mine);
  const button = () => /** @type {HTMLElement | null} */ (box.current?.querySelector(".button-filled") ?? null);
  useLayoutEffect(() => keys.on("g", "To the next step", button), []);
  if (!step) return html`<div class="next" ref=${box}></div>`;

  const lead = store.workshop.value?.body.lead;
  if (MOVES.has(step.command) && lead !== store.me.value.person) {
    return html`<p class="next next-wait" ref=${box}>Ready for ${stageTitle(store, step.to ?? step.data.to)}. <bdi>${nameOf(store, lead)}</bdi> leads and moves the room.</p>`;
  }
  const press = () => {
    setRefused("");
    mine.current = true;
    if (!step.command) return onOpen(step.open);
    if (step.sure && !sure) return setAsked(doing(step));
    setAsked("");
    if (MOVES.has(step.command)) return move.begin({ type: step.command, data: step.data, to: stageTitle(store, step.to ?? step.data.to), done });
    const to = lead === store.me.value.person && TAKES[step.command];
    if (to) return move.begin({ type: step.command, data: step.data, to, done });
    setPending(true);
    void send(step.command, step.data, { now: true }).then(done);
  };
  return html`<div class="next" ref=${box}>
    ${move.waiting
      ? part(Button, { look: "filled", size: "l", onClick: move.cancel, children: "Stay here" })
      : part(Button, { look: "filled", size: "l", pending, resting: !meant, onClick: press, keys: "G", children: sure || step.label })}
    ${sure && part(Button, { look: "quiet", onClick: () => setAsked(""), children: "Not yet" })}
    ${step.note && !move.waiting && html`<p class="next-note">${step.note}</p>`}
    ${refused && html`<p class="field-error" role="alert">${refused}</p>`}
  </div>`;
}
