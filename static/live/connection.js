// The one file that touches the socket. It keeps a connection, or tries to; asks for a snapshot on
// every one; hands on what arrives; and says plainly how the line is.
import { io } from "socket.io-client";

/** @typedef {import("./store.js").Store} Store */

export const PROTOCOL = 1;

/**
 * In ms. `quiet`: a loss shorter than this is nobody's business. `offline`: when it is said plainly.
 * `snapshot`, `pong`: how long an answer may take before the line counts as dead. `away`: hidden for
 * longer than this, the page asks for what it missed. `first`, `longest`: pauses between tries.
 * `hellos`: the least time between two questions after a gap.
 */
const PACE = { quiet: 2000, offline: 10000, snapshot: 6000, pong: 3000, away: 10000, first: 250, longest: 5000, open: 4000, hellos: 2000 };

/** WebSocket first; where a proxy blocks or swallows it, polling, which moves up by itself when it can. */
const WAYS = [["websocket", "polling"], ["polling", "websocket"]];

/** So often the server may refuse the seat before the page has to be loaded anew. */
const REFUSALS = 2;

export class Connection {
  #store;
  #hear;
  #pace;
  #socket;
  #live = false;
  #failures = 0;
  #refusals = 0;
  #asked = 0;
  #opening = false;
  #lastPing = 0;
  /** Pings under way, by what they carry. @type {Map<number, (server: number | null) => void>} */
  #pings = new Map();
  /** @type {{[name: string]: ReturnType<typeof setTimeout> | undefined}} */
  #timers = {};

