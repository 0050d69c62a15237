// The three Cs, and which cards a filter leaves.
import { plain } from "../../parts/picker.js";
import { isMine } from "../../room/contribution.js";

/** @typedef {import("../../live/view.js").WireRecord} WireRecord */
/** @typedef {{ id: string, title: string, voice?: "customer" | "ours", say: string, example: string }} C */

/** @type {C[]} */
export const CS = [
  { id: "customer", title: "Customer", voice: "customer", say: "What is true about them, with a source: their numbers, their plans, their people.", example: "Two thirds of our orders come from five customers." },
  { id: "competitor", title: "Competitor", say: "Who else is in their business or after ours, and what they do better.", example: "Your rivals answered in two days; you took nine." },
  { id: "company", title: "Company", voice: "ours", say: "What we can bring, and what stands in our own way.", example: "You have people close to us. Why do we never see them?" },
];

/** @param {string} id */
export const titleOf = (id) => CS.find((one) => one.id === id)?.title ?? id;

/** @param {{ c?: string, sources?: string[] }} body whether a card about the customer rests on nothing yet */
export const isBare = (body) => body.c === "customer" && !body.sources?.length;

/** @param {import("../../live/boot.js").Live} live @param {WireRecord} card @param {{ words: string, which: string }} filter */
export function matches(live, card, { words, which }) {
  if (which === "mine" && !isMine(live, card)) return false;
  if (which === "bare" && !isBare(card.body)) return false;
  if (!words.trim()) return true;
  const sources = (card.body.sources ?? []).map((/** @type {string} */ id) => live.store.record(id)?.body.title ?? "");
  const text = plain([card.body.text, live.store.record(card.by)?.body.name ?? "", ...sources].join(" "));
  return plain(words).split(/\s+/u).filter(Boolean).every((word) => text.includes(word));
}
