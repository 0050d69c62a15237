// Rooms and dealt boards, as a page words them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockWords, nearWords } from "../../static/room/breakouts/room_clock.js";
import { standsApart } from "../../static/room/breakouts/rooms_back.js";
import { notesOf, ownRoom, roomsBack, runningRooms } from "../../static/room/breakouts/rooms.js";
import { roomsWords } from "../../static/room/moving.js";
import { andWords, farWords, ownFirst, ownPieces, piecesOf } from "../../static/room/shares.js";

/** A store that holds just these records; Tom looks. */
function store(...records) {
  const active = records.map((one, at) => ({ id: `r${at}`, at, status: "active", ...one }));
  return {
    me: { value: { person: "tom" } },
    records: (kind) => active.filter((one) => one.kind === kind),
    record: (id) => active.find((one) => one.id === id),
    ghosts: () => [],
  };
}
const room = (id, more) => ({ id, kind: "breakout", body: { order: 0, members: [], slot: "s", started: 0, ended: 0, ...more } });

test("one's own room is the running one with one's name in it", () => {
  const all = store(room("b", { order: 2, started: 5, members: ["tom"] }), room("a", { order: 1, started: 5 }), room("old", { started: 1, ended: 2, members: ["tom"] }), room("next", { members: ["tom"] }));
  assert.deepEqual(runningRooms(all).map((one) => one.id), ["a", "b"]);
  assert.equal(ownRoom(all)?.id, "b");
  assert.deepEqual(roomsBack(all, "s").map((one) => one.id), ["old"]);
});

test("a room's cards are its own, in the order in which they came back", () => {
  const note = (id, breakout, order) => ({ id, kind: "note", body: { breakout, order } });
  assert.deepEqual(notesOf(store(note("late", "a", 0), note("two", "a", 2), note("one", "a", 1), note("not", "b", 0)), "a").map((one) => one.id), ["late", "one", "two"]);
});

test("what the clock says gets words when the end is near", () => {
  assert.equal(nearWords(Infinity), "");
  assert.match(nearWords(60), /minute/u);
  assert.match(nearWords(10), /Ten seconds/u);
  assert.match(nearWords(0), /Time is up/u);
  assert.match(nearWords(-40), /still be kept/u);
});

test("who listens is told when a room's clock stands still, goes on, gets more, or is nearly over", () => {
  const runs = { near: Infinity, ends: 1000, stands: false };
  const stands = { ...runs, stands: true };
  assert.match(clockWords(runs, stands, "10:15"), /stands still/u);
  assert.equal(clockWords(stands, { near: 40, ends: 9000, stands: false }, "10:20"), "The clock of your room goes on, until 10:20.");
  assert.equal(clockWords(stands, { ...stands, ends: 2000 }, "10:20"), "More time for your room.");
  assert.match(clockWords(runs, { ...runs, ends: 2000 }, "10:20"), /goes on until 10:20/u);
  assert.match(clockWords(runs, { ...runs, near: 60 }, ""), /One minute left/u);
  assert.match(clockWords({ ...runs, near: 60 }, { ...runs, near: 9 }, ""), /Ten seconds/u);
  assert.equal(clockWords({ ...runs, near: 9 }, { ...runs, near: 8 }, ""), "");
});

test("a report stands under its board where it is no board for it, and on one of facts where it did not become any", () => {
  const slot = (kind, more) => ({ body: { kind, mode: "open", ...more } });
  assert.equal(standsApart(slot("research"), room("a", { apart: true })), true);
  assert.equal(standsApart(slot("research"), room("a", { apart: false })), false);
  assert.equal(standsApart(slot("capture"), room("a", { apart: true })), false);
  assert.equal(standsApart(slot("capture", { mode: "write_reveal", revealed: 0 }), room("a", {})), true);
  assert.equal(standsApart(slot("white_space"), room("a", {})), true);
});

test("a move says that everybody comes back, where rooms are out and one knows of them", () => {
  assert.equal(roomsWords({ store: store(room("a", { started: 5 })) }), "Everybody comes back from the rooms.");
  assert.equal(roomsWords({ store: store(room("a", { started: 5, ended: 6 }), room("b", {})) }), "");
});

test("one's own pieces come first and nothing is lost", () => {
  const all = store({ kind: "share", body: { board: "white_space", piece: "u2", people: ["tom", "ros"] } }, { kind: "share", body: { board: "research", piece: "u3", people: ["tom"] } });
  const own = ownPieces(all, "white_space");
  assert.deepEqual(ownFirst(["u1", "u2", "u3"], (one) => own.has(one)), ["u2", "u1", "u3"]);
});

test("a dealt board says how far each piece is and whose, also where it is nobody's", () => {
  const rows = [{ piece: "u1", title: "Castorama row", done: 3, of: 6 }, { piece: "u2", title: "Screwfix row", done: 0, of: 0 }];
  const all = store({ kind: "share", body: { board: "white_space", piece: "u1", people: ["xia", "ros"] } }, { id: "pieces:white_space", kind: "pieces", body: { pieces: rows } });
  assert.deepEqual(piecesOf(all, "white_space").map((one) => [farWords(one), one.people]), [["3 of 6", ["xia", "ros"]], ["not begun", []]]);
  assert.equal(farWords({ ...rows[1], done: 2, people: [] }), "2 so far");
  assert.equal(andWords(["Xia", "Ros"]), "Xia and Ros");
  assert.equal(andWords(["Xia", "Ros", "Ben"]), "Xia, Ros and Ben");
});