  /**
   * @param {object} with_
   * @param {string} with_.seat
   * @param {Store} with_.store
   * @param {string} [with_.url]  where the server is; this page's own by default
   * @param {{up: (snapshot: import("./store.js").Snapshot) => void, down: () => void,
   *   answer: (answer: import("./command.js").Answer) => void, closed: (say: string) => void, at: (serverTime: number) => void}} with_.hear
   * @param {Partial<typeof PACE>} [with_.pace]
   * @param {any} [with_.options]  more for the socket library
   */
  constructor({ seat, store, hear, url = "", pace = {}, options = {} }) {
    this.#store = store;
    this.#hear = hear;
    this.#pace = { ...PACE, ...pace };
    const fixed = { path: "/socket.io", query: { seat }, transports: WAYS[0], timeout: this.#pace.open };
    const own = { autoConnect: false, reconnection: false, forceNew: true };
    this.#socket = io(url, { ...fixed, ...own, ...options });
    this.#listen();
  }

  start() {
    this.#lose();
    this.retry();
  }

  stop() {
    for (const name of Object.keys(this.#timers)) this.#clear(name);
    this.#socket.off();
    this.#socket.disconnect();
  }

  /** @param {import("./command.js").Command} command */
  transmit(command) {
    if (this.#socket.connected) this.#socket.emit("command", command);
  }

  /**
   * Something that passes and is not kept, now or never: what this person is doing; from the desk, the
   * countdown to a move, a message to every screen, a rehearsal's clock.
   * @param {"presence" | "holding" | "moving" | "notice" | "rehearsal"} event
   * @param {{[field: string]: any}} body
   * @returns {boolean} whether it left
   */
  tell(event, body) {
    if (this.#live) this.#socket.emit(event, body);
    return this.#live;
  }

  /** @returns {Promise<number | null>} the server's time in ms, null if it did not answer in time */
  ping() {
    if (!this.#socket.connected) return Promise.resolve(null);
    const t0 = (this.#lastPing = Math.max(this.#lastPing + 1, Math.round(performance.now())));
    return new Promise((resolve) => {
      const limit = setTimeout(() => done(null), this.#patience(this.#pace.pong));
      const done = (/** @type {number | null} */ server) => {
        clearTimeout(limit);
        this.#pings.delete(t0);
        resolve(server);
      };
      this.#pings.set(t0, done);
      this.#socket.emit("clock", { t0 });
    });
  }

  /** Something points to a dead line: believe it only if the server does not answer, and then begin anew. */
  async doubt() {
    if (!this.#socket.connected) return this.retry();
    this.#lose();
    const server = await this.ping();
    if (server === null && this.#socket.connected) this.#restart();
    else if (this.#live) this.#find();
  }

  /**
   * The page is looked at again, or the network is back: ask at once for what was missed.
   * @param {number} [away]  for how long nobody looked, in ms
   */
  wake(away = Infinity) {
    if (!this.#socket.connected) this.retry();
    else if (away >= this.#pace.away) this.#hello();
    else this.doubt();
  }

  /** Try now instead of at the end of the pause. */
  retry() {
    if (this.#socket.connected || this.#opening) return;
    this.#clear("again");
    this.#opening = true;
    this.#after("opening", 2 * this.#pace.open, () => this.#restart());
    this.#socket.connect();
  }

  #listen() {
    const socket = this.#socket;
    socket.on("connect", () => {
      this.#opening = false;
      this.#clear("opening");
      this.#hello();
    });
    socket.on("connect_error", (error) => this.#failed(error));
    socket.on("disconnect", () => this.#gone());
    socket.on("snapshot", (snapshot) => this.#snapshot(snapshot));
    socket.on("patch", (patch) => this.#patch(patch));
    socket.on("answer", (answer) => this.#hear.answer(answer));
    socket.on("clock", ({ t0, t1 }) => this.#pings.get(t0)?.(t1));
    socket.on("people", (people) => this.#store.takePeople(people));
    socket.on("moving", (moving) => (this.#store.moving.value = moving.cancelled ? null : moving));
    socket.on("notice", (notice) => this.#store.takeNotice(notice));
    socket.on("closed", ({ say }) => this.#closed(say));
    socket.on("excluded", ({ say }) => this.#closed(say));
    socket.on("reload", () => (this.#store.access.value = "reload"));
  }

  /** Ask for a snapshot. Until it comes, patches are of no use. */
  #hello() {
    this.#live = false;
    this.#asked = performance.now();
    this.#clear("hello");
    this.#socket.emit("hello", { protocol: PROTOCOL });
    this.#after("snapshot", this.#patience(this.#pace.snapshot), () => this.#restart());
  }

  /** @param {import("./store.js").Snapshot} snapshot */
  #snapshot(snapshot) {
    this.#clear("snapshot");
    if (snapshot.protocol !== PROTOCOL) {
      this.#store.access.value = "reload";
      return;
    }
    this.#live = true;
    this.#failures = this.#refusals = 0;
    this.#store.takeSnapshot(snapshot);
    this.#find();
    this.#hear.up(snapshot);
  }

  /** @param {import("./view.js").Patch} patch */
  #patch(patch) {
    if (patch.at) this.#hear.at(patch.at);
    if (!this.#live || this.#store.takePatch(patch)) return;
    // Missing patches: nothing after them may be shown before the snapshot.
    this.#live = false;
    const soon = Math.max(0, this.#asked + this.#pace.hellos - performance.now());
    this.#after("hello", soon, () => this.#hello());
  }

  /** Access has ended. The connection stays, in case it is given again. @param {string} say */
  #closed(say) {
    this.#clear("snapshot");
    this.#live = false;
    this.#find();
    this.#store.clear(say);
    this.#hear.closed(say);
  }

  get #refused() {
    return this.#refusals >= REFUSALS;
  }

  /** @param {Error} error */
  #failed(error) {
    // An error of the transport is the network's; any other is the server's refusal of this seat.
    const refused = !/** @type {any} */ (error).type && error.message !== "timeout";
    if (refused) this.#refusals++;
    if (this.#refused && this.#store.access.peek() === "open") this.#store.access.value = "reload";
    this.#failures++;
    this.#socket.io.opts.transports = WAYS[this.#failures % WAYS.length];
    this.#gone();
  }

  /** No connection: say so after a while, try again after a pause that is different in every browser. */
  #gone() {
    this.#live = this.#opening = false;
    this.#clear("snapshot");
    this.#clear("opening");
    for (const done of this.#pings.values()) done(null);
    this.#lose();
    this.#hear.down();
    const longest = this.#pace.longest * (this.#refused ? 12 : 1);
    const most = Math.min(longest, this.#pace.first * 2 ** this.#failures);
    this.#after("again", most * (0.5 + Math.random() / 2), () => this.retry());
  }

  /** End a line that does not answer; the pause and the next try follow. */
  #restart() {
    const told = this.#socket.connected;
    this.#failures++;
    this.#socket.disconnect();
    // Only a socket that was connected tells that it is no more.
    if (!told) this.#gone();
  }

  /** On a slow network a large snapshot takes its time: every failure gives the next try more. @param {number} ms */
  #patience(ms) {
    return ms * (1 + this.#failures);
  }

  /** The line is gone or doubtful. What is said about it changes with the time it lasts. */
  #lose() {
    if (this.#timers.quiet || this.#timers.offline) return;
    this.#after("quiet", this.#pace.quiet, () => (this.#store.online.value = "reconnecting"));
    this.#after("offline", this.#pace.offline, () => (this.#store.online.value = "offline"));
  }

  #find() {
    this.#clear("quiet");
    this.#clear("offline");
    this.#store.online.value = "ok";
  }

  /** @param {string} name @param {number} ms @param {() => void} act */
  #after(name, ms, act) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(act, ms);
  }

  /** @param {string} name */
  #clear(name) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = undefined;
  }
}

/**
 * Ask at once when the page is looked at again, comes out of the browser's cache, or the network is
 * back, and when a laptop was asleep: then its timers come late.
 * @param {Connection} connection
 * @param {() => void} awake  called as well
 */
export function watchPage(connection, awake) {
  let hiddenAt = 0;
  let beat = Date.now();
  const wake = (/** @type {number} */ away) => (connection.wake(away), awake());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else wake(Date.now() - hiddenAt);
  });
  addEventListener("pageshow", (event) => event.persisted && wake(Infinity));
  addEventListener("online", () => wake(Infinity));
  addEventListener("offline", () => connection.doubt());
  setInterval(() => {
    const late = Date.now() - beat;
    beat = Date.now();
    if (late > 15000 && !document.hidden) wake(late);
  }, 5000);
}
