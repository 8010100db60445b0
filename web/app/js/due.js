/**
 * What waits for the privacy officer: shown on their start page, and how much of it presses in the
 * menu.
 * @import { Due } from "../../types/api.d.ts"
 */

import { computed, signal } from "../vendor/signals.js";
import { call } from "./http.js";

const OLD_MS = 60_000;

/** @type {import("@preact/signals").Signal<Due[] | null>} */
export const due = signal(/** @type {Due[] | null} */ (null));

export const pressing = computed(() => (due.value ?? []).reduce((sum, one) => sum + one.soon + one.late, 0));

let askedAt = 0;

/** Ask again, unless it was asked within the last minute. */
export async function refreshDue({ now = false } = {}) {
  if (!now && Date.now() - askedAt < OLD_MS) return;
  askedAt = Date.now();
  due.value = await call("GET", "/oversight/due");
}
