import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf } from "../../static/parts/composer.js";
import { dayOf, daysUntil, dayWords, dueWords, minutesWords, timeOf } from "../../static/parts/dates.js";
import { stepTo } from "../../static/parts/menu.js";
import { formatMoney, parseMoney, shortMoney } from "../../static/parts/money.js";
import { initials } from "../../static/parts/person.js";
import { matching } from "../../static/parts/picker.js";
import { moodOf } from "../../static/parts/timebox.js";

test("amounts are read the way people of several countries type them", () => {
  const typed = {
    "600k": 600_000, "600 K": 600_000, "1.2m": 1_200_000, "1,5m": 1_500_000, "1.250m": 1_250_000, "£2,000": 2_000,
    "2 000 €": 2_000, "1.250.000": 1_250_000, "12,345,678": 12_345_678, "EUR 70m": 70_000_000, "CHF 1'200": 1_200,
    "1,234.56": 1_235, "1.234,56": 1_235, "2.5bn": 2_500_000_000, "-5k": -5_000, "0": 0, "10,5": 11,
  };
  for (const [text, amount] of Object.entries(typed)) assert.equal(parseMoney(text), amount, text);
});

test("what is no amount is nothing rather than a wrong number", () => {
  for (const text of ["", "abc", "k", "1.2.", "12 apples", "1.2x", "--5", "€"]) assert.equal(parseMoney(text), null, text);
});

test("an amount that was written in full reads back as itself", () => {
  for (const amount of [0, 7, 999, 1_000, 250_000, 1_250_000, 98_765_432]) {
    for (const [currency, locale] of [["GBP", "en-GB"], ["EUR", "de-DE"], ["EUR", "fr-FR"], ["CHF", "de-CH"], ["USD", "en-US"]]) {
      assert.equal(parseMoney(formatMoney(amount, currency, locale)), amount, `${amount} ${currency} ${locale}`);
    }
  }
});

test("short amounts keep the currency and stay within half a percent", () => {
  assert.equal(shortMoney(1_250_000, "GBP", "en-GB"), "£1.25m");
  assert.equal(shortMoney(600_000, "GBP", "en-GB"), "£600k");
  assert.equal(shortMoney(9_500, "EUR", "en-GB"), "€9,500");
  for (let amount = 10_000; amount < 5_000_000_000; amount = Math.round(amount * 1.37)) {
    const read = parseMoney(shortMoney(amount, "GBP", "en-GB")) ?? 0;
    assert.ok(Math.abs(read - amount) <= amount * 0.005, `${amount} became ${read}`);
  }
});

test("times and days follow the workshop's zone, not the reader's", () => {
  const late = Date.parse("2026-06-10T22:40:00Z");
  assert.equal(timeOf(late, "Europe/London"), "23:40");
  assert.equal(timeOf(late, "Europe/Warsaw"), "00:40");
  assert.equal(dayOf(late, "Europe/London"), "2026-06-10");
  assert.equal(dayOf(late, "Europe/Warsaw"), "2026-06-11");
});

test("a due date is said as distance, late ones included", () => {
  assert.equal(dueWords("2026-12-01", "2026-12-01"), "today");
  assert.equal(dueWords("2026-12-02", "2026-12-01"), "tomorrow");
  assert.equal(dueWords("2026-12-06", "2026-12-01"), "in 5 days");
  assert.equal(dueWords("2026-11-28", "2026-12-01"), "3 days late");
  assert.equal(daysUntil("2027-03-01", "2027-02-28"), 1);
  assert.equal(dayWords("2026-12-01", "2026-11-21", "en-GB"), "Tue 1 Dec");
  assert.match(dayWords("2027-01-14", "2026-11-21", "en-GB"), /2027/);
  assert.equal(minutesWords(65), "1 h 05");
  assert.equal(minutesWords(45), "45 min");
});

test("a clock warns at a fifth, is in danger at a twentieth, and then is over", () => {
  assert.equal(moodOf(100_001, 500_000), "calm");
  assert.equal(moodOf(100_000, 500_000), "warn");
  assert.equal(moodOf(25_000, 500_000), "danger");
  assert.equal(moodOf(-1, 500_000), "over");
});

test("initials suit the script of the name", () => {
  assert.equal(initials("Wiktor Zaręba"), "WZ");
  assert.equal(initials("陈晓梅"), "晓梅");
  assert.equal(initials("مریم"), "م");
  assert.equal(initials("Rosalind"), "R");
  assert.equal(initials(""), "?");
});

test("a pasted list becomes its lines, without bullets, numbers and empty ones", () => {
  assert.deepEqual(linesOf("- spares late\n\n• no back room\r\n3. SAP stays\n1.2m at risk"), ["spares late", "no back room", "SAP stays", "1.2m at risk"]);
});

test("a person is found without accents, and by what stands beside the name", () => {
  const people = [{ id: "w", title: "Wiktor Zaręba", hint: "sales, Warsaw" }, { id: "m", title: "Maëlle Quéran", hint: "sales, Lille" }];
  assert.deepEqual(matching(people, "mae").map((p) => p.id), ["m"]);
  assert.deepEqual(matching(people, "warsaw").map((p) => p.id), ["w"]);
  assert.deepEqual(matching(people, "sales").map((p) => p.id), ["w", "m"]);
});

test("keys move through a menu in a circle, and letters jump", () => {
  const titles = ["Edit", "Move to…", "Merge", "Withdraw"];
  assert.equal(stepTo("ArrowDown", 3, titles), 0);
  assert.equal(stepTo("ArrowUp", 0, titles), 3);
  assert.equal(stepTo("m", 0, titles), 1);
  assert.equal(stepTo("m", 1, titles), 2);
  assert.equal(stepTo("x", 1, titles), -1);
});
