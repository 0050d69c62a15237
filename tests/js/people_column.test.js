// The desk's column of people: everybody once, in the order in which the desk needs them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/live/store.js";
import { groupsOf } from "../../static/room/people_column.js";

const person = (id, role, presence, more) => ({ id, kind: "person", rev: 1, by: "", at: 1, status: "active", body: { name: id, role, presence, admitted: true, ...more } });

/** The desk's page in the stage of the actions. */
function desk(...records) {
  const store = new Store({ person: "fay", role: "facilitator" });
  const workshop = { id: "workshop", kind: "workshop", rev: 1, by: "", at: 1, status: "active", body: { stage: "actions", slot: "", lead: "fay", sitting: "s" } };
  store.takeSnapshot({ protocol: 1, me: { person: "fay", role: "facilitator" }, layers: [{ stream: "desk", n: 0, put: [workshop, ...records] }], at: 1, now: 1 });
  return { store };
}
const shown = (live) => groupsOf(live, () => {}, 1).filter((group) => group.rows.length).map((group) => [group.title, ...group.rows.map((row) => row.person.name)]);

test("whom everything waits for stands first, and in no other group", () => {
  const people = [person("tess", "participant", "room"), person("mara", "first_line_manager", "left"), person("tom", "participant", "left"), person("carl", "customer_guest", "room", { window: "open" })];
  const hold = { id: "hold", kind: "hold", rev: 1, by: "", at: 1, status: "active", body: { people: ["mara"] } };
  assert.deepEqual(shown(desk(...people, hold)), [["Waited for", "mara"], ["Visitors", "carl"], ["Here", "tess"], ["Left", "tom"]]);
});

test("whoever is back is waited for no longer", () => {
  const hold = { id: "hold", kind: "hold", rev: 1, by: "", at: 1, status: "active", body: { people: ["mara"] } };
  assert.deepEqual(shown(desk(person("mara", "first_line_manager", "room"), hold)), [["Here", "mara"]]);
});
