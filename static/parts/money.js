// Money: whole amounts of a currency, read as people type them ("600k", "1.2m", "£2,000") and written by currency.
import { pageLocale } from "./dates.js";

/** @type {Record<string, number>} */
const SCALE = { k: 1e3, t: 1e3, m: 1e6, mn: 1e6, mio: 1e6, b: 1e9, bn: 1e9 };

/**
 * Whole units of currency from what somebody typed; null when it is not an amount.
 * A separator followed by exactly three digits groups thousands, unless a scale letter follows ("1.250m").
 * @param {string} typed
 * @returns {number | null}
 */
export function parseMoney(typed) {
  const bare = typed.trim().toLowerCase().replace(/^[a-z]{3}\s*(?=[\d.,])|\s*(?<=\d)\s*(?:eur|gbp|usd|chf|pln)$|[\p{Sc}\s'’_]/gu, "");
  const found = /^(-?)(\d[\d.,]*)([a-z]*)$/u.exec(bare);
  if (!found) return null;
  const [, sign, digits = "", letters = ""] = found;
  const scale = letters === "" ? 1 : SCALE[letters];
  const number = scale === undefined ? null : parseNumber(digits, scale > 1);
  return number === null || scale === undefined ? null : Math.round(number * scale) * (sign ? -1 : 1);
}

/**
 * @param {string} digits with "." and "," as people of any country use them
 * @param {boolean} scaled a scale letter follows, so that a lone mark is a decimal one
 */
function parseNumber(digits, scaled) {
  const marks = digits.replace(/\d/gu, "");
  const last = marks.at(-1);
  if (!last) return Number(digits);
  const cut = digits.lastIndexOf(last);
  const threeAfter = digits.length - cut - 1 === 3;
  const lone = marks.length === 1;
  const groups = lone ? threeAfter && !scaled : marks === last.repeat(marks.length);
  if (groups && !/^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/u.test(digits)) return null;
  const decimals = groups ? "" : `.${digits.slice(cut + 1)}`;
  const whole = (groups ? digits : digits.slice(0, cut)).replace(/[.,]/gu, "");
  return /^\d+(\.\d+)?$/u.test(whole + decimals) ? Number(whole + decimals) : null;
}

/**
 * £1,250,000 in full.
 * @param {number} amount whole units
 * @param {string} currency ISO 4217, e.g. "GBP"
 * @param {string} [locale]
 */
export function formatMoney(amount, currency, locale = pageLocale()) {
  /** @type {Intl.NumberFormatOptions} */
  const whole = { style: "currency", currency, maximumFractionDigits: 0, currencyDisplay: "narrowSymbol" };
  return new Intl.NumberFormat(locale, whole).format(amount);
}

/**
 * £1.25m, £600k: for headings, bubbles and cells. Never rounded by more than half a percent.
 * @param {number} amount whole units
 * @param {string} currency
 * @param {string} [locale]
 */
export function shortMoney(amount, currency, locale = pageLocale()) {
  const size = Math.abs(amount);
  const [scale, letter] = size >= 1e9 ? [1e9, "bn"] : size >= 1e6 ? [1e6, "m"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
  /** @type {Intl.NumberFormatOptions} */
  const digits = {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 0,
    maximumFractionDigits: scale === 1 ? 0 : 2,
  };
  const parts = new Intl.NumberFormat(locale, digits).formatToParts(amount / scale);
  const end = parts.map((piece) => piece.type === "integer" || piece.type === "fraction").lastIndexOf(true);
  return parts.map((piece, i) => (i === end ? piece.value + letter : piece.value)).join("");
}
