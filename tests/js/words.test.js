import assert from "node:assert/strict";
import { test } from "node:test";
import { namesBeside, turnsUnder } from "../../static/room/words.js";

const card = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `w${i}`).join(" ");
const words = (/** @type {string[]} */ texts) => texts.join(" ").split(" ").length;

test("under a long question one card at a time stands, in few words, and each has its turn", () => {
  const turns = turnsUnder(card(28), [card(20), card(3), card(3)]);
  assert.deepEqual(turns.map((turn) => turn.length), [1, 1, 1]);
  assert.ok(turns[0]?.[0]?.endsWith("…"));
});

test("under a short question at most four cards stand, and never more than forty words with what is around", () => {
  assert.deepEqual(turnsUnder("Why now?", Array(6).fill(card(4))).map((turn) => turn.length), [4, 2]);
  const turns = turnsUnder("Why now?", Array.from({ length: 50 }, (_, i) => card(1 + (i % 14))));
  assert.equal(turns.flat().length, 50);
  for (const turn of turns) assert.ok(2 + words(turn) + 9 <= 40, `${words(turn)} words`);
});

test("a card is shown however long the question is", () => {
  assert.deepEqual(turnsUnder(card(60), [card(2)]), [[card(2)]]);
});

test("names that stand together on the room screen get as many words each as there is room for, and never none", () => {
  const two = ["Planning software for all the stores", "Robots"];
  assert.deepEqual(namesBeside(20, two), two);
  assert.deepEqual(namesBeside(36, two), ["Planning software for…", "Robots"]);
  assert.deepEqual(namesBeside(20, Array(20).fill("Night-shift maintenance")), Array(20).fill("Night-shift…"));
  assert.deepEqual(namesBeside(20, Array(60).fill("One two")), Array(60).fill("One…"));
});
