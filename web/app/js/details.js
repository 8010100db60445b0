/**
 * What the seller adds to a card after the shot, kept in memory until it is stored sealed. Each
 * storing is a revision of its own; the service keeps the highest.
 * @import { Details } from "../../types/api.d.ts"
 */

import { signal } from "../vendor/signals.js";
import { keepDetails } from "./outbox/items.js";

/** @type {import("@preact/signals").Signal<Record<string, Details>>} */
const drafts = signal({});

/** @type {Details} */
const BLANK = { answers: {}, note: null, next_step: null, corrections: null, notice: null, consent: null };

/**
 * @param {string} captureId
 * @returns {Details}
 */
export function detailsOf(captureId) {
  return drafts.value[captureId] ?? BLANK;
}

/**
 * @param {string} captureId
 * @param {Partial<Details>} change
 */
export function change(captureId, change) {
  drafts.value = { ...drafts.value, [captureId]: { ...detailsOf(captureId), ...change, unsaved: true } };
}

/**
 * Store what was added since the last time, if anything was.
 * @param {string} captureId
 */
export async function save(captureId) {
  const { unsaved, ...details } = detailsOf(captureId);
  if (!unsaved) return;
  drafts.value = { ...drafts.value, [captureId]: details };
  await keepDetails(captureId, { revision: revision(), ...details });
}

let last = 0;

/** Higher than any before, on this device or another that has a clock: tenths of seconds since 2026. */
function revision() {
  last = Math.max(last + 1, Math.floor((Date.now() - Date.UTC(2026, 0)) / 100));
  return Math.max(1, last);
}
