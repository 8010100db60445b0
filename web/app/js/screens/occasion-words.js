/**
 * How an occasion's dates and place are said.
 * @import { Occasion } from "../../../types/api.d.ts"
 */

import { day } from "../kit/dates.js";
import { t, word } from "../texts.js";

/**
 * @param {Occasion} one
 * @param {"sv" | "en"} language
 * @returns {string} "17 nov 2026 till 19 nov 2026", one date, or nothing
 */
export function period(one, language) {
  if (!one.starts_on) return "";
  const first = day(one.starts_on, language);
  if (!one.ends_on || one.ends_on === one.starts_on) return first;
  return `${first} – ${day(one.ends_on, language)}`;
}

/**
 * @param {Occasion} one
 * @returns {boolean} whether today is one of its days
 */
export function isRunning(one) {
  const today = new Date().toLocaleDateString("sv-SE");
  return one.starts_on !== null && one.starts_on <= today && (one.ends_on ?? one.starts_on) >= today;
}

/**
 * @param {Occasion} one
 * @param {"sv" | "en"} language
 * @returns {string} "Göteborg · dag 2 av 3" while it runs, "Göteborg · 17 nov 2026" before
 */
export function whereabouts(one, language) {
  const when = isRunning(one) && one.ends_on && one.ends_on !== one.starts_on ? t("shift.day", daysOf(one)) : period(one, language);
  return [one.place, when].filter(Boolean).join(" · ") || word("context", one.kind);
}

/** @param {Occasion} one that has both dates */
export function daysOf(one) {
  const first = Date.parse(one.starts_on ?? "");
  const today = Date.parse(new Date().toLocaleDateString("sv-SE"));
  const days = (/** @type {number} */ until) => Math.round((until - first) / 86_400_000) + 1;
  return { n: days(today), of: days(Date.parse(one.ends_on ?? "")) };
}
