import assert from "node:assert/strict";
import { test } from "node:test";
import { factsOf } from "../../static/room/facts.js";

/** @param {Record<string, number>} counts a room in which so many records of each kind stand, and nobody writes */
const room = (counts) => ({
  record: () => undefined,
  records: (/** @type {string} */ kind) => Array.from({ length: counts[kind] ?? 0 }, () => ({ body: {} })),
  people: { value: { ready: 0, typing: new Set(), here: new Set() } },
});
/** @param {string[]} board @param {Record<string, number>} counts */
const counted = (board, counts) =>
  factsOf(/** @type {any} */ (room(counts)), /** @type {any} */ ({ id: "s", body: { kind: "any", board } })).map((fact) => `${fact.number} ${fact.what}`);

test("one of a kind and several of it are counted in words of the language", () => {
  const kinds = ["strategy", "progress", "risk"];
  assert.deepEqual(counted(kinds, { strategy: 1, progress: 1, risk: 1 }), ["1 strategy", "1 word on a promise", "1 risk"]);
  assert.deepEqual(counted(kinds, { strategy: 2, progress: 14, risk: 3 }), ["2 strategies", "14 words on promises", "3 risks"]);
  assert.deepEqual(counted(["decision_note"], {}), []);
});
