// What somebody wrote here that is on no board: words in own commands on their way or come back, and drafts in inputs.

/** What is typed into an input, and not sent, is kept in this tab under a key that begins so. */
export const DRAFT = "draft:";

/** What somebody types is in one of these, however short it is. */
const TYPED = new Set(["text", "name", "title", "what", "why", "who", "how", "outcome", "because", "reason", "question", "note", "first_step"]);

/** Ids, days and the like are nobody's words. */
const NO_WORDS = /^(?:[0-9a-f]{16,}|\d{4}-\d\d-\d\d|[\w-]+:[\w:-]+)$/u;

/** @param {any} data what somebody typed, wherever in the command it stands @param {string} [name] @returns {string} */
export function wordsIn(data, name = "") {
  if (typeof data === "string") return !NO_WORDS.test(data) && (TYPED.has(name) || /\s|.{24}/u.test(data)) ? data : "";
  if (Array.isArray(data)) return data.map((one) => wordsIn(one, name)).filter(Boolean).join("\n");
  return data && typeof data === "object" ? Object.entries(data).map(([field, value]) => wordsIn(value, field)).filter(Boolean).join("\n") : "";
}

/** @returns {string[]} what stands in this tab's inputs */
export function drafts() {
  const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(DRAFT));
  return kept.map((key) => draftWords(sessionStorage.getItem(key) ?? "")).filter((text) => text.trim());
}

/** @param {string} text a form of several fields keeps them together */
function draftWords(text) {
  try {
    const fields = JSON.parse(text);
    return fields && typeof fields === "object" ? wordsIn(fields) : text;
  } catch {
    return text;
  }
}

/** @param {import("./store.js").Store} store @returns {string[]} everything typed that is not on a board */
export function unsentOf(store) {
  const sent = [...store.pending.value, ...store.refusals.value].map((one) => wordsIn(one.data));
  return [...sent, ...drafts()].filter(Boolean);
}

/** Forgets in this tab everything but drafts; those too where nothing may stay. @param {boolean} [all] */
export function clearTab(all = false) {
  for (const key of Object.keys(sessionStorage)) if (all || !key.startsWith(DRAFT)) sessionStorage.removeItem(key);
}
