// The board of a line of the run sheet: loaded when it is needed, one module for each kind. A board that
// cannot be loaded says so and can be asked for again; the rest of the page goes on.
import { useEffect, useState } from "preact/hooks";
import { Boundary } from "../live/boot.js";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{live: Live, slot: WireRecord}} BoardProps */
/** @typedef {(props: BoardProps) => import("../live/part.js").VNode | null} BoardView */
/**
 * What a board's module brings. `Board` is what those who contribute see; `Desk` what the desk sees instead;
 * `Display` what stands on the room screen; `wide(slot)` whether it wants all the width there is;
 * `openRecord(id)` shows one of its records for correction, and says whether it could.
 * @typedef {{Board: BoardView, Desk?: BoardView, Display?: BoardView, wide?: boolean | ((slot: WireRecord) => boolean),
 *   openRecord?: (id: string) => boolean | void}} BoardModule
 */

const KIND = /^[a-z_]+$/u;
/** Boards that are more than a list of cards under one question. */
const WIDE = new Set(["research", "insight_map", "relationship_map", "white_space", "opportunity_map", "objectives", "actions"]);

/** @type {Map<string, Promise<BoardModule>>} */
const asked = new Map();
/** @type {Map<string, BoardModule>} */
const loaded = new Map();

/** @param {string} kind @returns {Promise<BoardModule>} */
export function loadBoard(kind) {
  const before = asked.get(kind);
  if (before) return before;
  if (!KIND.test(kind)) return Promise.reject(new Error(`There is no board ${kind}`));
  /** @type {Promise<BoardModule>} */
  const loading = import(`../exercises/${kind}.js`);
  asked.set(kind, loading);
  loading.then((module) => loaded.set(kind, module)).catch(() => asked.delete(kind));
  return loading;
}

/**
 * The module of a kind once it is there; undefined before, null when it cannot be had.
 * @param {string} kind
 * @returns {[BoardModule | null | undefined, () => void]}
 */
export function useBoard(kind) {
  const [, redraw] = useState(0);
  const [failed, setFailed] = useState("");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let there = true;
    if (kind && !loaded.has(kind)) {
      loadBoard(kind).then(
        () => there && redraw((count) => count + 1),
        () => there && setFailed(kind),
      );
    }
    return () => {
      there = false;
    };
  }, [kind, tries]);
  const again = () => (setFailed(""), setTries(tries + 1));
  return [loaded.get(kind) ?? (failed === kind ? null : undefined), again];
}

/** @param {WireRecord | undefined} slot @param {BoardModule | null | undefined} module */
export function isWide(slot, module) {
  if (!slot || !module) return false;
  if (module.wide === undefined) return WIDE.has(slot.body.kind);
  return typeof module.wide === "function" ? module.wide(slot) : module.wide;
}

/**
 * The board of a line, for one kind of viewer.
 * @param {{live: Live, slot: WireRecord, view: "Board" | "Desk" | "Display"}} props
 */
export function StandingBoard({ live, slot, view }) {
  const [module, again] = useBoard(slot.body.kind);
  if (module === undefined) return html`<div class="board-coming" aria-busy="true"></div>`;
  if (module === null) {
    return html`<div class="failed" role="alert">
      <p>This part of the page did not arrive. Nothing you wrote is lost: loading the page again keeps it too.</p>
      <div class="row gap-s">${part(Button, { onClick: again, children: "Try again" })}
        ${part(Button, { look: "quiet", onClick: () => location.reload(), children: "Load the page again" })}</div>
    </div>`;
  }
  const Shown = view === "Desk" ? (module.Desk ?? module.Board) : module[view];
  if (!Shown) return null;
  return part(Boundary, { live, key: `${slot.id}:${view}`, children: part(Shown, { live, slot }) });
}
