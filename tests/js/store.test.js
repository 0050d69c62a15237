import assert from "node:assert/strict";
import { test } from "node:test";
import { computed, effect } from "@preact/signals";
import { Store } from "../../static/live/store.js";
import { wayWords } from "../../static/parts/card.js";
import { wayOf } from "../../static/room/edits.js";

const record = (id, kind, more = {}) => ({ id, kind, rev: 1, status: "active", by: "tess", at: 1, body: {}, ...more });
const snapshot = (...put) => ({ protocol: 1, me: { person: "tess", role: "participant", name: "Tess" }, layers: [{ stream: "team", n: 1, put }], at: 1, now: 1 });
const ids = (records) => records.map((one) => one.id);

test("records come in the order in which they began, then by id, without what no longer counts", () => {
  const store = new Store();
  const merged = record("m", "card", { at: 2, status: "merged" });
  store.takeSnapshot(snapshot(record("z", "card", { at: 0 }), record("b", "card", { at: 1 }), merged, record("a", "card", { at: 1 })));
  assert.deepEqual(ids(store.records("card")), ["z", "a", "b"]);
  assert.deepEqual(ids(store.all("card")), ["z", "a", "b", "m"]);
  assert.deepEqual(store.records("unheard of"), []);
});

test("a new note draws the notes again and nothing else", () => {
  const store = new Store();
  store.takeSnapshot(snapshot(record("w", "workshop", { body: { stage: "research" } }), record("c", "card"), record("n1", "note")));
  const drawn = { card: 0, note: 0, stage: 0, one: 0 };
  effect(() => void (store.records("card"), drawn.card++));
  effect(() => void (store.records("note"), drawn.note++));
  effect(() => void (store.stage.value, drawn.stage++));
  effect(() => void (store.record("c"), drawn.one++));
  store.takePatch({ stream: "team", n: 2, put: [record("n2", "note")], drop: [], at: 2 });
  assert.deepEqual(drawn, { card: 1, note: 2, stage: 1, one: 1 });
});

test("a patch with a gap is refused and changes nothing", () => {
  const store = new Store();
  store.takeSnapshot(snapshot());
  assert.equal(store.takePatch({ stream: "team", n: 3, put: [record("n", "note")] }), false);
  assert.deepEqual(store.records("note"), []);
});

test("what may be taken back is what the snapshot says and what was answered since, each once", () => {
  const store = new Store();
  store.takeDone({ event: 7, say: "added a card" }, 5);
  store.takeSnapshot({ ...snapshot(), undo: [{ event: 9, say: "changed a card", at: 3 }] });
  assert.deepEqual(store.done.value, [{ event: 9, say: "changed a card", at: 3 }]);
  store.takeDone({ event: 9, say: "changed a card" }, 6);
  store.takeDone({ event: 12, say: "added a card" }, 8);
  store.takeDone(undefined, 9);
  assert.deepEqual(store.done.value, [{ event: 9, say: "changed a card", at: 3 }, { event: 12, say: "added a card", at: 8 }]);
});

test("stage, hold and the manager's presence are read from the records", () => {
  const store = new Store();
  assert.equal(store.stage.value, "");
  const hester = (presence) => record("p1", "person", { body: { role: "first_line_manager", presence } });
  store.takeSnapshot(snapshot(record("workshop", "workshop", { body: { stage: "research", hold: "Lunch first" } }), hester("left")));
  assert.equal(store.stage.value, "research");
  assert.equal(store.hold.value, "Lunch first");
  assert.equal(store.managerHere.value, false);
  store.takePatch({ stream: "team", n: 2, put: [hester("remote")] });
  assert.equal(store.managerHere.value, true);
});

test("a deputy whom the manager named stands in for her", () => {
  const store = new Store();
  const hester = record("p1", "person", { body: { role: "first_line_manager", presence: "left", deputy: "p2" } });
  store.takeSnapshot(snapshot(hester, record("p2", "person", { body: { role: "participant", presence: "room" } })));
  assert.equal(store.managerHere.value, true);
});

test("the saved-light is on only when nothing waits and the server has answered", () => {
  const store = new Store();
  assert.equal(store.saved.value, "quiet");
  store.pending.value = [{ id: "1", type: "note.add", data: {}, order: 1, state: "waiting" }];
  assert.equal(store.saved.value, "saving");
  store.online.value = "offline";
  assert.equal(store.saved.value, "kept");
  assert.equal(store.line.value, "You are offline; 1 change waiting");
  store.online.value = "ok";
  store.pending.value = [];
  store.kept.value = true;
  assert.equal(store.saved.value, "saved");
  assert.equal(store.line.value, "");
});

test("when access ends nothing of what was shown is left", () => {
  const store = new Store();
  store.takeSnapshot(snapshot(record("n", "note", { body: { text: "secret" } })));
  store.takePeople({ here: ["tess"], typing: [], ready: 0 });
  store.takeNotice({ text: "Coffee", by: "ada" });
  const shown = computed(() => JSON.stringify([store.records("note"), [...store.people.value.here], store.notices.value]));
  assert.match(shown.value, /secret/);
  store.clear("Thank you.");
  assert.equal(shown.value, "[[],[],[]]");
  assert.equal(store.record("n"), undefined);
  assert.equal(store.access.value, "closed");
  assert.equal(store.farewell.value, "Thank you.");
});

test("a snapshot after the end opens the page again", () => {
  const store = new Store();
  store.clear("Thank you.");
  store.takeSnapshot(snapshot(record("n", "note")));
  assert.equal(store.access.value, "open");
  assert.deepEqual(ids(store.records("note")), ["n"]);
});

test("notices stay until they are put away, each for itself", () => {
  const store = new Store();
  store.takeNotice({ text: "Coffee", by: "ada" });
  store.takeNotice({ text: "Back at ten", by: "ada" });
  store.dropNotice(store.notices.value[0].id);
  assert.deepEqual(store.notices.value.map((one) => one.text), ["Back at ten"]);
});

test("an own change says where it is: on the wire, on this device, or waiting here for the manager", () => {
  const store = new Store();
  assert.equal(wayOf(store, [{ state: "saved" }]), "");
  assert.equal(wayWords(wayOf(store, [{ state: "saved" }, { state: "waiting" }])), "saving");
  store.online.value = "offline";
  assert.equal(wayWords(wayOf(store, [{ state: "waiting" }])), "kept on this device");
  assert.equal(wayWords(wayOf(store, [{ state: "waiting" }, { state: "held" }])), "kept on this device, waits for the manager");
});
