// When: quick dates, and the horizon a date lies in.
import { daysUntil } from "../../parts/dates.js";

export const HORIZONS = /** @type {const} */ (["past", "this week", "next week", "this month", "next month", "later"]);

/** @param {string} day @param {number} days */
export const plusDays = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** @param {string} today @returns {string} the Friday of the week of a day */
const friday = (today) => plusDays(today, (5 - new Date(today).getUTCDay() + 7) % 7);

/** @param {string} month "2026-11" @returns {string} its last day */
const lastOf = (month) => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** @param {string} today @returns {{id: string, title: string, day: string}[]} */
export function quickDays(today) {
  const next = plusDays(lastOf(today.slice(0, 7)), 1).slice(0, 7);
  return [
    { id: "week", title: "This week", day: friday(today) },
    { id: "next_week", title: "Next week", day: plusDays(friday(today), 7) },
    { id: "month", title: "This month", day: lastOf(today.slice(0, 7)) },
    { id: "next_month", title: "Next month", day: lastOf(next) },
  ];
}

/** @param {string} due @param {string} today @returns {typeof HORIZONS[number]} */
export function horizonOf(due, today) {
  if (!due || daysUntil(due, today) < 0) return "past";
  const [week, nextWeek, month, nextMonth] = quickDays(today);
  const sunday = plusDays(week?.day ?? today, 2);
  if (due <= sunday) return "this week";
  if (due <= plusDays(nextWeek?.day ?? today, 2)) return "next week";
  if (due <= (month?.day ?? today)) return "this month";
  return due <= (nextMonth?.day ?? today) ? "next month" : "later";
}
