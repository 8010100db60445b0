/**
 * Who is signed in. What is kept on the device between starts is the name and roles only, so that
 * the app opens at a stand without a network.
 * @import { Me } from "../../types/api.d.ts"
 */

import { computed, signal } from "../vendor/signals.js";
import { call, Refusal } from "./http.js";
import { speak } from "./texts.js";

const KEPT = "handslag.me";

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
  if (!kept) return;
  me.value = JSON.parse(kept);
  try {
    become(await call("GET", "/session"));
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) forget();
  }
}

/**
 * @param {{ email: string, password: string, totp?: string }} who
 */
export async function signIn(who) {
  become(await call("POST", "/session", who));
}

/** @param {{ code: string, email: string, name: string, password: string, language: string }} who */
export async function setUp(who) {
  const answer = await call("POST", "/setup", who);
  become(answer?.user ? answer : await call("GET", "/session"));
}

export async function signOut() {
  await call("DELETE", "/session");
  forget();
}

/** The service no longer knows this session: what waits on the device stays. */
export function forget() {
  localStorage.removeItem(KEPT);
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
