import assert from "node:assert/strict";
import { test } from "node:test";
import { Presence } from "../../static/live/presence.js";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** A message says everything, so that one that is lost matters no longer than until the next. */
const all = (change) => ({ typing: false, looking_at: "", ready: "", ...change });
const listening = (pace = { between: 30, still: 60 }) => {
  const said = [];
  return { said, presence: new Presence((one) => said.push(one), pace) };
};

test("a hundred keystrokes are one message, and the end of typing is another", async () => {
  const { said, presence } = listening();
  for (let i = 0; i < 100; i++) presence.typing();
  await pause(150);
  assert.deepEqual(said, [all({ typing: true }), all({})]);
});

test("only the latest place is told once the pause is over", async () => {
  const { said, presence } = listening();
  for (const place of ["a", "b", "c", "d"]) presence.lookingAt(place);
  await pause(60);
  assert.deepEqual(said, [all({ looking_at: "a" }), all({ looking_at: "d" })]);
});

test("what changed and changed back is not told", async () => {
  const { said, presence } = listening();
  presence.ready("slot:how");
  presence.lookingAt("a");
  presence.lookingAt("");
  await pause(60);
  assert.deepEqual(said, [all({ ready: "slot:how" })]);
});

test("in an anonymous round nothing but being done is told, and what was told is taken back", async () => {
  const { said, presence } = listening();
  presence.typing();
  presence.hush(true);
  presence.typing();
  presence.lookingAt("a");
  await pause(120);
  assert.deepEqual(said, [all({ typing: true }), all({})]);
  presence.ready("slot:how");
  presence.again();
  await pause(60);
  assert.deepEqual(said.slice(2), [all({ ready: "slot:how" }), all({ ready: "slot:how" })]);
  presence.hush(false);
  await pause(60);
  assert.deepEqual(said.slice(4), [all({ looking_at: "a", ready: "slot:how" })]);
});

test("a new connection is told what holds, and nothing if nothing does", async () => {
  const { said, presence } = listening();
  presence.again();
  presence.ready("slot:how");
  await pause(60);
  presence.again();
  await pause(60);
  assert.deepEqual(said, [all({ ready: "slot:how" }), all({ ready: "slot:how" })]);
});
