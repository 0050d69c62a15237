import assert from "node:assert/strict";
import { test } from "node:test";
import { speakerIn, tagIn } from "../../static/room/scribe.js";

test("a line's first word tags it, its first letters are enough, and nothing else does", () => {
  assert.deepEqual(tagIn("/decision We start"), { tag: "decision", text: "We start" });
  assert.deepEqual(tagIn("/q  we lose a day"), { tag: "quote", text: "we lose a day" });
  assert.deepEqual(tagIn("/a "), { tag: "action", text: "" });
  for (const other of ["/", "/d", "/x no", "and/or a", "either /d or"]) assert.equal(tagIn(other).tag, "", other);
});

test("who is quoted stands before the colon, if it is one person and no other", () => {
  const people = [{ id: "carl", name: "Carl Marsh" }, { id: "tom", name: "Tom Okafor" }, { id: "tess", name: "Tess Marchetti" }];
  assert.deepEqual(speakerIn("Carl: we lose a day", people), { by: "carl", text: "we lose a day" });
  assert.deepEqual(speakerIn("okafor: no", people), { by: "tom", text: "no" });
  assert.deepEqual(speakerIn("T: which of them", people), { by: "", text: "T: which of them" });
  assert.deepEqual(speakerIn("Result: fewer visits", people), { by: "", text: "Result: fewer visits" });
});
