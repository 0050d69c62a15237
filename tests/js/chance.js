// Chance that can be repeated: a failing test names its seed.

/** @param {number} seed @returns {() => number} numbers from 0 to below 1 */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** @template T @param {() => number} random @param {T[]} from @returns {T} */
export const oneOf = (random, from) => from[Math.floor(random() * from.length)];

/** How many seeds a property is tried with; more on demand. */
export const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 150) }, (_, seed) => seed + 1);
