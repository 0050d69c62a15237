// Where a page begins: who it is for, its connection, and everything a page is drawn from.
import { effect } from "@preact/signals";
import { Component } from "preact";
import { Clock } from "./clock.js";
import { Connection, watchPage } from "./connection.js";
import { Drafts } from "./drafts.js";
import { browserKeep } from "./kept.js";
import { Keys } from "./keys.js";
import { html } from "./part.js";
import { Presence } from "./presence.js";
import { Outbox } from "./send.js";
import { Store } from "./store.js";
import { browserTabs } from "./tabs.js";

/** What the page was served with. @typedef {{seat: string, person: string, role: string, name?: string, [more: string]: any}} Boot */

/**
 * @typedef {object} Live
 * @property {Boot} boot
 * @property {Store} store  what to show
 * @property {Outbox["send"]} send  one command; the promise is the answer
 * @property {(id: string) => Promise<void>} dismiss  lets a refused command go
 * @property {Outbox["retry"]} retry  sends a refused command again
 * @property {() => Promise<void>} resendHeld  sends what waited for the manager
 * @property {Clock} clock
 * @property {Presence} presence
 * @property {Keys} keys
 * @property {Drafts} drafts
 * @property {() => Promise<void>} leave  forgets everything in this browser, before the page is left for good
 */

/**
 * Read what the page was served with, connect, and return at once.
 * @returns {Live}
 */
export function boot() {
  const text = document.getElementById("boot")?.textContent;
  if (!text) throw new Error('This page has no <script type="application/json" id="boot">');
  /** @type {Boot} */
  const page = JSON.parse(text);
  const live = connect(page);
  live.keys.listen(document);
  addEventListener("pagehide", () => live.drafts.flush());
  return live;
}

/** @param {Boot} page @returns {Live} */
function connect(page) {
  const store = new Store({ person: page.person, role: page.role, name: page.name ?? "" });
  const keep = browserKeep(page.seat);
  const drafts = new Drafts(keep);
  const keys = new Keys();
  const wired = wire(page, store, keep, drafts);
  const { outbox } = wired;
  return {
    boot: page,
    store,
    send: (type, data, how) => {
      if (keys.acting && type.startsWith("stage.")) throw new Error("A key never moves the room: let it focus the button.");
      return outbox.send(type, data, how);
    },
    dismiss: (id) => outbox.dismiss(id),
    retry: (id, data) => outbox.retry(id, data),
    resendHeld: () => outbox.resendHeld(),
    clock: wired.clock,
    presence: wired.presence,
    keys,
    drafts,
    leave: () => forget(outbox, drafts, "You have left."),
  };
}

/**
 * @param {Boot} page
 * @param {Store} store
 * @param {import("./kept.js").Keep} keep
 * @param {Drafts} drafts
 */
function wire(page, store, keep, drafts) {
  const outbox = new Outbox({
    store,
    keep,
    tabs: browserTabs(page.seat),
    transmit: (command) => connection.transmit(command),
    doubt: () => connection.doubt(),
  });
  const clock = new Clock({ ping: () => connection.ping() });
  const presence = new Presence((said) => connection.presence(said));
  const connection = new Connection({
    seat: page.seat,
    store,
    hear: {
      up: ({ now }) => {
        clock.seed(now);
        clock.measure();
        presence.again();
        outbox.up();
      },
      down: () => outbox.down(),
      answer: (answer) => outbox.answered(answer),
      closed: (say) => forget(outbox, drafts, say),
    },
  });
  start({ store, outbox, clock, connection, drafts });
  return { outbox, clock, presence };
}

/** @param {{store: Store, outbox: Outbox, clock: Clock, connection: Connection, drafts: Drafts}} parts */
function start({ store, outbox, clock, connection, drafts }) {
  clock.start();
  drafts.restore();
  // What was not sent shows at once, connected or not.
  outbox.restore();
  connection.start();
  watchPage(connection, () => clock.measure());
  effect(() => {
    if (store.managerHere.value) outbox.resendHeld();
  });
}

/** @param {Outbox} outbox @param {Drafts} drafts @param {string} say */
function forget(outbox, drafts, say) {
  drafts.clear();
  return outbox.wipe(say);
}

/**
 * Around a page, or a part of it: when drawing it fails, a plain sentence and everything that was
 * typed stand in its place, and one button draws it again.
 * @typedef {{live: Live, children: any}} BoundaryProps
 * @extends {Component<BoundaryProps, {failed: boolean}>}
 */
export class Boundary extends Component {
  /** @override */
  state = { failed: false };

  /** @override */
  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** @override @param {unknown} error */
  componentDidCatch(error) {
    console.error(error);
  }

  /** @override */
  render() {
    const { live, children } = this.props;
    if (!this.state.failed) return children;
    const again = () => this.setState({ failed: false });
    return html`<section class="failed" role="alert">
      <p>This part of the page stopped working. Nothing you wrote is lost.</p>
      ${unsentOf(live).map((text) => html`<pre>${text}</pre>`)}
      <button type="button" onClick=${again}>Show it again</button>
    </section>`;
  }
}

/** @param {Live} live @returns {string[]} everything typed that is not on a board */
function unsentOf({ drafts, store }) {
  const sent = [...store.pending.peek(), ...store.refusals.peek()].flatMap((one) => wordsOf(one.data));
  return [...drafts.all().map(([, text]) => text), ...sent];
}

/** An id or a choice from a list, which nobody wrote. */
const NAME = /^[\w:.-]*$/;

/** @param {any} data @returns {string[]} */
function wordsOf(data) {
  return Object.values(data ?? {}).filter((value) => typeof value === "string" && !NAME.test(value));
}
