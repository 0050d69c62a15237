// What a test of the outbox needs around it: one browser's storage and tabs, and a server that takes
// commands as the real one does: one effect for one id, the same answer for ever.
import { Outbox } from "../../static/live/send.js";
import { Store } from "../../static/live/store.js";

/** So short that a test waits for nothing, so long that their order is certain. */
export const PACE = { doubt: 30, answer: 60, rest: 4, longest: 10, landing: 30, held: 40 };

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Wait until it is true, at most two seconds. */
export async function until(true_) {
  for (let i = 0; i < 400; i++) {
    if (true_()) return;
    await pause(5);
  }
  throw new Error(`never: ${true_}`);
}

/** One browser: what outlives a page, and what its pages share. */
export class Browser {
  kept = new Map();
  tabs = new Set();
  locks = true;
  /** Writes to the storage that are under way. */
  writing = 0;
  /** Whether any command ever came back. */
  gaveUp = false;
  #turn = Promise.resolve();

  /** Storage that answers after a moment, in order, and hands out copies. */
  keep() {
    const later = (act) => pause(1).then(act);
    const write = (act) => (this.writing++, later(act).finally(() => this.writing--));
    return {
      set: (key, value) => write(() => void this.kept.set(key, structuredClone(value))),
      del: (key) => later(() => void this.kept.delete(key)),
      entries: () => later(() => structuredClone([...this.kept])),
      clear: () => later(() => this.kept.clear()),
    };
  }

  /** @param {any} page */
  tabsOf(page) {
    return {
      alone: (act) => (this.locks ? this.#queue(page, act) : act()),
      tell: (message) => {
        for (const other of this.tabs) if (other !== page) setTimeout(() => other.hear?.(structuredClone(message)), 1);
      },
      listen: (hear) => (page.hear = (message) => page.open && hear(message)),
    };
  }

  #queue(page, act) {
    const mine = this.#turn.then(() => (page.open ? act() : undefined));
    this.#turn = Promise.race([mine.catch(() => {}), page.gone]);
    return mine;
  }
}

/** One page of the seat: an outbox, and a line to the server that a test can cut. */
export class Page {
  open = true;
  constructor(browser, server, pace = {}) {
    this.browser = browser;
    this.server = server;
    this.gone = new Promise((resolve) => (this.end = resolve));
    browser.tabs.add(this);
    this.store = new Store({ person: "tess" });
    const transmit = (command) => this.open && this.online && server.take(structuredClone(command), this);
    this.outbox = new Outbox({ store: this.store, keep: browser.keep(), tabs: browser.tabsOf(this), transmit, pace: { ...PACE, ...pace } });
    this.online = false;
    this.store.refusals.subscribe((list) => list.length && (browser.gaveUp = true));
  }

  up() {
    this.online = true;
    this.outbox.up();
    return this;
  }

  down() {
    this.online = false;
    this.outbox.down();
    return this;
  }

  /** The tab is closed, or reloaded: nothing of it runs any more. */
  close() {
    this.down();
    this.open = false;
    this.browser.tabs.delete(this);
    this.end();
  }

  answer(answer) {
    if (this.open && this.online) this.outbox.answered(answer);
  }

  texts(list = this.store.pending.value) {
    return list.map((one) => one.data.text);
  }
}

/** Commits a command once and answers; `rule` may refuse, `fate` may lose the question or the answer. */
export class Server {
  log = [];
  asked = [];
  answers = new Map();
  constructor({ rule = () => null, fate = () => "fine" } = {}) {
    this.rule = rule;
    this.fate = fate;
  }

  async take(command, page) {
    const fate = this.fate(command);
    this.asked.push(command.id);
    if (fate === "lost") return;
    await pause(1);
    const answer = this.#decide(command);
    if (fate === "cut") page.down();
    if (fate !== "unanswered") page.answer({ id: command.id, ...answer });
  }

  #decide(command) {
    const known = this.answers.get(command.id);
    if (known) return known;
    const refusal = this.rule(command);
    const answer = refusal ?? { ok: true, n: this.log.length + 1, made: [`made ${this.log.length}`] };
    if (!refusal) this.log.push(command.data.text);
    if (!["too_fast", "storage_unavailable"].includes(refusal?.refused)) this.answers.set(command.id, answer);
    return answer;
  }
}
