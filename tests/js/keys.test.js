import assert from "node:assert/strict";
import { test } from "node:test";
import { Keys } from "../../static/live/keys.js";

/** A key press as a browser tells it. */
function press(keys, key, more = {}) {
  const event = { key, target: null, taken: false, preventDefault: () => (event.taken = true), ...more };
  keys.press(event);
  return event.taken;
}

/** An element that answers `closest` as one inside such a tag would. */
const inside = (selector) => ({ closest: (asked) => (asked.includes(selector) ? {} : null) });

test("a key acts, in capitals too, and the element it returns gets the focus", () => {
  const keys = new Keys();
  let focused = 0;
  keys.on("n", "New card", () => ({ focus: () => focused++ }));
  assert.ok(press(keys, "n"));
  press(keys, "N");
  assert.equal(focused, 2);
});

test("whoever switches the keys off has them off on this device, until they switch them on", () => {
  const kept = new Map();
  const device = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
  const keys = new Keys(device);
  let done = 0;
  keys.on("h", "Raise a hand", () => void done++);
  keys.switch(true);
  for (const key of ["h", "?"]) assert.equal(press(keys, key), false);
  const later = new Keys(device);
  later.on("h", "Raise a hand", () => void done++);
  assert.equal(press(later, "h"), false);
  later.switch(false);
  assert.ok(press(later, "h"));
  assert.equal(new Keys(device).off.value, false);
  assert.equal(done, 1);
});

test("what is folded away is opened before it gets the focus", () => {
  const keys = new Keys();
  const done = [];
  const fold = { setAttribute: (name) => done.push(name) };
  keys.on("n", "New card", () => ({ closest: () => fold, focus: () => done.push("focus") }));
  press(keys, "n");
  assert.deepEqual(done, ["open", "focus"]);
});

test("keys are silent while somebody types", () => {
  const keys = new Keys();
  const done = [];
  keys.on("h", "Raise a hand", () => void done.push("hand"));
  for (const place of ["input", "textarea", "select", "[contenteditable]"]) assert.equal(press(keys, "h", { target: inside(place) }), false);
  assert.equal(press(keys, "h", { isComposing: true }), false);
  assert.deepEqual(done, []);
});

test("keys leave the browser's own shortcuts and held keys alone", () => {
  const keys = new Keys();
  const done = [];
  keys.on("n", "New card", () => void done.push("n"));
  for (const held of ["ctrlKey", "metaKey", "altKey", "repeat", "defaultPrevented"]) press(keys, "n", { [held]: true });
  assert.deepEqual(done, []);
});

test("the latest part of the page that binds a key has it, until it goes", () => {
  const keys = new Keys();
  const done = [];
  keys.on("n", "New card", () => void done.push("page"));
  const off = keys.on("n", "New question", () => void done.push("sheet"));
  press(keys, "n");
  assert.deepEqual(keys.list.value.map((one) => one.label), ["New question", "Show these keys"]);
  off();
  press(keys, "n");
  assert.deepEqual(done, ["sheet", "page"]);
});

test("a question mark shows and hides the list of keys, Escape hides it", () => {
  const keys = new Keys();
  for (let dots = 1; dots <= 9; dots++) keys.on(String(dots), `Give ${dots} dots`, () => {});
  press(keys, "?");
  assert.equal(keys.help.value, true);
  assert.equal(keys.list.value.length, 10);
  press(keys, "Escape");
  assert.equal(keys.help.value, false);
});

test("other keys cannot be bound", () => {
  for (const key of ["Enter", "a", " ", "F5", "10"]) assert.throws(() => new Keys().on(key, "Go live", () => {}), /no shortcut/);
});

test("while a key acts it can be asked, so that nothing it calls moves the room", () => {
  const keys = new Keys();
  const seen = [];
  keys.on("g", "Move to", () => void seen.push(keys.acting));
  press(keys, "g");
  assert.deepEqual([...seen, keys.acting], [true, false]);
  keys.on("h", "Hand", () => {
    throw new Error("broken");
  });
  assert.throws(() => press(keys, "h"));
  assert.equal(keys.acting, false);
});

test("in a sheet the keys of the page behind it are silent", () => {
  const keys = new Keys();
  const done = [];
  keys.on("h", "Hand", () => done.push("hand"));
  const target = { closest: (selector) => selector === "dialog" };
  press(keys, "h", { target });
  assert.deepEqual(done, []);
  press(keys, "h");
  assert.deepEqual(done, ["hand"]);
});
