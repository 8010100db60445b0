/** What the browser has cleared although it waited: known by a store that had to be made anew. */

import { signal } from "../../vendor/signals.js";
import { wiped } from "./store.js";

const WAITING = "handslag.waiting";
const LOST = "handslag.lost";

/** How many captures waited when the browser cleared the store, until the seller has seen it. */
export const lost = signal(Number(localStorage.getItem(LOST) ?? 0));

/** @param {number} count 0: the seller has seen it */
export function tellLost(count) {
  lost.value = count;
  localStorage.setItem(LOST, String(count));
}

/**
 * Hold what waits now against what waited when the store was last looked into.
 * @param {import("./store.js").Item[]} items
 */
export function compare(items) {
  if (wiped.value) tellLost(lost.value + Number(localStorage.getItem(WAITING) ?? 0));
  wiped.value = false;
  localStorage.setItem(WAITING, String(items.filter((item) => item.kind === "capture").length));
}
