// Dates: times and days as the workshop's clock on the wall says them, whatever zone the reader's laptop is in.

const DAY_MS = 86_400_000;

/** @param {string} zone IANA name, e.g. "Europe/London" @param {Intl.DateTimeFormatOptions} options @param {string} [locale] */
function format(zone, options, locale) {
  return new Intl.DateTimeFormat(locale ?? pageLocale(), { timeZone: zone, ...options });
}

/** The language the page is written in, as a locale for numbers and dates. */
export function pageLocale() {
  return (typeof document === "undefined" ? "" : document.documentElement.lang) || "en-GB";
}

/** 10:42. @param {number} at ms @param {string} zone @param {string} [locale] */
export function timeOf(at, zone, locale) {
  return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, locale).format(at);
}

/** The calendar day in the zone, 2026-11-21. @param {number} at ms @param {string} zone */
export function dayOf(at, zone) {
  return format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE").format(at);
}

/** Sat 21 Nov; with the year when it is not this year's. @param {string} day 2026-11-21 @param {string} [today] @param {string} [locale] */
export function dayWords(day, today, locale) {
  const far = today !== undefined && today.slice(0, 4) !== day.slice(0, 4);
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { weekday: "short", day: "numeric", month: "short", ...(far && { year: "numeric" }) };
  return format("UTC", options, locale).format(Date.parse(day)).replace(",", "");
}

/** 21 November 2026. @param {string} day @param {string} [locale] */
export function longDay(day, locale) {
  return format("UTC", { day: "numeric", month: "long", year: "numeric" }, locale).format(Date.parse(day));
}

/** Whole days from `today` to `day`, negative when it has gone by. @param {string} day @param {string} today */
export function daysUntil(day, today) {
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
}

/** due today, due tomorrow, in 5 days, 3 days late. @param {string} day @param {string} today */
export function dueWords(day, today) {
  const days = daysUntil(day, today);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "1 day late";
  return days < 0 ? `${-days} days late` : `in ${days} days`;
}

/** 45 min, 1 h 05. @param {number} minutes */
export function minutesWords(minutes) {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest ? `${Math.floor(whole / 60)} h ${String(rest).padStart(2, "0")}` : `${whole / 60} h`;
}
