/**
 * What notices and receipts name: who is responsible, and the policy in force. Fetched with a network,
 * kept for the stand; none of it is personal.
 * @import { Controller } from "../../types/api.d.ts"
 */

import { signal } from "../vendor/signals.js";
import { call } from "./http.js";

/** @typedef {{ controller: Controller, policy: string | null, origin: string }} Stand */

const KEPT = "handslag.stand";

/** @type {import("@preact/signals").Signal<Stand | null>} */
export const stand = signal(JSON.parse(localStorage.getItem(KEPT) ?? "null"));

/** @throws {import("./http.js").NoAnswer} */
export async function prepareStand() {
  const [controller, policies] = await Promise.all([call("GET", "/controller"), call("GET", "/policies")]);
  stand.value = { controller, policy: policies.in_force, origin: location.origin };
  localStorage.setItem(KEPT, JSON.stringify(stand.value));
}
