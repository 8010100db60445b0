/**
 * Whom a next step may be given to: the own people. Signing out takes them off the phone.
 * @typedef {{ id: string, name: string }} Colleague
 */

import { signal } from "../vendor/signals.js";
import { call } from "./http.js";

const KEPT = "handslag.colleagues";

/** By name; empty until they were fetched. */
export const colleagues = signal(/** @type {Colleague[]} */ (JSON.parse(localStorage.getItem(KEPT) ?? "[]")));

/** @throws {import("./http.js").NoAnswer} */
export async function fetchColleagues() {
  colleagues.value = (await call("GET", "/colleagues")).items;
  localStorage.setItem(KEPT, JSON.stringify(colleagues.value));
}
