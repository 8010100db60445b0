/**
 * What the seller adds to a card after the shot, kept in memory until it is stored sealed. Each
 * storing is a revision of its own; the service keeps the highest.
 * @import { Details } from "../../types/api.d.ts"
 */

import { effect, signal } from "../vendor/signals.js";
import { keepDetails } from "./outbox/items.js";
import { me } from "./session.js";

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

// Who signs out leaves no words behind.
effect(() => {
  if (me.value === null) drafts.value = {};
});

/**
 * The card was taken back: nothing is added to it any more.
 * @param {string} captureId
 */
export function drop(captureId) {
  const { [captureId]: _gone, ...rest } = drafts.value;
  drafts.value = rest;
}

/**
 * Store what was added since the last time, if anything was.
 * @param {string} captureId
 */
export async function save(captureId) {
  const { unsaved, ...details } = detailsOf(captureId);
  if (!unsaved) return;
  drafts.value = { ...drafts.value, [captureId]: details };
  remember(captureId);
  await keepDetails(captureId, { revision: revision(), ...details });
}

const KEPT = "handslag.detailed";
const REMEMBERED = 200;

/**
 * Whether a card's details were stored before the app was started anew: they are sealed, so that
 * nobody here can go on writing them, and writing them afresh would undo them.
 * @param {string} captureId
 * @returns {boolean}
 */
export function isClosed(captureId) {
  return !(captureId in drafts.value) && detailed().includes(captureId);
}

/** @returns {string[]} ids alone */
function detailed() {
  return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
}

/** @param {string} captureId */
function remember(captureId) {
  const others = detailed().filter((one) => one !== captureId);
  localStorage.setItem(KEPT, JSON.stringify([...others, captureId].slice(-REMEMBERED)));
}

let last = 0;

/** Higher than any before, on this device or another that has a clock: tenths of seconds since 2026. */
function revision() {
  last = Math.max(last + 1, Math.floor((Date.now() - Date.UTC(2026, 0)) / 100));
  return Math.max(1, last);
}
