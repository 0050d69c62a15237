// Few words for the room screen and for lines that must stay short.

/** What the room screen may say at most, and what its head, its foot and "and 3 more" take of that (words). */
const MOST = 40;
const AROUND = 9;
/** The most words of one card there, and the most cards at once. */
const OF_ONE = 12;
const AT_ONCE = 4;

/** @param {string} text @param {number} words @returns {string} its first words */
export function short(text, words) {
  const all = text.split(/\s+/u);
  return all.length <= words ? text : `${all.slice(0, words).join(" ")}…`;
}

/**
 * Names that stand together on the room screen: of each as many words as there is room for, at least one.
 * @param {number} said how many words stand there besides @param {string[]} names @returns {string[]}
 */
export function namesBeside(said, names) {
  const lengths = names.map((name) => wordsIn(name));
  let each = Math.max(1, ...lengths);
  while (each > 1 && said + lengths.reduce((sum, one) => sum + Math.min(one, each), 0) > MOST) each -= 1;
  return names.map((name) => short(name, each));
}

/** @param {string} text */
export const wordsIn = (text) => text.trim().split(/\s+/u).length;

/**
 * What stands under a question on the room screen, turn by turn: the question whole, then as many cards as there is room for.
 * @param {string} ask @param {string[]} texts @returns {string[][]} all cards in few words, one turn after the other
 */
export function turnsUnder(ask, texts) {
  const room = MOST - AROUND - ask.split(/\s+/u).length;
  let left = 0;
  /** @type {string[][]} */
  const turns = [];
  for (const text of texts) {
    const few = short(text, OF_ONE);
    left -= few.split(/\s+/u).length;
    const turn = turns.at(-1);
    if (turn && left >= 0 && turn.length < AT_ONCE) turn.push(few);
    else {
      turns.push([few]);
      left = room - few.split(/\s+/u).length;
    }
  }
  return turns;
}
