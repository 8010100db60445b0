/** Phone numbers as people write them. Numbers in are E.164 ("+46701740621"). */

// Sweden's area codes of two and three figures (after the 0); all others have four.
// Source: PTS, the Swedish numbering plan for telephony.
const SHORT_AREAS = /^(8|1[013689]|2[136]|3[1356]|4[0246]|5[04]|6[03]|7\d|90)/;

/**
 * @param {string} e164
 * @returns {string} "070-174 06 21" for Swedish numbers, else the number in groups after its "+"
 */
export function readable(e164) {
  if (!e164.startsWith("+46")) return abroad(e164);
  const national = e164.slice(3);
  const area = SHORT_AREAS.exec(national)?.[0] ?? national.slice(0, 3);
  return `0${area}-${grouped(national.slice(area.length))}`;
}

/**
 * "3900612" is written "390 06 12": groups of two from the end, one of three first where it is
 * odd; eight figures are 3, 3 and 2.
 * @param {string} digits
 */
function grouped(digits) {
  if (digits.length === 8) return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
  const first = digits.length % 2 === 0 ? 2 : 3;
  const rest = digits.slice(first).match(/../g) ?? [];
  return [digits.slice(0, first), ...rest].join(" ");
}

/** @param {string} e164 */
function abroad(e164) {
  const digits = e164.replace(/\D/g, "");
  return `+${(digits.match(/.{1,3}/g) ?? []).join(" ")}`;
}

/**
 * What somebody typed, as E.164: "070-174 06 21" and "0046 70 174 06 21" are +46701740621.
 * Whether it is a number at all is for the service to say.
 * @param {string} typed
 * @param {string} [country] the calling code of numbers that begin with 0
 * @returns {string}
 */
export function e164(typed, country = "46") {
  const digits = typed.replace(/\(0\)/g, "").replace(/[^\d+]/g, "");
  if (digits.startsWith("+")) return digits;
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  if (digits.startsWith("0")) return `+${country}${digits.slice(1)}`;
  return digits;
}
