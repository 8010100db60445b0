/**
 * Who is signed in. What is kept on the device between starts is the name and roles only, so that
 * the app opens at a stand without a network.
 * @import { Me } from "../../types/api.d.ts"
 */

import { computed, signal } from "../vendor/signals.js";
import { call, NoAnswer, Refusal } from "./http.js";
import { enlist } from "./outbox/device.js";
import { keepShiftOf } from "./shift.js";
import { speak } from "./texts.js";

const KEPT = "handslag.me";
const LEAVING = "handslag.leaving";

/** @type {import("@preact/signals").Signal<Me | null>} */
export const me = signal(/** @type {Me | null} */ (null));

/** True once the service itself has said who is signed in. */
export const confirmed = signal(false);

export const scopes = computed(() => new Set(me.value?.scopes ?? []));

/**
 * @param {string} scope
 * @returns {boolean}
 */
export function may(scope) {
  return scopes.value.has(scope);
}

/** Take up the session of last time, then ask the service. Offline, last time's stands. */
export async function resume() {
  const kept = localStorage.getItem(KEPT);
  if (!kept) return leave();
  me.value = JSON.parse(kept);
  try {
    const answer = await call("GET", "/session");
    become(answer);
    await prepareOutbox(answer);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) forget();
    else if (!(error instanceof Refusal || error instanceof NoAnswer)) throw error;
  }
}

/**
 * Who may capture gets what the outbox needs at sign-in: later there may be no network.
 * @param {Me} answer
 * @param {{ anew?: boolean }} [how]
 */
async function prepareOutbox(answer, how) {
  if (answer.scopes.includes("captures:write")) await enlist(answer.user.id, how);
}

/** @param {Me} answer to a sign-in of any kind */
async function begin(answer) {
  localStorage.removeItem(LEAVING);
  await prepareOutbox(answer, { anew: true });
  keepShiftOf(answer.user.id);
  become(answer);
}

/**
 * @param {{ email: string, password: string, totp?: string }} who
 */
export async function signIn(who) {
  await begin(await call("POST", "/session", who));
}

/** @param {{ code: string, email: string, name: string, password: string, language: string }} who */
export async function setUp(who) {
  await begin(await call("POST", "/setup", who));
}

/** @param {string} code ten characters from the desk, as they were typed or scanned */
export async function pair(code) {
  await begin(await call("POST", "/session/pairing", { code }));
}

/**
 * Set up the second factor that was offered; from now on signing in asks for its codes.
 * @param {{ secret: string, code: string, password: string }} what
 */
export async function confirmFactor(what) {
  become(await call("PUT", "/session/second-factor", what));
}

/** Sign out here at once; where there is no network, the service is told when there is one. */
export async function signOut() {
  localStorage.setItem(LEAVING, "1");
  forget();
  await leave();
}

async function leave() {
  if (!localStorage.getItem(LEAVING)) return;
  try {
    await call("DELETE", "/session");
  } catch (error) {
    if (error instanceof NoAnswer) return;
    if (!(error instanceof Refusal)) throw error;
  }
  localStorage.removeItem(LEAVING);
}

/** The service no longer knows this session: what waits on the device stays. */
export function forget() {
  localStorage.removeItem(KEPT);
  localStorage.removeItem("handslag.colleagues");
  void globalThis.caches?.delete("suppressed");
  me.value = null;
  confirmed.value = false;
}

/** @param {Me} answer */
function become(answer) {
  me.value = answer;
  confirmed.value = true;
  localStorage.setItem(KEPT, JSON.stringify(answer));
  void speak(answer.user.language);
}
