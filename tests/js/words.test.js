import assert from "node:assert/strict";
import { test } from "node:test";
import { underQuestion } from "../../static/room/words.js";

const card = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `w${i}`).join(" ");

test("under a long question one card stands in few words, and how many more there are", () => {
  const found = underQuestion(card(28), [card(20), card(3), card(3)]);
  assert.equal(found.shown.length, 1);
  assert.ok(found.shown[0]?.endsWith("…"));
  assert.equal(found.more, 2);
});

test("under a short question at most three cards stand, and never more than forty words with what is around", () => {
  assert.deepEqual(underQuestion("Why now?", [card(4), card(4), card(4), card(4)]), { shown: [card(4), card(4), card(4)], more: 1 });
  assert.equal(underQuestion("Why now?", [card(12), card(12), card(12)]).more, 1);
});
