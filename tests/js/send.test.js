import assert from "node:assert/strict";
import { test } from "node:test";
import { idAfter, newId } from "../../static/live/command.js";
import { Browser, Page, pause, Server, until } from "./room.js";

const open = (settings) => {
  const server = new Server(settings);
  const browser = new Browser();
  return { server, browser, page: new Page(browser, server) };
};
const add = (page, text, how) => page.outbox.send("note.add", { text }, how);
const absent = { refused: "first_line_manager_absent", say: "Planning waits for Hester." };

test("a command is shown at once, kept before it leaves, and forgotten when it is answered", async () => {
  const { server, browser, page } = open();
  page.up();
  server.fate = (command) => (assert.ok(browser.kept.has(`command/${command.id}`)), "fine");
  const answer = add(page, "a card");
  assert.deepEqual(page.texts(), ["a card"]);
  assert.equal(page.store.saved.value, "saving");
  assert.equal((await answer).ok, true);
  assert.equal(page.store.saved.value, "saved");
  await until(() => !browser.kept.size && !page.store.pending.value.length);
  assert.deepEqual(server.log, ["a card"]);
});

test("a saved ghost stays until its record is there, so that nothing blinks", async () => {
  const server = new Server();
  const page = new Page(new Browser(), server, { landing: 5000 }).up();
  page.store.takeSnapshot({ protocol: 1, me: {}, layers: [{ stream: "team", n: 0, put: [] }], at: 1, now: 1 });
  await add(page, "a card");
  assert.equal(page.store.ghosts("note.add")[0].state, "saved");
  page.store.takePatch({ stream: "team", n: 1, put: [{ id: "made 0", kind: "note", status: "active", at: 1, body: {} }] });
  await until(() => !page.store.pending.value.length);
});

test("what is written offline is kept, shown, and sent in its order", async () => {
  const { server, page } = open();
  const answers = ["one", "two", "three"].map((text) => add(page, text));
  await pause(20);
  assert.deepEqual([page.store.waiting.value, server.asked.length], [3, 0]);
  page.up();
  assert.ok((await Promise.all(answers)).every((answer) => answer.ok));
  assert.deepEqual(server.log, ["one", "two", "three"]);
});

test("a reload in between loses nothing and doubles nothing", async () => {
  const { server, browser, page } = open();
  for (const text of ["one", "two", "three"]) add(page, text);
  await pause(20);
  page.close();
  const next = new Page(browser, server);
  await next.outbox.restore();
  assert.deepEqual(next.texts(), ["one", "two", "three"]);
  add(next, "four");
  next.up();
  await until(() => server.log.length === 4 && !browser.kept.size);
  assert.deepEqual(server.log, ["one", "two", "three", "four"]);
});

test("the order holds after a reload with the laptop's clock set back", async (t) => {
  const { server, browser, page } = open();
  add(page, "one");
  await pause(20);
  page.close();
  const real = Date.now;
  t.after(() => (Date.now = real));
  Date.now = () => real() - 3_600_000;
  const next = new Page(browser, server);
  await next.outbox.restore();
  add(next, "two");
  next.up();
  await until(() => server.log.length === 2);
  assert.deepEqual(server.log, ["one", "two"]);
});

test("an answer that is lost with its connection is asked for again under the same id", async () => {
  const { server, page } = open();
  const fates = ["cut", "fine"];
  server.fate = () => fates.shift() ?? "fine";
  page.up();
  const answer = add(page, "once");
  await until(() => !page.online);
  page.up();
  assert.equal((await answer).ok, true);
  assert.equal(new Set(server.asked).size, 1);
  assert.deepEqual([server.asked.length, server.log], [2, ["once"]]);
});

test("too fast and a full disk are tried again by themselves, under the same id and in order", async () => {
  const refusals = [{ refused: "too_fast", say: "wait", wait: 0.02 }, { refused: "storage_unavailable", say: "wait" }, { refused: "too_fast", say: "wait" }];
  const { server, page } = open({ rule: () => refusals.shift() ?? null });
  page.up();
  const answers = await Promise.all(["one", "two"].map((text) => add(page, text)));
  assert.ok(answers.every((answer) => answer.ok));
  assert.equal(new Set(server.asked).size, 2);
  assert.deepEqual(server.log, ["one", "two"]);
  assert.deepEqual(page.store.refusals.value, []);
});

test("a server that says how long to wait is not asked before", async () => {
  const times = [];
  const refusals = [{ refused: "too_fast", say: "wait", wait: 0.08 }];
  const { page } = open({ rule: () => (times.push(performance.now()), refusals.shift() ?? null) });
  page.up();
  await add(page, "one");
  assert.ok(times[1] - times[0] > 70, `${times[1] - times[0]} ms`);
});

