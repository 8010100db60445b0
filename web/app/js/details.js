/**
 * What the seller adds to a card after the shot, kept in memory until it is stored sealed. Each storing is
 * a revision that says what was touched since the app was started: the service puts it beside what it has,
 * so that a card can be gone on with although the phone cannot open what it sealed before.
 * @import { Details } from "../../types/api.d.ts"
 */

import { effect, signal } from "../vendor/signals.js";
import { call, NoAnswer, Refusal } from "./http.js";
import { keepDetails, replaceDetails } from "./outbox/items.js";
import { me } from "./session.js";

const KEPT = "handslag.detailed";
const REMEMBERED = 200;

/** What was touched since the start, by capture id. */
const drafts = signal(/** @type {Record<string, Partial<Details>>} */ ({}));

/** What the service has, by capture id. */
const standing = signal(/** @type {Record<string, Partial<Details>>} */ ({}));

/** @type {Details} */
const BLANK = { answers: {}, note: null, next_step: null, corrections: null, notice: null, consent: null };

/** Captures whose drafts are not stored yet. */
const unsaved = new Set();

/** What stored a capture's draft last: the next storing says all of it again. @type {Map<string, string>} */
const stored = new Map();

/** Captures that something was added to before the start. */
let before = detailed();

// Who signs out leaves no words behind.
effect(() => {
  if (me.value !== null) return;
  drafts.value = standing.value = {};
  before = detailed();
  unsaved.clear();
  stored.clear();
});

/**
 * @param {string} captureId
 * @returns {Details} as far as it can be known here
 */
export function detailsOf(captureId) {
  return { ...BLANK, ...standing.value[captureId], ...drafts.value[captureId] };
}

/**
 * Whether something was added before the app was started that cannot be shown: it lies sealed on
 * the phone, or at a service out of reach.
 * @param {string} captureId
 * @returns {boolean}
 */
export function hasSealed(captureId) {
  return before.includes(captureId) && !(captureId in standing.value);
}

/**
 * Ask the service what it has, where it has all of it.
 * @param {string} captureId
 * @param {import("./outbox/store.js").Item[]} waiting what is on the phone still
 */
export async function recall(captureId, waiting) {
  if (waiting.some((item) => item.captureId === captureId)) return;
  try {
    const { revision: _, ...told } = await call("GET", `/captures/${captureId}/details`);
    standing.value = { ...standing.value, [captureId]: told };
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof Refusal)) throw error;
  }
}

/**
 * @param {string} captureId
 * @param {Partial<Details>} change
 */
export function change(captureId, change) {
  drafts.value = { ...drafts.value, [captureId]: { ...drafts.value[captureId], ...change } };
  unsaved.add(captureId);
}

/**
 * The card was taken back: nothing is added to it any more.
 * @param {string} captureId
 */
export function drop(captureId) {
  const { [captureId]: _gone, ...rest } = drafts.value;
  drafts.value = rest;
  unsaved.delete(captureId);
  stored.delete(captureId);
}

/**
 * Store what was added since the last time, if anything was.
 * @param {string} captureId
 */
export async function save(captureId) {
  const draft = drafts.value[captureId];
  if (!draft || !unsaved.delete(captureId)) return;
  remember(captureId);
  const details = { revision: revision(), only: Object.keys(draft), ...draft };
  const last = stored.get(captureId);
  try {
    stored.set(captureId, await (last ? replaceDetails(last, captureId, details) : keepDetails(captureId, details)));
  } catch (error) {
    unsaved.add(captureId);
    throw error;
  }
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
