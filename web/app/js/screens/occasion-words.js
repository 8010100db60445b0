/**
 * How an occasion's dates are said.
 * @import { Occasion } from "../../../types/api.d.ts"
 */

import { day } from "../kit/dates.js";

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
