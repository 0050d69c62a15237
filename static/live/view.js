// What this viewer may see, as one value. Snapshots and patches go in, a new view comes out:
// no clock, no socket, no rules. Everything is kept in Maps, so no id or kind that a person
// or a server could choose (`__proto__`, `constructor`) means anything here.

/**
 * Anything on a board, as it is sent to this viewer.
 * @typedef {object} WireRecord
 * @property {string} id
 * @property {string} kind
 * @property {number} rev  how often it changed
 * @property {string} status  active, merged, withdrawn or erased
 * @property {string} by  the person whose contribution it is, "" when nobody's name is shown
 * @property {number} at  when it began, in ms since 1970
 * @property {string} [via]  who typed it for somebody without a device
 * @property {{[field: string]: any}} body
 * @property {{[field: string]: string}} [html]  what of it is Markdown, as HTML that the server made safe
 */

/** @typedef {{stream: string, n: number, put?: WireRecord[], drop?: string[], at?: number}} Patch */
/** @typedef {{layers: Patch[]}} Layers */

/** @typedef {ReadonlyMap<string, WireRecord>} RecordsById */
/** @typedef {ReadonlyMap<string, RecordsById>} ByKind */
/** @typedef {{n: number, kinds: ByKind}} Layer */

/**
 * `layers` in the order of precedence: the shared stream first, the personal one after it.
 * `kinds` is their union. A kind that a patch did not touch keeps its very Map, which is
 * how a board knows that nothing changed for it.
 * @typedef {{layers: ReadonlyMap<string, Layer>, kinds: ByKind}} View
 */

/** What `applyPatch` returns when patches in between are missing: ask for a snapshot. */
export const GAP = "gap";

/** @type {RecordsById} */
const NOTHING = new Map();

/** @type {View} */
export const EMPTY = { layers: new Map(), kinds: new Map() };

/**
 * The view that a snapshot describes. A later layer wins over an earlier one.
 * @param {Layers} snapshot
 * @returns {View}
 */
export function fromSnapshot(snapshot) {
  /** @type {Map<string, Layer>} */
  const layers = new Map();
  for (const layer of snapshot.layers) layers.set(layer.stream, { n: layer.n, kinds: grouped(layer.put ?? []) });
  return { layers, kinds: unionOf(layers) };
}

/**
 * The view after one patch. A patch seen before changes nothing and gives the same view;
 * a missing one, or one of a stream that no snapshot named, gives `GAP`.
 * @param {View} view
 * @param {Patch} patch
 * @returns {View | typeof GAP}
 */
export function applyPatch(view, patch) {
  const layer = view.layers.get(patch.stream);
  if (!layer || patch.n > layer.n + 1) return GAP;
  if (patch.n <= layer.n) return view;
  const touched = touchedBy(layer, patch);
  const layers = new Map(view.layers);
  layers.set(patch.stream, { n: patch.n, kinds: changed(layer.kinds, touched) });
  return { layers, kinds: changed(view.kinds, winners(layers, view, touched)) };
}

/**
 * @param {View} view
 * @param {string} kind
 * @returns {RecordsById} all records of a kind, merged and withdrawn ones included
 */
export const recordsOf = (view, kind) => view.kinds.get(kind) ?? NOTHING;

/**
 * @param {View | Layer} view
 * @param {string} id
 * @returns {WireRecord | undefined}
 */
export function recordIn(view, id) {
  for (const records of view.kinds.values()) {
    const record = records.get(id);
    if (record) return record;
  }
  return undefined;
}

/**
 * What a patch leaves of each record it names: the record, or undefined where it is dropped.
 * @typedef {Map<string, {kind: string, record: WireRecord | undefined}[]>} Touched
 */

/**
 * @param {Layer} layer
 * @param {Patch} patch
 * @returns {Touched}
 */
function touchedBy(layer, patch) {
  /** @type {Touched} */
  const touched = new Map();
  for (const id of patch.drop ?? []) touched.set(id, leaving(recordIn(layer, id)));
  for (const record of patch.put ?? []) {
    const old = recordIn(layer, record.id);
    const moves = old && old.kind !== record.kind ? leaving(old) : [];
    touched.set(record.id, [...moves, { kind: record.kind, record }]);
  }
  return touched;
}

/** @param {WireRecord | undefined} record */
const leaving = (record) => (record ? [{ kind: record.kind, record: undefined }] : []);

/**
 * For every touched id, what the union shows now: the last layer that has it.
 * @param {ReadonlyMap<string, Layer>} layers
 * @param {View} before
 * @param {Touched} touched
 * @returns {Touched}
 */
function winners(layers, before, touched) {
  const top = [...layers.values()].reverse();
  /** @type {Touched} */
  const shown = new Map();
  for (const id of touched.keys()) {
    const old = recordIn(before, id);
    let now;
    for (const layer of top) if ((now = recordIn(layer, id))) break;
    if (now === old) continue;
    const moves = old && old.kind !== now?.kind ? leaving(old) : [];
    shown.set(id, now ? [...moves, { kind: now.kind, record: now }] : moves);
  }
  return shown;
}

/**
 * @param {ByKind} kinds
 * @param {Touched} touched
 * @returns {ByKind} the same Map for every kind that is not touched
 */
function changed(kinds, touched) {
  if (!touched.size) return kinds;
  const result = new Map(kinds);
  /** @type {Map<string, Map<string, WireRecord>>} */
  const fresh = new Map();
  for (const [id, steps] of touched) {
    for (const { kind, record } of steps) {
      const records = fresh.get(kind) ?? new Map(kinds.get(kind));
      fresh.set(kind, records);
      if (record) records.set(id, record);
      else records.delete(id);
    }
  }
  for (const [kind, records] of fresh) result.set(kind, records);
  return result;
}

/**
 * @param {Iterable<WireRecord>} records
 * @returns {ByKind}
 */
function grouped(records) {
  /** @type {Map<string, Map<string, WireRecord>>} */
  const kinds = new Map();
  for (const record of records) {
    const same = kinds.get(record.kind) ?? new Map();
    kinds.set(record.kind, same.set(record.id, record));
  }
  return kinds;
}

/**
 * @param {ReadonlyMap<string, Layer>} layers
 * @returns {ByKind}
 */
function unionOf(layers) {
  /** @type {Map<string, WireRecord>} */
  const shown = new Map();
  for (const layer of layers.values()) {
    for (const records of layer.kinds.values()) for (const [id, record] of records) shown.set(id, record);
  }
  return grouped(shown.values());
}
