// Own commands, from the keystroke to the server's answer. A command is kept in this browser before
// it leaves, is shown as a ghost meanwhile, goes out in order under one id, and is forgotten only
// when it is answered. What is refused comes back as text.
import { effect } from "@preact/signals";
import { HELD, idAfter, newId, plain, refusedAsLost, refusedAsOffline, refusedAsOver, refusedAsTooLarge, refusedAsUnanswered, tooLarge } from "./command.js";
import { commandOf, Delivery } from "./delivery.js";
import { Queue } from "./queue.js";
import { wordsIn } from "./unsent.js";
import { recordIn } from "./view.js";

/** @typedef {import("./command.js").Answer} Answer */
/** @typedef {import("./queue.js").Pending} Pending */

/**
 * In ms. `landing`: how long a saved ghost waits for its record. `held`: the first pause before held
 * commands are tried again while the manager seems to be here; it doubles with each.
 */
const PACE = { doubt: 3000, answer: 10000, rest: 500, longest: 15000, landing: 1500, held: 20000 };

/** Moving the room is done now or not at all: nobody wants it to happen ten minutes after the key. */
const NOW = /^stage\./;

export class Outbox {
  #store;
  #queue;
  #delivery;
  #tabs;
  #pace;
  /** Who waits for the outcome of a command. @type {Map<string, ((answer: Answer) => void)[]>} */
  #authors = new Map();
  #heldTries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #heldTimer;

