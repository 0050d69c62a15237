// One command on its way to the server: its id, its size, and the answers that are made here.

/**
 * What the server says to a command. Refused: `refused` is the code, `say` the sentence, and more by code.
 * @typedef {{id: string, ok?: true, n?: number, made?: string[], refused?: string, say?: string, [more: string]: any}} Answer
 */

/** @typedef {{id: string, type: string, data: any, rev?: number, on_behalf?: string}} Command */

/** The server takes 64 kB a message; the rest is for the frame around it. */
const LIMIT_BYTES = 64 * 1024 - 512;

/** Refusals that are no answer yet: the same command is tried again by itself. */
export const AGAIN = new Set(["too_fast", "storage_unavailable"]);

/** The refusal that waits for a person instead of coming back to the author. */
export const HELD = "first_line_manager_absent";

/**
 * Data as it can be sent: plain JSON, copied, and no half characters (they would end the connection).
 * @param {any} data
 */
export function plain(data) {
  return JSON.parse(JSON.stringify(data ?? {}, (_, value) => (typeof value === "string" ? whole(value) : value)));
}

/** @param {string} text */
const whole = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/** @returns {string} 128 random bits in hex; works on plain http too, where `randomUUID` does not exist */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The id under which a held command is sent again. It follows from the old one, so that two tabs
 * that both send it again are still one command to the server.
 * @param {string} id
 * @returns {string}
 */
export function idAfter(id) {
  return ((BigInt(`0x${id}`) + 1n) % (1n << 128n)).toString(16).padStart(32, "0");
}

/**
 * A frame above the limit would cost the connection, again at every try, so it is not sent at all.
 * @param {Command} command
 * @returns {boolean}
 */
export function tooLarge(command) {
  return new TextEncoder().encode(JSON.stringify(command)).length > LIMIT_BYTES;
}

/** @param {string} id @returns {Answer} */
export const refusedAsTooLarge = (id) => ({
  id,
  refused: "too_large",
  say: "That is too long to send at once. It is kept here: shorten it, or send it in parts.",
});

/** @param {string} id @returns {Answer} */
export const refusedAsUnanswered = (id) => ({
  id,
  refused: "unanswered",
  say: "The workshop did not answer. Your words are kept here: try again.",
});

/** @param {string} id @returns {Answer} */
export const refusedAsOffline = (id) => ({
  id,
  refused: "offline",
  say: "You are offline, so nothing was moved. Try again when you are back.",
});

/** @param {string} id @returns {Answer} */
export const refusedAsLost = (id) => ({
  id,
  refused: "offline",
  say: "The connection went before the workshop answered. Look whether it was done, then try again.",
});

/** @param {string} id @param {string} say @returns {Answer} */
export const refusedAsOver = (id, say) => ({ id, refused: "excluded", say });
