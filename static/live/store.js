// Everything a page shows, as signals over the view. A page reads it while rendering and is
// drawn again only where what it read has changed. Nothing here decides anything.
import { batch, computed, signal } from "@preact/signals";
import { applyPatch, EMPTY, fromSnapshot, GAP, recordIn, recordsOf } from "./view.js";

/** @typedef {import("./view.js").WireRecord} WireRecord */
/** @typedef {import("./view.js").Patch} Patch */
/** @typedef {import("./queue.js").Pending} Pending */
/** @typedef {import("./queue.js").Refused} Refused */
/** @template T @typedef {import("@preact/signals").ReadonlySignal<T>} Read */

/** @typedef {{person: string, role: string, name: string, [more: string]: any}} Me */
/** What I did and may still take back; `at` is when (server ms). @typedef {{event: number, say: string, at: number}} Done */
/** @typedef {{protocol: number, me: Me, layers: Patch[], undo?: Done[], at: number, now: number}} Snapshot */
/** @typedef {{here: ReadonlySet<string>, typing: ReadonlySet<string>, ready: number, reading: ReadonlySet<string>, moves: ReadonlyMap<string, string>}} People `ready`: how many are done with a line without names, told to the desk */
/** @typedef {"ok" | "reconnecting" | "offline"} Online */
/** @typedef {"open" | "closed" | "reload"} Access */

/** No ghosts: always the same, so that nobody is drawn again for another command's ghost. @type {Pending[]} */
const NONE = [];

/** So many own steps can be taken back one after the other. */
const MOST_DONE = 20;

/** @type {People} */
const NOBODY = { here: new Set(), typing: new Set(), ready: 0, reading: new Set(), moves: new Map() };

export class Store {
  view = signal(EMPTY);
  /** Whether a snapshot has come: before it, an empty board means nothing yet. */
  ready = signal(false);
  me = signal(/** @type {Me} */ ({ person: "", role: "", name: "" }));
  /** What somebody gives alone on a shared device: that device is not sent it, and shows it while they type. */
  alone = signal(/** @type {ReadonlyMap<string, WireRecord>} */ (new Map()));
  people = signal(NOBODY);
  online = signal(/** @type {Online} */ ("ok"));
  access = signal(/** @type {Access} */ ("open"));
  /** The sentence to show when access has ended. */
  farewell = signal("");
  /** The countdown to another stage, if one runs; `at` is server time in ms. */
  moving = signal(/** @type {{to: string, at: number, bring?: boolean, by?: string} | null} */ (null));
  notices = signal(/** @type {{id: number, text: string, by: string}[]} */ ([]));

  /** Own commands on their way, oldest first. The outbox fills this and the next two. */
  pending = signal(/** @type {Pending[]} */ ([]));
  /** Own commands that came back, with the sentence that says why. */
  refusals = signal(/** @type {Refused[]} */ ([]));
  /** What I did and may still take back, oldest first: as the snapshot says, and every answer since. */
  done = signal(/** @type {Done[]} */ ([]));
  /** Whether anything was kept by the server since the page was opened. */
  kept = signal(false);

  /** The record about the workshop itself. @type {Read<WireRecord | undefined>} */
  workshop = computed(() => this.records("workshop")[0]);
  /** The id of the stage the room is in, "" where this viewer is not told. @type {Read<string>} */
  stage = computed(() => this.workshop.value?.body.stage ?? "");
  /** Why everybody waits, in the desk's words, "" while nobody does. @type {Read<string>} */
  hold = computed(() => this.workshop.value?.body.hold ?? "");
  /** Whether a first-line manager or a deputy is here, as far as this viewer is told. @type {Read<boolean>} */
  managerHere = computed(() => managerHere(this.records("person")));

  /** Own changes that have not reached the server. @type {Read<number>} */
  waiting = computed(() => count(this.pending.value, "waiting"));
  /** Own changes kept until the manager is back. @type {Read<number>} */
  held = computed(() => count(this.pending.value, "held"));
  /** One sentence about the connection, "" while it is fine. @type {Read<string>} */
  line = computed(() => lineOf(this.online.value, this.waiting.value));
  /** The saved-light: on only after the server has answered. @type {Read<"quiet" | "saving" | "kept" | "saved">} */
  saved = computed(() => {
    if (this.waiting.value) return this.online.value === "ok" ? "saving" : "kept";
    return this.kept.value ? "saved" : "quiet";
  });

  /** @type {Map<string, Read<import("./view.js").RecordsById>>} */
  #kinds = new Map();
  /** @type {Map<string, Read<WireRecord[]>>} */
  #all = new Map();
  /** @type {Map<string, Read<WireRecord[]>>} */
  #active = new Map();
  /** @type {Map<string, Read<WireRecord | undefined>>} */
  #single = new Map();
  /** @type {Map<string, Read<Pending[]>>} */
  #ghosts = new Map();

  /** @param {Partial<Me>} [me] who the page was made for */
  constructor(me = {}) {
    this.me.value = { ...this.me.peek(), ...me };
  }

