// Which texts sound alike: a hint for people who join cards or open a vote, never more. The server compares.
import { useEffect, useState } from "preact/hooks";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {{one: string, other: string, alike: number}} Pair `alike` in per cent */

/** So long nothing has changed before it is asked again (ms). */
const CALM_MS = 400;

/** @param {WireRecord} record */
const said = ({ body }) => String(body["text"] || body["name"] || body["title"] || "");

/**
 * The pairs among these records that sound alike, the most alike first; none while it is not asked for.
 * @param {Live} live
 * @param {WireRecord[]} records
 * @param {boolean} [asked]
 * @returns {Pair[]}
 */
export function useAlike(live, records, asked = true) {
  const [pairs, setPairs] = useState(/** @type {Pair[]} */ ([]));
  const key = asked && records.length > 1 ? records.map((one) => `${one.id} ${said(one)}`).join("\n") : "";
  useEffect(() => {
    if (!key) return setPairs([]);
    let there = true;
    const ask = () => void readPairs(live, records).then((found) => there && setPairs(found));
    const timer = setTimeout(ask, CALM_MS);
    return () => ((there = false), clearTimeout(timer));
  }, [key]);
  const known = new Set(records.map((one) => one.id));
  return pairs.filter((pair) => known.has(pair.one) && known.has(pair.other));
}

/** @param {Live} live @param {WireRecord[]} records @returns {Promise<Pair[]>} no hint where there is no line to the server */
async function readPairs({ boot }, records) {
  const kinds = [...new Set(records.map((one) => one.kind))];
  const slots = new Set(records.map((one) => String(one.body["slot"] ?? "")));
  const slot = slots.size === 1 ? [...slots][0] : "";
  const found = await Promise.all(kinds.map((kind) => pairsOf(`/s/${boot.seat}/alike.json?${new URLSearchParams({ kind, slot: slot ?? "" })}`)));
  return found.flat().sort((a, b) => b.alike - a.alike);
}

/** @param {string} address @returns {Promise<Pair[]>} */
async function pairsOf(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).pairs : [];
  } catch {
    return [];
  }
}
