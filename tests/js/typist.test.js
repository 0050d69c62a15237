import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/live/store.js";
import { spokenFor, typed, typistOf } from "../../static/live/typist.js";

const snapshot = { protocol: 1, me: { person: "tess", role: "participant", name: "Tess" }, layers: [], at: 1, now: 1 };
const taken = Promise.resolve({ id: "c", ok: true });

function shared() {
  const store = new Store({ person: "tess" });
  const typist = typistOf(store, "tess");
  store.takeSnapshot(snapshot);
  const give = (type, data) => typed(store, typist, { type, data, onBehalf: spokenFor(type, typist.value, "tess") }, taken);
  return { store, typist, give };
}

test("the page of a shared device is for whoever types, also after the line was gone", () => {
  const { store, typist } = shared();
  typist.value = "wik";
  assert.equal(store.me.value.person, "wik");
  store.takeSnapshot(snapshot);
  assert.equal(store.me.value.person, "wik");
  typist.value = "";
  assert.equal(store.me.value.person, "tess");
});

test("whoever types on somebody else's device sees the dots they place, and nobody after them does", async () => {
  const { store, typist, give } = shared();
  typist.value = "wik";
  await give("vote.set_dots", { ballot: "b", item: "one", dots: 1 });
  await give("vote.set_dots", { ballot: "b", item: "two", dots: 2 });
  assert.deepEqual(store.record("dots:b:wik")?.body.dots, { one: 1, two: 2 });
  assert.equal(store.record("dots:b:tess"), undefined);
  await give("vote.done", { ballot: "b" });
  assert.equal(typist.value, "");
  assert.equal(store.record("dots:b:wik"), undefined);
});

test("an answer to a promise is one thing, also of whose device it is; her own hand and PIN are not for others", async () => {
  const { typist, give } = shared();
  typist.value = "tess";
  await give("actions.accept", { action: "a" });
  assert.equal(typist.value, "");
  assert.equal(spokenFor("actions.accept", "wik", "tess"), "wik");
  assert.equal(spokenFor("signoff.pledge", "wik", "tess"), "wik");
  assert.equal(spokenFor("signoff.five_why", "wik", "tess"), "");
  assert.equal(spokenFor("people.raise_hand", "wik", "tess"), "");
});
