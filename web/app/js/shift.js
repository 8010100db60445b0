/**
 * Today's shift: where the seller is and what the cards are for, chosen once. Holds no personal
 * data; it lies in localStorage so that the next start needs no tap.
 * @import { ContextKind, Question, Register } from "../../types/api.d.ts"
 */

import { signal } from "../vendor/signals.js";

/**
 * @typedef {object} Shift
 * @property {string} userId whose shift it is
 * @property {ContextKind} kind
 * @property {string | null} occasionId
 * @property {string | null} name of the occasion, null where none was chosen
 * @property {string} stand
 * @property {Register} register
 * @property {string} reference order, invoice, agreement or survey; required by two kinds
 * @property {string} url of the website the details stand on
 * @property {Question[]} questions the occasion's, asked after each card
 */

const KEPT = "handslag.shift";

/** @type {import("@preact/signals").Signal<Shift | null>} */
export const shift = signal(kept());

/** @returns {Shift | null} */
function kept() {
  const text = localStorage.getItem(KEPT);
  return text ? { questions: [], ...JSON.parse(text) } : null;
}

/** @param {Shift} next */
export function startShift(next) {
  shift.value = next;
  localStorage.setItem(KEPT, JSON.stringify(next));
}

/**
 * Somebody has signed in: a colleague's shift is not theirs.
 * @param {string} userId
 */
export function keepShiftOf(userId) {
  if (shift.value === null || shift.value.userId === userId) return;
  shift.value = null;
  localStorage.removeItem(KEPT);
}

/**
 * The context of a capture, as the service wants it.
 * @param {Shift} now
 * @param {string | null} [note]
 */
export function contextOf(now, note = null) {
  return {
    kind: now.kind,
    occasion_id: now.occasionId,
    reference: now.reference || null,
    answered_at: null,
    url: now.url || null,
    note: note ?? (now.stand || null),
  };
}