  /**
   * @param {object} with_
   * @param {import("./store.js").Store} with_.store  shows what is on its way
   * @param {import("./kept.js").Keep} with_.keep  outlives the page
   * @param {import("./tabs.js").Tabs} with_.tabs
   * @param {(command: import("./command.js").Command) => void} with_.transmit  puts a command on the wire
   * @param {() => void} [with_.doubt]  called when an answer is overdue
   * @param {Partial<typeof PACE>} [with_.pace]
   */
  constructor({ store, keep, tabs, transmit, doubt = () => {}, pace = {} }) {
    this.#store = store;
    this.#tabs = tabs;
    this.#pace = { ...PACE, ...pace };
    this.#queue = new Queue(store, keep);
    const settle = this.#settle.bind(this);
    this.#delivery = new Delivery({ queue: this.#queue, tabs, transmit, doubt, settle, pace: this.#pace });
    tabs.listen((message) => this.#hear(message));
  }

  /**
   * Send a command. Never rejects. While the connection is down or planning waits for the manager,
   * the promise waits too.
   * @param {string} type  `noun.verb`
   * @param {any} data  plain JSON
   * @param {{rev?: number, now?: boolean, onBehalf?: string}} [how]  the revision an edit was made on; `now`
   *   for what must not happen later: it is not kept, and refused at once while offline; `onBehalf` the
   *   person who said it aloud, where the desk writes for somebody without a device
   * @returns {Promise<Answer>}
   */
  send(type, data, { rev, now = NOW.test(type), onBehalf } = {}) {
    /** @type {Pending} */
    const item = { id: newId(), type, data: plain(data), order: this.#queue.nextOrder(), state: "waiting" };
    if (rev !== undefined) item.rev = rev;
    if (onBehalf) item.on_behalf = onBehalf;
    if (now) item.now = true;
    if (now && !this.#delivery.up) return Promise.resolve(refusedAsOffline(item.id));
    const outcome = this.#outcome(item.id);
    this.#queue.put(item);
    if (tooLarge(commandOf(item))) this.#settle(item, refusedAsTooLarge(item.id));
    else this.#delivery.drain();
    return outcome;
  }

  /** Take up what earlier pages of this seat left behind. */
  async restore() {
    await this.#queue.refresh();
    if (this.#queue.in("held").length) this.#tryHeldLater();
    this.#delivery.drain();
  }

  /** The connection carries commands again. */
  up() {
    this.#delivery.up = true;
    this.#delivery.wake(true);
    this.restore();
  }

  /** The connection is gone: what was under way is sent again later, under the same ids. */
  down() {
    this.#delivery.up = false;
    for (const item of this.#queue.in("waiting")) if (item.now) this.#settle(item, refusedAsLost(item.id));
    this.#delivery.stop();
  }

  /**
   * An answer came from the server.
   * @param {Answer} answer
   */
  answered(answer) {
    if (this.#delivery.answered(answer)) return;
    const item = this.#queue.get(answer.id);
    // An answer that comes after its time is as good as one in time.
    if (item && (answer.ok || answer.refused === HELD)) this.#settle(item, answer);
  }

  /**
   * Let a refused command go.
   * @param {string} id
   */
  async dismiss(id) {
    if (this.#queue.get(id)?.state !== "refused") return;
    this.#queue.forget(id);
    this.#tabs.tell({ gone: id });
    await this.#queue.release(id);
  }

  /**
   * Send a refused command again, changed or as it was.
   * @param {string} id
   * @param {any} [data]
   * @returns {Promise<Answer>}
   */
  async retry(id, data) {
    const item = this.#queue.get(id);
    if (item?.state !== "refused") return refusedAsUnanswered(id);
    // What was never answered may have been done: only the same id is safe.
    const same = data === undefined && item.answer?.refused === "unanswered";
    const fresh = { id: same ? id : newId(), order: this.#queue.nextOrder(), data: data === undefined ? item.data : plain(data) };
    const outcome = this.#outcome(fresh.id);
    await this.#replace(item, fresh);
    this.#delivery.drain();
    return outcome;
  }

  /** Send what waited for the manager again, in its old order, under new ids. */
  async resendHeld() {
    this.#heldTries = 0;
    await this.#resendHeld();
  }

  async #resendHeld() {
    clearTimeout(this.#heldTimer);
    if (!this.#queue.in("held").length) return;
    await this.#tabs.alone(async () => {
      for (const item of this.#queue.in("held")) await this.#replace(item, { id: idAfter(item.id) });
    });
    this.#delivery.drain();
  }

  /**
   * Access has ended. Words the server never took come back to their author, who alone has them: nothing else of a
   * command stays, here or in this browser's storage.
   * @param {string} say
   */
  async over(say) {
    await this.#queue.refresh();
    this.#tabs.tell({ over: say });
    await this.#end(say);
  }

  /**
   * Forget everything, here and in this browser's storage: the person leaves.
   * @param {string} say
   */
  async wipe(say) {
    this.#empty(say);
    this.#tabs.tell({ wiped: say });
    await this.#queue.wipe();
  }

  /**
   * @param {Pending} item
   * @param {Answer} answer
   */
  async #settle(item, answer) {
    if (!isOpen(this.#queue.get(item.id))) return;
    this.#tabs.tell({ answer });
    const now = this.#conclude(item, answer);
    if (now.state === "saved") await this.#queue.release(item.id);
    else if (!now.now) await this.#queue.put(now);
  }

  /**
   * @param {Pending} item
   * @param {Answer} answer
   * @returns {Pending} the item as it now is
   */
  #conclude(item, answer) {
    const held = answer.refused === HELD && !item.now;
    /** @type {Pending} */
    const now = { ...item, state: answer.ok ? "saved" : held ? "held" : "refused", answer };
    this.#queue.show(now);
    if (now.state === "saved") this.#land(now);
    else if (item.now) this.#queue.forget(item.id);
    if (held) this.#tryHeldLater();
    else this.#tellAuthors(item.id, answer);
    return now;
  }

  /** Keep the ghost until its record is there, so that nothing blinks. @param {Pending} item */
  #land(item) {
    this.#store.kept.value = true;
    this.#heldTries = 0;
    const there = () => landed(this.#store.view.value, item.answer);
    const finish = () => {
      clearTimeout(limit);
      stop();
      this.#queue.forget(item.id);
    };
    const limit = setTimeout(finish, this.#pace.landing);
    const stop = effect(() => {
      if (there()) queueMicrotask(finish);
    });
  }

  /** She may be back before this page knows, or known here to be back before the server heard it. */
  #tryHeldLater() {
    clearTimeout(this.#heldTimer);
    const pause = Math.min(this.#pace.held * 2 ** this.#heldTries++, 30 * this.#pace.held);
    this.#heldTimer = setTimeout(() => {
      if (this.#store.managerHere.peek()) this.#resendHeld();
    }, pause);
  }

  /** @param {Pending} item @param {Partial<Pending> & {id: string}} change */
  async #replace(item, change) {
    this.#rename(item.id, change.id);
    await this.#queue.replace(item, change);
    this.#tabs.tell({ moved: item.id, to: change });
  }

  /** @param {{answer?: Answer, gone?: string, moved?: string, to?: any, over?: string, wiped?: string}} message from another tab */
  #hear({ answer, gone, moved, to, over, wiped }) {
    const item = this.#queue.get(answer?.id ?? moved ?? "");
    if (over !== undefined) this.#end(over);
    if (wiped !== undefined) this.#empty(wiped);
    if (gone) this.#queue.forget(gone);
    if (item && answer && isOpen(item)) {
      // The tab that had the answer has cleared it away; this one may have written it anew meanwhile.
      if (this.#conclude(item, answer).state === "saved") this.#queue.release(item.id);
    }
    if (item && moved) {
      this.#rename(moved, to.id);
      this.#queue.forget(moved);
      this.#queue.show({ ...item, ...to, state: "waiting", answer: undefined });
    }
  }

  /** @param {string} say */
  async #end(say) {
    clearTimeout(this.#heldTimer);
    const ended = this.#queue.all().map((item) => {
      const answer = refusedAsOver(item.id, say);
      this.#tellAuthors(item.id, answer);
      if (item.state !== "saved" && !item.now && wordsIn(item.data)) return this.#queue.put({ ...item, state: "refused", answer });
      this.#queue.forget(item.id);
      return this.#queue.release(item.id);
    });
    this.#delivery.stop();
    await Promise.all(ended);
  }

  /** @param {string} say */
  #empty(say) {
    clearTimeout(this.#heldTimer);
    for (const id of this.#queue.empty()) this.#tellAuthors(id, refusedAsOver(id, say));
    this.#delivery.stop();
  }

  /** @param {string} id @returns {Promise<Answer>} */
  #outcome(id) {
    return new Promise((resolve) => this.#authors.set(id, [...(this.#authors.get(id) ?? []), resolve]));
  }

  /** @param {string} id @param {Answer} answer */
  #tellAuthors(id, answer) {
    const authors = this.#authors.get(id) ?? [];
    this.#authors.delete(id);
    for (const tell of authors) tell(answer);
  }

  /** @param {string} from @param {string} to */
  #rename(from, to) {
    const authors = [...(this.#authors.get(from) ?? []), ...(from === to ? [] : (this.#authors.get(to) ?? []))];
    this.#authors.delete(from);
    if (authors.length) this.#authors.set(to, authors);
  }
}

/**
 * Whether its outcome is still to come. What was given up as unanswered may be answered yet.
 * @param {Pending | undefined} item
 */
const isOpen = (item) => item?.state === "waiting" || item?.answer?.refused === "unanswered";

/**
 * Whether what a command made, or changed, can be seen. `n` counts in this viewer's own stream.
 * @param {import("./view.js").View} view
 * @param {Answer} [answer]
 */
function landed(view, { made = [], n } = { id: "" }) {
  if (made.length) return made.every((id) => recordIn(view, id));
  return n === undefined || [...view.layers.values()].some((layer) => layer.n >= n);
}
