// Few words for the room screen and for lines that must stay short.

/** What the room screen may say at most, and what its head, its foot and "and 3 more" take of that (words). */
const MOST = 40;
const AROUND = 9;
/** The most words of one card there. */
const OF_ONE = 12;

/** @param {string} text @param {number} words @returns {string} its first words */
export function short(text, words) {
  const all = text.split(/\s+/u);
  return all.length <= words ? text : `${all.slice(0, words).join(" ")}…`;
}

/**
 * The cards that fit under a question on the room screen: the question whole, one card in any case.
 * @param {string} ask @param {string[]} texts @returns {{shown: string[], more: number}} the cards in few words, and how many are left
 */
export function underQuestion(ask, texts) {
  let left = MOST - AROUND - ask.split(/\s+/u).length;
  const shown = [];
  for (const text of texts.slice(0, 3)) {
    const few = short(text, OF_ONE);
    left -= few.split(/\s+/u).length;
    if (left < 0 && shown.length > 0) break;
    shown.push(few);
  }
  return { shown, more: texts.length - shown.length };
}
