// What is voted on, in words, and in an order of each person's own so that nobody's first line wins. Pure.

/** @typedef {import("../../live/store.js").Store} Store */
/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{id: string, title: string, hint: string, money: number}} Option */

/** @param {Store} store @param {string} id @returns {Option} anything can be voted on: whatever its record calls itself */
export function optionOf(store, id) {
  const record = store.record(id);
  const body = record?.body ?? {};
  const title = body["name"] || body["title"] || body["text"] || body["what"] || "Taken off meanwhile";
  const place = record?.kind === "opportunity" ? [store.record(body["unit"])?.body.name, store.record(body["offering"])?.body.name].filter(Boolean).join(" · ") : "";
  return { id, title, hint: place, money: body["amount"] ?? 0 };
}

/** @param {string} text a number that follows from it (FNV-1a, 32 bits) */
function seedOf(text) {
  let seed = 0x811c9dc5;
  for (const sign of text) seed = Math.imul(seed ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return seed >>> 0;
}

/**
 * The same items in an order that is one person's own, and the same whenever they look.
 * @param {string[]} items
 * @param {string} person
 * @param {string} ballot
 */
export function shuffledFor(items, person, ballot) {
  let seed = seedOf(`${person}:${ballot}`) || 1;
  const next = () => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) / 2 ** 32;
  };
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [/** @type {string} */ (order[j]), /** @type {string} */ (order[i])];
  }
  return order;
}

/**
 * My dots on a ballot: what the server has, with what I have just placed on it.
 * @param {Store} store
 * @param {string} ballot
 * @param {string} person
 * @returns {{dots: {[item: string]: number}, done: boolean, pending: boolean}}
 */
export function dotsOf(store, ballot, person) {
  const record = store.record(`dots:${ballot}:${person}`);
  const mine = store.ghosts("vote.set_dots").filter((ghost) => ghost.data.ballot === ballot);
  const dots = { ...(record?.body.dots ?? {}) };
  for (const { data } of mine) dots[data.item] = data.dots;
  const finishing = store.ghosts("vote.done").some((ghost) => ghost.data.ballot === ballot);
  return { dots, done: finishing || Boolean(record?.body.done), pending: mine.length > 0 };
}

/** @param {{[item: string]: number}} dots */
export const used = (dots) => Object.values(dots).reduce((sum, count) => sum + count, 0);

/** @param {Store} store @returns {WireRecord | undefined} the vote that is open, else the last one */
export function ballotOf(store) {
  const ballots = store.records("ballot");
  return ballots.find((one) => one.body.open) ?? ballots.at(-1);
}
