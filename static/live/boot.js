// Where a page begins: who it is for, its connection, and everything a page is drawn from.
import { effect } from "@preact/signals";
import { Component, h } from "preact";
import { Clock } from "./clock.js";
import { Connection, watchPage } from "./connection.js";
import { Holding } from "./holding.js";
import { browserKeep } from "./kept.js";
import { Keys } from "./keys.js";
import { html } from "./part.js";
import { Presence } from "./presence.js";
import { Outbox } from "./send.js";
import { Store } from "./store.js";
import { browserTabs } from "./tabs.js";
import { spokenFor, typed, typistOf } from "./typist.js";
import { clearTab, unsentOf } from "./unsent.js";

/** What the page was served with. @typedef {{seat: string, person: string, role: string, name?: string, [more: string]: any}} Boot */

/**
 * @typedef {object} Live
 * @property {Boot} boot
 * @property {Store} store  what to show
 * @property {Outbox["send"]} send  one command; the promise is the answer
 * @property {(id: string) => Promise<void>} dismiss  lets a refused command go
 * @property {Outbox["retry"]} retry  sends a refused command again
 * @property {() => Promise<void>} resendHeld  sends what waited for the manager
 * @property {Connection["tell"]} tell  something for every screen that is not kept; from the desk
 * @property {Clock} clock
 * @property {Presence} presence
 * @property {Keys} keys
 * @property {import("@preact/signals").Signal<string>} typist  on a device that several share: who types now, "" until it is said
 * @property {Holding} holding  the card this person is moving, for the others to see
 * @property {() => Promise<void>} leave  forgets everything in this browser, own words that never arrived too
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
  return live;
}

/** @param {Boot} page @returns {Live} */
function connect(page) {
  const store = new Store({ person: page.person, role: page.role, name: page.name ?? "" });
  const keys = new Keys(localStorage);
  const wired = wire(page, store);
  const { outbox } = wired;
  const typist = typistOf(store, page.person);
  return {
    boot: page,
    store,
    send: (type, data, how) => {
      if (keys.acting && type.startsWith("stage.")) throw new Error("A key never moves the room: let it focus the button.");
      const onBehalf = how?.onBehalf || spokenFor(type, typist.peek(), page.person);
      const answer = outbox.send(type, data, onBehalf ? { ...how, onBehalf } : how);
      void typed(store, typist, { type, data, onBehalf }, answer);
      return answer;
    },
    typist,
    dismiss: (id) => outbox.dismiss(id),
    retry: (id, data) => outbox.retry(id, data),
    resendHeld: () => outbox.resendHeld(),
    tell: (event, body) => wired.connection.tell(event, body),
    clock: wired.clock,
    presence: wired.presence,
    keys,
    holding: new Holding((said) => wired.connection.tell("holding", said)),
    leave: () => (clearTab(true), outbox.wipe("You have left.")),
  };
}

/**
 * @param {Boot} page
 * @param {Store} store
 */
function wire(page, store) {
  const outbox = new Outbox({
    store,
    keep: browserKeep(page.seat),
    tabs: browserTabs(page.seat),
    transmit: (command) => connection.transmit(command),
    doubt: () => connection.doubt(),
  });
  const clock = new Clock({ ping: () => connection.ping(), wall: page.now });
  const presence = new Presence((said) => connection.tell("presence", said));
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
      answer: (answer) => (store.takeDone(answer.undo, clock.serverNow()), outbox.answered(answer)),
      closed: (say) => (clearTab(), outbox.over(say)),
      at: (serverTime) => clock.check(serverTime),
    },
  });
  start({ store, outbox, clock, connection });
  return { outbox, clock, presence, connection };
}

/** @param {{store: Store, outbox: Outbox, clock: Clock, connection: Connection}} parts */
function start({ store, outbox, clock, connection }) {
  clock.start();
  // What was not sent shows at once, connected or not.
  outbox.restore();
  connection.start();
  watchPage(connection, () => clock.measure());
  effect(() => {
    if (store.managerHere.value) outbox.resendHeld();
  });
}

/**
 * Around a page, or a part of it: when drawing it fails, a plain sentence stands in its place, with
 * everything that was typed and is not on a board, and one button draws it again.
 * @param {{live: Live, children: any}} props
 */
export const Boundary = (props) => h(/** @type {any} */ (Net), props);

/** @extends {Component<{live: Live, children: any}, {failed: boolean}>} */
class Net extends Component {
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
    return html`<section class="failed" role="alert">
      <p>This part of the page stopped working. Nothing you wrote is lost.</p>
      ${unsentOf(live.store).map((text) => html`<p dir="auto">${text}</p>`)}
      <button type="button" class="button" onClick=${() => this.setState({ failed: false })}>Show it again</button>
    </section>`;
  }
}
