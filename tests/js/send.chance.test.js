import assert from "node:assert/strict";
import { test } from "node:test";
import { chance, oneOf } from "./chance.js";
import { Browser, Page, pause, Server, until } from "./room.js";

const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 15) }, (_, i) => i + 1);
/** Rooms that have their bad hour at the same time: they mostly wait. */
const TOGETHER = 5;

/** An hour in a bad hotel: lost questions, lost answers, cuts, refusals for now, reloads, two tabs. */
async function badHour(seed, tabs, locks) {
  const random = chance(seed);
  const browser = Object.assign(new Browser(), { locks });
  const fate = () => (random() < 0.6 ? "fine" : oneOf(random, ["lost", "cut", "unanswered", "fine"]));
  const rule = () => (random() < 0.15 ? { refused: oneOf(random, ["too_fast", "storage_unavailable"]), say: "later" } : null);
  const server = new Server({ fate, rule });
  const pages = Array.from({ length: tabs }, () => new Page(browser, server, { answer: 12 }));
  const written = pages.map(() => /** @type {string[]} */ ([]));
  for (let i = 0; i < 40; i++) await step(random, browser, server, pages, written);
  server.fate = () => "fine";
  server.rule = () => null;
  return { browser, server, pages, written };
}

async function step(random, browser, server, pages, written) {
  const at = Math.floor(random() * pages.length);
  const roll = random();
  if (roll < 0.5) {
    const text = `tab ${at}, ${written[at].length}`;
    written[at].push(text);
    pages[at].outbox.send("note.add", { text });
  } else if (roll < 0.65) pages[at].up();
  else if (roll < 0.75) pages[at].down();
  else if (roll < 0.8) {
    // What is not yet in the browser's storage dies with its page: it is waited for.
    await until(() => !browser.writing);
    pages[at].close();
    pages[at] = new Page(browser, server, { answer: 12 });
    pages[at].outbox.restore();
  } else await pause(random() * 15);
}

/** Send again what was given up, as a person would, until nothing is left. */
async function finish({ browser, pages }) {
  await until(() => {
    for (const page of pages) {
      if (!page.online) page.up();
      for (const back of page.store.refusals.value) page.outbox.retry(back.id);
    }
    return pages.every((page) => !page.store.pending.value.length) && !browser.kept.size;
  });
}

const inOrder = (log, texts) => log.filter((text) => texts.includes(text));

for (const [name, tabs, locks] of [["one tab", 1, true], ["two tabs", 2, true], ["two tabs in a browser without locks", 2, false]]) {
  test(`whatever the network does, everything written arrives once: ${name}`, async () => {
    let kept = 0;
    const rounds = SEEDS.filter((_, i) => i % TOGETHER === 0).map((_, i) => SEEDS.slice(i * TOGETHER, (i + 1) * TOGETHER));
    for (const round of rounds) {
      await Promise.all(round.map(async (seed) => {
        const hour = await badHour(seed, tabs, locks);
        await finish(hour);
        const all = hour.written.flat();
        assert.deepEqual([...hour.server.log].sort(), [...all].sort(), `seed ${seed}`);
        // A command that was given up goes to its author, and what follows it goes on.
        if (hour.browser.gaveUp) return;
        kept++;
        for (const texts of tabs === 1 ? hour.written : []) assert.deepEqual(inOrder(hour.server.log, texts), texts, `order, seed ${seed}`);
      }));
    }
    assert.ok(kept > SEEDS.length / 4, `the order was looked at only ${kept} times`);
  });
}