test("what is refused comes back to its author as text and stays over a reload until it is let go", async () => {
  const { server, browser, page } = open({ rule: () => ({ refused: "not_yours", say: "Only Ana can change this." }) });
  page.up();
  assert.equal((await add(page, "my words")).refused, "not_yours");
  await until(() => [...browser.kept.values()][0]?.state === "refused");
  page.close();
  const next = new Page(browser, server).up();
  await until(() => next.store.refusals.value.length);
  const [back] = next.store.refusals.value;
  assert.deepEqual([back.data.text, back.code, back.say], ["my words", "not_yours", "Only Ana can change this."]);
  assert.equal(next.store.pending.value.length, 0);
  await next.outbox.dismiss(back.id);
  assert.deepEqual([next.store.refusals.value.length, browser.kept.size], [0, 0]);
});

test("what is let go while the connection comes back stays gone", async () => {
  const { browser, page } = open({ rule: () => ({ refused: "not_yours", say: "Only Ana can change this." }) });
  page.up();
  await add(page, "my words");
  await until(() => [...browser.kept.values()][0]?.state === "refused");
  page.up();
  await page.outbox.dismiss(page.store.refusals.value[0].id);
  await pause(20);
  assert.deepEqual([page.store.refusals.value.length, browser.kept.size], [0, 0]);
});

test("a refusal does not hold up what follows it", async () => {
  const { server, page } = open({ rule: ({ data }) => (data.text === "two" ? { refused: "invalid", say: "Too short." } : null) });
  page.up();
  await Promise.all(["one", "two", "three"].map((text) => add(page, text)));
  assert.deepEqual(server.log, ["one", "three"]);
});

test("a refused command can be sent again, changed, as a new one", async () => {
  const { server, page } = open({ rule: ({ data }) => (data.text ? null : { refused: "invalid", say: "Empty." }) });
  page.up();
  await add(page, "");
  const [back] = page.store.refusals.value;
  assert.equal((await page.outbox.retry(back.id, { text: "words" })).ok, true);
  assert.deepEqual(server.log, ["words"]);
  assert.notEqual(server.asked[0], server.asked[1]);
  assert.deepEqual(page.store.refusals.value, []);
});

test("planning that waits for the manager is one state, and goes out in order when she is back", async () => {
  let here = false;
  const { server, page } = open({ rule: () => (here ? null : absent) });
  page.up();
  const answers = ["one", "two", "three"].map((text) => add(page, text));
  await until(() => page.store.held.value === 3);
  assert.deepEqual([page.store.refusals.value.length, page.store.waiting.value], [0, 0]);
  here = true;
  await page.outbox.resendHeld();
  assert.ok((await Promise.all(answers)).every((answer) => answer.ok));
  assert.deepEqual(server.log, ["one", "two", "three"]);
  assert.equal(new Set(server.asked).size, 6);
});

test("held commands survive a reload", async () => {
  let here = false;
  const { server, browser, page } = open({ rule: () => (here ? null : absent) });
  page.up();
  add(page, "one");
  await until(() => [...browser.kept.values()][0]?.state === "held");
  page.close();
  here = true;
  const next = new Page(browser, server).up();
  await until(() => next.store.held.value === 1);
  await next.outbox.resendHeld();
  await until(() => server.log.length === 1 && !browser.kept.size);
});

test("two tabs that both send held commands again are one command to the server", async () => {
  let here = false;
  const { server, browser, page } = open({ rule: () => (here ? null : absent) });
  page.up();
  add(page, "one");
  add(page, "two");
  await until(() => [...browser.kept.values()].filter((one) => one.state === "held").length === 2);
  const other = new Page(browser, server).up();
  await until(() => other.store.held.value === 2);
  here = true;
  await Promise.all([page.outbox.resendHeld(), other.outbox.resendHeld()]);
  await until(() => !page.store.pending.value.length && !other.store.pending.value.length && !browser.kept.size);
  assert.deepEqual(server.log, ["one", "two"]);
});

test("moving the room is now or never: not kept, not sent later, not held", async () => {
  const { server, browser, page } = open({ rule: () => absent });
  const offline = await page.outbox.send("stage.advance", { to: "focus" });
  assert.equal(offline.refused, "offline");
  page.up();
  assert.equal((await page.outbox.send("stage.advance", { to: "focus" })).refused, "first_line_manager_absent");
  server.fate = () => "cut";
  assert.equal((await page.outbox.send("stage.advance", { to: "focus" })).refused, "offline");
  page.up();
  await pause(20);
  assert.deepEqual([server.asked.length, page.store.pending.value.length, page.store.refusals.value.length, browser.kept.size], [2, 0, 0, 0]);
});

