/**
 * This device as the service knows it: its own id, an upload token for each person who used it, and
 * the key that the outbox is sealed to. A token outlives the session, so that what waits goes off
 * after its seller has signed out; it can do nothing but that.
 */

import { call } from "../http.js";
import { newId } from "../kit/ids.js";
import { nameOfDevice } from "../kit/devices.js";

const ID = "handslag.device";
const TOKENS = "handslag.upload-tokens";
const KEY = "handslag.outbox-key";

/** @returns {string} chosen once, by this device */
export function deviceId() {
  const kept = localStorage.getItem(ID);
  if (kept) return kept;
  const made = newId();
  localStorage.setItem(ID, made);
  return made;
}

/**
 * Get what offline work needs: a token for this person and the newest key. Called with a network.
 * @param {string} userId
 * @param {{ anew?: boolean }} [how] `anew`: the person has just signed in, which ends the old token
 */
export async function enlist(userId, { anew = false } = {}) {
  localStorage.setItem(KEY, JSON.stringify(await call("GET", "/outbox-key")));
  if (tokenOf(userId) && !anew) return;
  const { token } = await call("PUT", `/devices/${deviceId()}`, { name: nameOfDevice(navigator.userAgent) });
  keepTokens({ ...tokens(), [userId]: token });
}

/**
 * The key to seal to: the newest this device has seen. Older ones open as well.
 * @returns {Promise<import("./seal.js").OutboxKey>}
 */
export async function outboxKey() {
  const kept = localStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : call("GET", "/outbox-key");
}

/**
 * @param {string} userId
 * @returns {string | undefined}
 */
export function tokenOf(userId) {
  return tokens()[userId];
}

/**
 * The token is of no more use: superseded, revoked, or nothing is left to send with it.
 * @param {string} userId
 */
export function dropToken(userId) {
  const { [userId]: _gone, ...rest } = tokens();
  keepTokens(rest);
}

/** @returns {string[]} whose tokens this device holds */
export function tokenUsers() {
  return Object.keys(tokens());
}

/** @returns {Record<string, string>} */
function tokens() {
  return JSON.parse(localStorage.getItem(TOKENS) ?? "{}");
}

/** @param {Record<string, string>} all */
function keepTokens(all) {
  localStorage.setItem(TOKENS, JSON.stringify(all));
}
