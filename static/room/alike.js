// Which texts look alike: a hint for people who join cards, never more.

/** Alike from here on; 1 is the same words. */
export const ALIKE = 0.5;

/** @param {string} text its pieces of three letters, spaces and signs left out */
function pieces(text) {
  const plain = ` ${text.normalize("NFKD").toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  const found = new Set();
  for (let at = 0; at + 3 <= plain.length; at += 1) found.add(plain.slice(at, at + 3));
  return found;
}

/** @param {Set<string>} a @param {Set<string>} b share of pieces in both, 0 to 1 */
function share(a, b) {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const piece of small) if (large.has(piece)) both += 1;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

/**
 * The texts most like one, best first.
 * @template {{id: string, text: string}} T
 * @param {string} text
 * @param {T[]} others
 * @returns {(T & {share: number})[]}
 */
export function mostAlike(text, others) {
  const own = pieces(text);
  return others.map((one) => ({ ...one, share: share(own, pieces(one.text)) })).sort((a, b) => b.share - a.share);
}

/**
 * Pairs that look alike, most alike first.
 * @param {{id: string, text: string}[]} texts
 * @param {number} [most] how many pairs at most
 * @returns {{one: string, other: string, share: number}[]}
 */
export function alikePairs(texts, most = 12) {
  const all = texts.map(({ id, text }) => ({ id, pieces: pieces(text) }));
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => ({ one: a.id, other: b.id, share: share(a.pieces, b.pieces) })));
  return pairs.filter((pair) => pair.share >= ALIKE).sort((a, b) => b.share - a.share).slice(0, most);
}
