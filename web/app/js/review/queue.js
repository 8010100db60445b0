/**
 * The queue of cards to review: fetched in pages, one reserved at a time.
 * @import { QueueItem, ReadContact, Register } from "../../../types/api.d.ts"
 */

import { signal } from "../../vendor/signals.js";
import { call, Refusal } from "../http.js";
import { queueLength } from "../queue.js";

const PAGE = 20;

/** @type {import("@preact/signals").Signal<QueueItem[] | null>} null before the first answer */
export const queue = signal(/** @type {QueueItem[] | null} */ (null));

/** Until when the card in front is kept from colleagues, ISO. */
export const reservedUntil = signal(/** @type {string | null} */ (null));

/** How many were decided since the page was opened, and when it was. */
export const tally = signal({ done: 0, since: Date.now() });

export async function fetchQueue() {
  const page = await call("GET", `/review?limit=${PAGE}`);
  queue.value = page.items;
  queueLength.value = page.total ?? page.items.length;
}

/**
 * Keep the card from colleagues while it is looked at.
 * @param {QueueItem} item
 * @returns {Promise<boolean>} false where somebody else has it: it is left to them
 */
export async function reserve(item) {
  try {
    reservedUntil.value = (await call("POST", `/captures/${item.id}/claims`)).claimed_until;
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Who approves at once is faster than the reservation: then it is refused for that very reason.
    if (!queue.value?.includes(item)) return true;
    reservedUntil.value = null;
    if (error.status === 409) drop(item.id);
    return error.status !== 409;
  }
}

/**
 * @param {QueueItem} item
 * @param {ReadContact[]} contacts
 * @param {Register[]} registers
 * @param {import("./unfit-note.js").Noted} [noted] notes put right, or why they stay
 */
export async function approve(item, contacts, registers, noted = {}) {
  await call("POST", `/captures/${item.id}/review`, { decision: "approve", contacts, registers, ...noted });
  decided(item.id);
}

/**
 * @param {QueueItem} item
 * @param {string} reason
 */
export async function reject(item, reason) {
  await call("POST", `/captures/${item.id}/review`, { decision: "reject", reason });
  decided(item.id);
}

/** @param {string} id */
function decided(id) {
  tally.value = { ...tally.value, done: tally.value.done + 1 };
  drop(id);
}

/** @param {string} id */
export function drop(id) {
  queue.value = (queue.value ?? []).filter((item) => item.id !== id);
  queueLength.value = Math.max(0, queueLength.value - 1);
  if (queue.value.length < 5 && queueLength.value > queue.value.length) void fetchQueue();
}
