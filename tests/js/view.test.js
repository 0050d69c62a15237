import assert from "node:assert/strict";
import { test } from "node:test";
import { applyPatch, EMPTY, fromSnapshot, GAP, recordIn, recordsOf } from "../../static/live/view.js";
import { chance, oneOf, SEEDS } from "./chance.js";

const note = (id, text, more = {}) => ({ id, kind: "note", rev: 1, status: "active", by: "tess", at: 1, body: { text }, ...more });
const start = (...layers) => fromSnapshot({ layers });
const texts = (view, kind = "note") => [...recordsOf(view, kind).values()].map((record) => record.body.text);
const plain = (view) => [...view.kinds].filter(([, records]) => records.size).map(([kind, records]) => [kind, [...records].sort()]).sort();

test("a snapshot's layers are shown as one, and the personal record wins", () => {
  const view = start({ stream: "team", n: 4, put: [note("a", "hidden"), note("b", "shared")] }, { stream: "tess", n: 1, put: [note("a", "mine")] });
  assert.deepEqual(texts(view).sort(), ["mine", "shared"]);
});

test("a dropped personal record uncovers the shared one", () => {
  const view = start({ stream: "team", n: 4, put: [note("a", "shared")] }, { stream: "tess", n: 1, put: [note("a", "mine")] });
  const after = applyPatch(view, { stream: "tess", n: 2, put: [], drop: ["a"] });
  assert.deepEqual(texts(after), ["shared"]);
});

test("a dropped shared record leaves the personal one", () => {
  const view = start({ stream: "team", n: 4, put: [note("a", "shared")] }, { stream: "tess", n: 1, put: [note("a", "mine")] });
  assert.deepEqual(texts(applyPatch(view, { stream: "team", n: 5, drop: ["a"] })), ["mine"]);
});

test("a shared change below a personal record changes nothing that is shown", () => {
  const view = start({ stream: "team", n: 4, put: [note("a", "shared")] }, { stream: "tess", n: 1, put: [note("a", "mine")] });
  const after = applyPatch(view, { stream: "team", n: 5, put: [note("a", "changed")] });
  assert.equal(recordsOf(after, "note"), recordsOf(view, "note"));
});

test("a patch that was taken already changes nothing", () => {
  const view = start({ stream: "team", n: 4, put: [note("a", "now")] });
  assert.equal(applyPatch(view, { stream: "team", n: 4, put: [note("a", "then")] }), view);
  assert.equal(applyPatch(view, { stream: "team", n: 1, drop: ["a"] }), view);
});

test("a missing patch is a gap, and so is a stream that no snapshot named", () => {
  const view = start({ stream: "team", n: 4 });
  assert.equal(applyPatch(view, { stream: "team", n: 6 }), GAP);
  assert.equal(applyPatch(view, { stream: "team after a restart", n: 1 }), GAP);
  assert.equal(applyPatch(EMPTY, { stream: "team", n: 1 }), GAP);
});

test("an empty patch counts, so that the next one is no gap", () => {
  const view = applyPatch(start({ stream: "team", n: 4 }), { stream: "team", n: 5, put: [], drop: [] });
  assert.notEqual(applyPatch(view, { stream: "team", n: 6, put: [note("a", "here")] }), GAP);
});

test("the view before a patch stays what it was", () => {
  const before = start({ stream: "team", n: 1, put: [note("a", "old")] });
  applyPatch(before, { stream: "team", n: 2, put: [note("a", "new"), note("b", "more")] });
  assert.deepEqual(texts(before), ["old"]);
});

test("kinds that a patch does not touch keep their very Map", () => {
  const before = start({ stream: "team", n: 1, put: [note("a", "a note"), note("g", "a goal", { kind: "goal" })] });
  const after = applyPatch(before, { stream: "team", n: 2, put: [note("b", "another")] });
  assert.equal(recordsOf(after, "goal"), recordsOf(before, "goal"));
  assert.notEqual(recordsOf(after, "note"), recordsOf(before, "note"));
});

test("ids and kinds that mean something to the language are names like any other", () => {
  const hostile = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  let view = start({ stream: "__proto__", n: 0 });
  hostile.forEach((name, i) => {
    const patch = JSON.parse(`{"stream":"__proto__","n":${i + 1},"put":[{"id":"${name}","kind":"${name}","status":"active","body":{"__proto__":{"polluted":1},"text":"t"}}]}`);
    view = applyPatch(view, patch);
  });
  for (const name of hostile) assert.equal(recordsOf(view, name).size, 1);
  assert.equal({}.polluted, undefined);
  assert.equal(recordIn(view, "valueOf"), undefined);
});

const IDS = ["a", "b", "c", "d", "e", "__proto__", "constructor"];
const KINDS = ["note", "goal", "__proto__"];

/** What a server holds for one viewer: two streams, and what each has sent. */
function server(random) {
  const streams = [{ stream: "team", n: 0, records: new Map() }, { stream: "own", n: 0, records: new Map() }];
  const step = () => {
    const layer = oneOf(random, streams);
    const put = [];
    const drop = [];
    for (const id of IDS) {
      const roll = random();
      const old = layer.records.get(id);
      if (roll < 0.2) put.push({ ...note(id, `${layer.stream} ${random()}`), kind: old?.kind ?? KINDS[IDS.indexOf(id) % 3] });
      else if (roll < 0.3 && old) drop.push(id);
    }
    for (const record of put) layer.records.set(record.id, record);
    for (const id of drop) layer.records.delete(id);
    return { stream: layer.stream, n: ++layer.n, put, drop, at: 1 };
  };
  const snapshot = () => ({ layers: streams.map(({ stream, n, records }) => ({ stream, n, put: [...records.values()] })) });
  return { step, snapshot };
}

test("patches folded one by one are the snapshot, at every step, for any sequence", () => {
  for (const seed of SEEDS) {
    const { step, snapshot } = server(chance(seed));
    let view = fromSnapshot(snapshot());
    for (let i = 0; i < 40; i++) {
      view = applyPatch(view, JSON.parse(JSON.stringify(step())));
      assert.deepEqual(plain(view), plain(fromSnapshot(snapshot())), `seed ${seed}, step ${i}`);
    }
  }
});

test("whatever is lost, repeated or late: a reader that asks after every gap ends with the snapshot", () => {
  for (const seed of SEEDS) {
    const random = chance(seed);
    const { step, snapshot } = server(random);
    let view = fromSnapshot(snapshot());
    const sent = [];
    for (let i = 0; i < 60; i++) {
      sent.push(step());
      if (random() < 0.2) continue;
      const patch = random() < 0.2 ? oneOf(random, sent) : sent.at(-1);
      const next = applyPatch(view, patch);
      view = next === GAP ? fromSnapshot(snapshot()) : next;
    }
    for (let i = 0; i < 8; i++) {
      const next = applyPatch(view, step());
      view = next === GAP ? fromSnapshot(snapshot()) : next;
    }
    // The last patch of a stream may be the lost one; whatever follows it shows the gap.
    const missing = snapshot().layers.filter((layer) => view.layers.get(layer.stream).n !== layer.n);
    if (!missing.length) assert.deepEqual(plain(view), plain(fromSnapshot(snapshot())), `seed ${seed}`);
    else assert.ok(missing.every((layer) => applyPatch(view, { ...layer, n: layer.n + 1 }) === GAP), `seed ${seed}`);
  }
});
