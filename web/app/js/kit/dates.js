/** Dates and times in words: "14.32", "18 nov 2026", "i dag". Times in, times out are ISO strings. */

/**
 * Now, with the device's own offset: `2026-11-20T10:12:13.120+01:00`.
 * @param {Date} [at]
 * @returns {string}
 */
export function isoWithZone(at = new Date()) {
  const offset = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const span = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(span / 60))}:${two(span % 60)}`;
}

/**
 * @param {string} iso
 * @param {"sv" | "en"} language
 * @returns {string} the time of day: 14.32 in Swedish, 14:32 in English
 */
export function clock(iso, language) {
  const at = new Date(iso);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return [two(at.getHours()), two(at.getMinutes())].join(language === "sv" ? "." : ":");
}

/**
 * @param {string} iso
 * @param {"sv" | "en"} language
 * @returns {string} "18 nov 2026"
 */
export function day(iso, language) {
  const at = new Date(iso.length === 10 ? `${iso}T12:00` : iso);
  const parts = new Intl.DateTimeFormat(language === "sv" ? "sv-SE" : "en-GB", {
    day: "numeric", month: "short", year: "numeric",
  }).format(at);
  return parts.replace(/\./g, "");
}

/**
 * @param {string} iso
 * @param {"sv" | "en"} language
 * @returns {string} "tors 26 nov": a day soon to come
 */
export function weekday(iso, language) {
  const at = new Date(iso.length === 10 ? `${iso}T12:00` : iso);
  const parts = new Intl.DateTimeFormat(language === "sv" ? "sv-SE" : "en-GB", {
    weekday: "short", day: "numeric", month: "short",
  }).format(at);
  return parts.replace(/[.,]/g, "");
}

/**
 * @param {string} iso
 * @param {"sv" | "en"} language
 * @returns {string} "18 nov 2026, 14.32"
 */
export function moment(iso, language) {
  return `${day(iso, language)}, ${clock(iso, language)}`;
}

/**
 * @param {string} iso
 * @param {Date} [now]
 * @returns {boolean}
 */
export function isToday(iso, now = new Date()) {
  return new Date(iso).toDateString() === now.toDateString();
}
