/**
 * What an answer of the service means for an item that waits on the phone. Only 200 and 201 let go
 * of what the seller captured; an erased person's item (410) loses its content, because it must.
 */

/**
 * done: acknowledged, remove · later: try again, by itself · sign-in: all sending waits for a person
 * to sign in · revoked: this phone may no longer send · erased: the person asked to be erased ·
 * refused: kept and explained, a person must act
 * @typedef {"done" | "later" | "sign-in" | "revoked" | "erased" | "refused"} Verdict
 */

const DONE = [200, 201];
const LATER = [408, 423, 425, 429];

/**
 * @param {number} status the answer's status; 0 where no answer came
 * @param {string} [type] the problem's slug
 * @returns {Verdict}
 */
export function judge(status, type = "") {
  if (DONE.includes(status)) return "done";
  if (status === 401) return type === "device-revoked" ? "revoked" : "sign-in";
  if (status === 410) return "erased";
  if (status === 0 || LATER.includes(status) || status >= 500) return "later";
  // A digest that does not match means that bytes were lost on the way.
  if (status === 422 && type === "digest-mismatch") return "later";
  return status >= 400 ? "refused" : "later";
}

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * How long to wait before try number `tries` + 1: doubling from half a second to fifteen, with
 * chance in it, so that fifty phones do not come back at the same moment.
 * @param {number} tries how often it failed, from 1
 * @param {() => number} [chance] 0 to 1
 * @returns {number} milliseconds
 */
export function pause(tries, chance = Math.random) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 10));
  return Math.round(full * (0.5 + chance()));
}