  /**
   * @param {string} kind
   * @returns {WireRecord[]} what still counts, oldest first
   */
  records(kind) {
    return remembered(this.#active, kind, () => this.all(kind).filter((record) => record.status === "active"));
  }

  /**
   * @param {string} kind
   * @returns {WireRecord[]} merged, withdrawn and erased ones included, oldest first
   */
  all(kind) {
    // The Map of a kind stays the same until a patch touches that kind: only then is it sorted again.
    const records = () => remembered(this.#kinds, kind, () => recordsOf(this.view.value, kind));
    return remembered(this.#all, kind, () => [...records().values()].sort(older));
  }

  /**
   * @param {string} id
   * @returns {WireRecord | undefined}
   */
  record(id) {
    return remembered(this.#single, id, () => this.alone.value.get(id) ?? recordIn(this.view.value, id));
  }

  /**
   * @param {string} type  a command's type, such as `research.add_card`
   * @returns {Pending[]} own commands of this type that are not on the board yet
   */
  ghosts(type) {
    return remembered(this.#ghosts, type, () => {
      const own = this.pending.value.filter((one) => one.type === type);
      return own.length ? own : NONE;
    });
  }

  /** @param {Snapshot} snapshot */
  takeSnapshot(snapshot) {
    batch(() => {
      this.view.value = fromSnapshot(snapshot);
      this.me.value = { ...this.me.peek(), ...snapshot.me };
      this.done.value = snapshot.undo ?? [];
      this.access.value = "open";
      this.ready.value = true;
    });
  }

  /**
   * @param {Patch} patch
   * @returns {boolean} false if patches are missing: ask for a snapshot
   */
  takePatch(patch) {
    const view = applyPatch(this.view.peek(), patch);
    if (view === GAP) return false;
    this.view.value = view;
    return true;
  }

  /** @param {{here?: string[], typing?: string[], ready?: number, reading?: string[], moves?: {[card: string]: string}}} people */
  takePeople({ here = [], typing = [], ready = 0, reading = [], moves = {} }) {
    this.people.value = { here: new Set(here), typing: new Set(typing), ready, reading: new Set(reading), moves: new Map(Object.entries(moves)) };
  }

  /** @param {{text: string, by: string}} notice */
  takeNotice({ text, by }) {
    const id = (this.notices.peek().at(-1)?.id ?? 0) + 1;
    this.notices.value = [...this.notices.peek(), { id, text, by }];
  }

  /** @param {{event: number, say: string} | undefined} undo what an own command did @param {number} at server ms */
  takeDone(undo, at) {
    // Sent again after a break, it is in the snapshot already.
    if (undo && !this.done.peek().some((one) => one.event === undo.event)) this.done.value = [...this.done.peek().slice(1 - MOST_DONE), { ...undo, at }];
  }

  /** It is taken back, or cannot be any more. @param {number} event */
  dropDone(event) {
    this.done.value = this.done.peek().filter((one) => one.event !== event);
  }

  /** @param {number} id */
  dropNotice(id) {
    this.notices.value = this.notices.peek().filter((notice) => notice.id !== id);
  }

  /**
   * Access has ended: nothing that was shown may stay.
   * @param {string} say
   */
  clear(say) {
    batch(() => {
      this.view.value = EMPTY;
      this.people.value = NOBODY;
      this.moving.value = null;
      this.notices.value = [];
      this.pending.value = [];
      this.refusals.value = [];
      this.done.value = [];
      this.ready.value = false;
      this.farewell.value = say;
      this.access.value = "closed";
    });
  }
}

/**
 * The value of a selector that is made once, so that whoever reads it is drawn again only when it changes.
 * @template T
 * @param {Map<string, Read<T>>} made
 * @param {string} key
 * @param {() => T} select
 * @returns {T}
 */
function remembered(made, key, select) {
  let selector = made.get(key);
  if (!selector) made.set(key, (selector = computed(select)));
  return selector.value;
}

/** @param {WireRecord} a @param {WireRecord} b */
const older = (a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** @param {Pending[]} pending @param {string} state */
const count = (pending, state) => pending.filter((one) => one.state === state).length;

/** @param {Online} online @param {number} waiting */
function lineOf(online, waiting) {
  if (online === "ok") return "";
  if (online === "reconnecting") return "Reconnecting";
  if (!waiting) return "You are offline";
  return `You are offline; ${waiting} ${waiting === 1 ? "change" : "changes"} waiting`;
}

/**
 * A hint for when to try held changes again; whether planning may go on is the server's to say.
 * @param {WireRecord[]} people
 */
function managerHere(people) {
  const managers = people.filter((person) => person.body.role === "first_line_manager");
  const deputies = new Set(managers.map((person) => person.body.deputy).filter(Boolean));
  return people.some((one) => (managers.includes(one) || deputies.has(one.id)) && ["room", "remote"].includes(one.body.presence));
}
