import assert from "node:assert/strict";
import { test } from "node:test";
import { gapsOf, grouped, readPerson } from "../../static/exercises/relationship_map/people.js";
import { shuffledFor, used } from "../../static/exercises/vote/options.js";
import { heatOf, isLoose, progressOf, wordsOf } from "../../static/exercises/white_space/cells.js";
import { commandOf, readCell, readGrid } from "../../static/exercises/white_space/pasted.js";

/** @param {string} id @param {object} body */
const person = (id, body = {}) => ({ id, kind: "stakeholder", rev: 1, status: "active", by: "", at: 0, body: { name: id, ...body } });

test("what people write in a cell is understood, and a name that is nothing else is a rival", () => {
  const said = {
    open: { status: "open" }, "open 600k": { status: "open", spend: 600_000 }, "€250,000": { status: "open", spend: 250_000 },
    "ours: 1.2m": { status: "owned", our_revenue: 1_200_000 }, Ours: { status: "owned" }, "?": { status: "unknown" },
    "n/a": { status: "not_applicable" }, "–": { status: "not_applicable" }, "in-house": { status: "in_house" },
    Knapp: { status: "competitor", competitor: "Knapp" }, "Knapp 300k": { status: "competitor", competitor: "Knapp", spend: 300_000 },
    blocked: { status: "blocked" }, competitor: { status: "competitor" },
  };
  for (const [text, read] of Object.entries(said)) assert.deepEqual(readCell(text), read, text);
  assert.equal(readCell("  "), null);
});

test("a grid is read from a spreadsheet with names that are there already and names that are new", () => {
  const pasted = readGrid("\tShelf\tspares \nCASTORAMA\topen 600k\tKnapp\nB&Q\t\tours\n", { units: ["Castorama"], offerings: ["Spares"] });
  assert.equal(pasted.wrong, "");
  assert.deepEqual([pasted.newUnits, pasted.newOfferings], [["B&Q"], ["Shelf"]]);
  assert.deepEqual(commandOf(pasted), {
    units: ["B&Q"], offerings: ["Shelf"],
    cells: [
      { unit: "Castorama", offering: "Shelf", status: "open", spend: 600_000 },
      { unit: "Castorama", offering: "Spares", status: "competitor", competitor: "Knapp" },
      { unit: "B&Q", offering: "Spares", status: "owned" },
    ],
  });
});

test("a paste that is no grid says what to copy", () => {
  assert.match(readGrid("just a line", { units: [], offerings: [] }).wrong, /first row/);
  assert.equal(readGrid("a;b\r\nc;open", { units: [], offerings: [] }).cells.length, 1);
});

test("a cell says its money, its rival and its day in one line", () => {
  const name = () => "Tess";
  assert.equal(wordsOf({ status: "competitor", competitor: "Knapp", spend: 600_000, contract_end: "2028-06-30" }, "EUR", name), "Knapp · €600k · until 2028-06");
  assert.equal(wordsOf({ status: "unknown", owner: "p1" }, "EUR", name), "Tess");
  assert.equal(wordsOf({}, "EUR", name), "");
});

test("unknown is not known, and counts as loose until it has a name and a day", () => {
  const cells = [{}, { status: "open" }, { status: "unknown" }, { status: "unknown", owner: "p", due: "2027-01-01" }, { status: "blocked" }];
  assert.deepEqual(progressOf(cells), { all: 5, known: 2, loose: 2, untouched: 1 });
  assert.equal(isLoose({ status: "blocked", reason: "freeze", until: "2027-01-01" }), false);
});

test("heat follows the money", () => {
  assert.deepEqual([0, 1, 50, 100].map((spend) => heatOf({ status: "open", spend }, 100)), [1, 1, 2, 4]);
});


test("people stand by unit below whom they report to, and a boss elsewhere is named", () => {
  const groups = grouped([person("low", { unit: "Shops", reports_to: "head" }), person("head", { unit: "shops", reports_to: "ceo" }), person("ceo", { unit: "Group", level: "executive" })]);
  assert.deepEqual(groups.map(({ unit, lines }) => [unit, lines.map(({ person: one, depth, elsewhere }) => [one.id, depth, elsewhere])]), [
    ["Group", [["ceo", 0, ""]]],
    ["Shops", [["head", 0, "ceo"], ["low", 1, ""]]],
  ]);
});

test("whoever stands in a circle still shows, once", () => {
  const [group] = grouped([person("a", { reports_to: "b" }), person("b", { reports_to: "a" })]);
  assert.deepEqual(group?.lines.map((line) => line.person.id), ["a", "b"]);
});

test("places to hold open are the customer's units without anybody, then functions nobody has named", () => {
  const gaps = gapsOf([person("x", { unit: "Screwfix", title: "Head of finance" })], ["Screwfix", "B&Q"]);
  assert.deepEqual(gaps, ["B&Q", "operations", "IT", "purchasing"]);
});

test("a line is a name, and after the comma a title", () => {
  assert.deepEqual(readPerson("Claire Boucher, head of stores, France"), { name: "Claire Boucher", title: "head of stores, France" });
  assert.deepEqual(readPerson("陈晓梅"), { name: "陈晓梅" });
});

test("each person has an order of options of their own, always the same, with every option in it", () => {
  const items = Array.from({ length: 12 }, (_, i) => `d${i}`);
  const orders = ["p1", "p2", "p3"].map((one) => shuffledFor(items, one, "b").join());
  assert.equal(new Set(orders).size, 3);
  assert.equal(shuffledFor(items, "p1", "b").join(), orders[0]);
  assert.deepEqual(shuffledFor(items, "p1", "b").sort(), [...items].sort());
  assert.equal(used({ a: 2, b: 0, c: 3 }), 5);
});

test("no option stands first for most people", () => {
  const items = ["a", "b", "c", "d"];
  const first = Array.from({ length: 400 }, (_, i) => shuffledFor(items, `person${i}`, "ballot")[0]);
  for (const item of items) assert.ok(first.filter((one) => one === item).length > 60, item);
});
