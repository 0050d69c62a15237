// My own answers on their way, shown at once on the promises they are about.

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../room/coming.js").Shown} Shown */

import { wayOf } from "../../room/edits.js";

/** What each answer makes of a promise before the server has said so. @type {{[type: string]: (data: any) => object}} */
const BECOMES = {
  "actions.accept": () => ({ state: "accepted", before: {}, counter: {} }),
  "actions.decline": ({ why }) => ({ state: "declined", declined_why: why }),
  "actions.counter": ({ due, what, outcome }) => ({ counter: { due, what, outcome } }),
  "actions.reassign": ({ owner }) => ({ owner, state: "proposed", counter: {} }),
};

/** @param {Store} store @param {Shown[]} actions @returns {Shown[]} */
export function withAnswers(store, actions) {
  const given = Object.keys(BECOMES).flatMap((type) => store.ghosts(type)).filter((ghost) => ghost.state !== "saved");
  if (given.length === 0) return actions;
  return actions.map((action) => {
    const mine = given.filter((ghost) => ghost.data.action === action.id);
    if (mine.length === 0) return action;
    const body = Object.assign({}, action.body, ...mine.map((ghost) => BECOMES[ghost.type]?.(ghost.data) ?? {}));
    return { ...action, body, pending: wayOf(store, mine) || true };
  });
}