test("a command that is never answered comes back, and its late answer still counts", async () => {
  const server = new Server({ fate: () => "unanswered" });
  const page = new Page(new Browser(), server, { answer: 5 }).up();
  const answer = await add(page, "silence");
  assert.equal(answer.refused, "unanswered");
  assert.equal(page.store.refusals.value[0].data.text, "silence");
  const { id } = page.store.refusals.value[0];
  server.fate = () => "fine";
  assert.equal((await page.outbox.retry(id)).ok, true);
  assert.deepEqual(server.log, ["silence"]);
  assert.equal(new Set(server.asked).size, 1);
});

test("a command that ends every connection comes back and holds up no other", async () => {
  const { server, page } = open({ fate: ({ data }) => (data.text === "poison" ? "cut" : "fine") });
  server.take = async (command, from) => (command.data.text === "poison" ? from.down() : Server.prototype.take.call(server, command, from));
  add(page, "poison");
  const after = add(page, "after");
  for (let i = 0; i < 12 && !server.log.length; i++) {
    page.up();
    await pause(20);
  }
  assert.equal((await after).ok, true);
  assert.deepEqual(page.texts(page.store.refusals.value), ["poison"]);
});

test("text that is too long for one message is not sent but comes back", async () => {
  const { server, page } = open();
  page.up();
  const answer = await add(page, "陈".repeat(30_000));
  assert.equal(answer.refused, "too_large");
  assert.equal(page.store.refusals.value[0].data.text.length, 30_000);
  assert.equal(server.asked.length, 0);
});

test("half a character, which no server takes, is replaced; whole ones are kept", async () => {
  const { server, page } = open();
  page.up();
  await add(page, "Xia \ud83d and \ude00 but 😀 مریم");
  assert.deepEqual(server.log, ["Xia \ufffd and \ufffd but 😀 مریم"]);
});

test("when access ends, words that never arrived come back to their author and nothing else stays", async () => {
  const { server, browser, page } = open();
  const other = new Page(browser, server);
  server.rule = ({ data }) => (data.text === "mine, too" ? { refused: "stale", say: "Changed.", theirs: "the team's secret" } : null);
  page.up();
  await add(page, "mine, too");
  page.down();
  const answer = add(page, "written offline");
  const press = page.outbox.send("record.withdraw", { id: "r1" });
  await pause(20);
  await other.outbox.restore();
  await page.outbox.over("Thank you.");
  for (const one of [answer, press]) assert.deepEqual(await one.then(({ refused, say }) => [refused, say]), ["excluded", "Thank you."]);
  const back = ["mine, too", "written offline"];
  assert.deepEqual(page.texts(page.store.refusals.value), back);
  await until(() => other.store.refusals.value.length === 2);
  assert.deepEqual([page.store.pending.value.length, other.store.pending.value.length], [0, 0]);
  assert.ok(!JSON.stringify([...browser.kept]).includes("secret"));
  // They stay over a reload, and are never sent by themselves, whatever comes.
  const asked = server.asked.length;
  const later = new Page(browser, server).up();
  await until(() => later.store.refusals.value.length === 2);
  await pause(20);
  assert.deepEqual([later.texts(later.store.refusals.value), server.asked.length], [back, asked]);
});

test("a page that learns that access has ended before it has read its storage gives back what lies there", async () => {
  const { browser, server, page } = open();
  add(page, "written offline");
  await pause(20);
  page.close();
  const next = new Page(browser, server);
  await next.outbox.over("Thank you.");
  assert.deepEqual(next.texts(next.store.refusals.value), ["written offline"]);
});

test("whoever leaves leaves nothing behind, here, in the other tab, or in the browser's storage", async () => {
  const { browser, server, page } = open();
  const other = new Page(browser, server);
  const answer = add(page, "secret");
  await pause(20);
  await other.outbox.restore();
  await page.outbox.wipe("Thank you.");
  assert.deepEqual(await answer.then(({ refused, say }) => [refused, say]), ["excluded", "Thank you."]);
  await until(() => !other.store.pending.value.length);
  assert.deepEqual([page.store.pending.value.length, browser.kept.size], [0, 0]);
  other.up();
  await pause(20);
  assert.equal(server.asked.length, 0);
});

test("a browser that forbids storage still sends, once", async () => {
  const { server, page: usual } = open();
  const browser = new Browser();
  const forbid = () => Promise.reject(new Error("denied"));
  browser.keep = () => ({ set: forbid, del: () => { throw new Error("denied"); }, entries: forbid, clear: forbid });
  const page = new Page(browser, server).up();
  assert.equal((await add(page, "kept in mind")).ok, true);
  assert.deepEqual(server.log, ["kept in mind"]);
  usual.close();
});

test("ids are 128 random bits, and the next one follows from the last", () => {
  assert.match(newId(), /^[0-9a-f]{32}$/);
  assert.notEqual(newId(), newId());
  assert.equal(idAfter("0".repeat(31) + "9"), "0".repeat(31) + "a");
  assert.equal(idAfter("f".repeat(32)), "0".repeat(32));
});
