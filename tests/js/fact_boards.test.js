import assert from "node:assert/strict";
import { test } from "node:test";
import { chainOf, isLoose, linked, servedBy } from "../../static/exercises/insight_map/chains.js";
import { layered } from "../../static/exercises/insight_map/layers.js";
import { isBare } from "../../static/exercises/research/cs.js";
import { isHidden, promiseOf } from "../../static/room/writing.js";
import { short } from "../../static/room/words.js";

/** @param {string} kind @param {string} id @param {string[]} [links] @param {object} [more] */
const item = (kind, id, links = [], more = {}) => ({ id, kind, rev: 1, status: "active", by: "", at: 0, body: { text: id, links, ...more } });
const slot = (/** @type {object} */ body) => ({ ...item("slot", "s"), body });

test("a chain runs up to the goals and down to the obstacles, and nowhere else", () => {
  const items = [item("goal", "g"), item("goal", "other"), item("pressure", "p", ["g"]), item("initiative", "i", ["p"]), item("obstacle", "o", ["i"]), item("initiative", "j", ["other"])];
  assert.deepEqual([...chainOf("i", items)].sort(), ["g", "i", "o", "p"]);
  assert.deepEqual([...chainOf("g", items)].sort(), ["g", "i", "o", "p"]);
  assert.deepEqual([...chainOf("gone", items)], []);
});

test("what serves something that was joined to another serves the other", () => {
  const items = [item("goal", "kept", [], { holds: ["joined"] }), item("initiative", "i", ["joined"])];
  assert.deepEqual(servedBy(/** @type {any} */ (items[1]), items).map((one) => one.id), ["kept"]);
  assert.equal(isLoose(/** @type {any} */ (items[1]), items), false);
});

test("an initiative without a goal and an obstacle without an initiative are loose, goals and pressures never", () => {
  const items = [item("goal", "g"), item("pressure", "p"), item("initiative", "i", ["gone"]), item("obstacle", "o")];
  assert.deepEqual(items.filter((one) => isLoose(one, items)).map((one) => one.id), ["i", "o"]);
});

test("a tie that is on its way shows at once, in other fields it changes nothing", () => {
  const one = item("initiative", "i", ["a"]);
  assert.deepEqual(linked(one, [{ to: "b", on: true }, { to: "a", on: false }]).body.links, ["b"]);
  assert.equal(linked(one, [{ to: "q", field: "told_by", on: true }]), one);
});

test("only a customer card without a source is bare: what the team believes is no source", () => {
  assert.equal(isBare({ c: "customer", sources: [] }), true);
  assert.equal(isBare({ c: "customer", sources: ["s"] }), false);
  assert.equal(isBare({ c: "company" }), false);
});

test("beside every input stands who will see it and when", () => {
  const hidden = { mode: "write_reveal", revealed: 0 };
  assert.equal(isHidden(slot(hidden)), true);
  assert.match(promiseOf(slot({ ...hidden, naming: "named" })), /^Only you see these until the reveal\..* with your name/u);
  assert.match(promiseOf(slot({ ...hidden, naming: "function" })), /function in place of your name/u);
  assert.match(promiseOf(slot({ ...hidden, naming: "anonymous" })), /^Without names: nobody, the desk included/u);
  assert.match(promiseOf(slot({ ...hidden, naming: "named", too_few: true })), /^With names, as fewer than four of you can write\. Only you .* with your name/u);
  assert.match(promiseOf(slot({ ...hidden, naming: "anonymous" }), { few: true }), /^Fewer than four of you are here/u);
  assert.match(promiseOf(slot({ mode: "open", naming: "named" })), /^Everybody here sees this at once/u);
  assert.match(promiseOf(slot({ mode: "write_reveal", revealed: 5, naming: "anonymous" })), /^Without names/u);
});

test("few words stay few", () => {
  assert.equal(short("one two three four", 3), "one two three…");
  assert.equal(short("one two", 3), "one two");
});

test("in the picture every thing has a place of its own, near what it serves, and every tie is a line", () => {
  const items = [item("goal", "g1"), item("goal", "g2"), item("initiative", "i2", ["g2"]), item("initiative", "i1", ["g1"]), item("obstacle", "o", ["i1", "gone"])];
  const ours = [item("opportunity", "x", [], { initiatives: ["i2"] })];
  const { places, lines, columns, rows } = layered(items, ours);
  assert.equal(new Set(places.map(({ column, row }) => `${column} ${row}`)).size, 6);
  assert.deepEqual(places.filter(({ column }) => column === 2).map(({ record }) => record.id), ["i1", "i2"]);
  assert.deepEqual(lines.map(({ from, to }) => from.record.id + to.record.id).sort(), ["i1g1", "i2g2", "oi1", "xi2"]);
  assert.deepEqual([columns, rows], [5, 2]);
  assert.deepEqual(layered([], []), { places: [], lines: [], columns: 4, rows: 0 });
});
