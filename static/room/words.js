// Few words for the room screen and for lines that must stay short.

/** @param {string} text @param {number} words @returns {string} its first words */
export function short(text, words) {
  const all = text.split(/\s+/u);
  return all.length <= words ? text : `${all.slice(0, words).join(" ")}…`;
}
