/**
 * Addresses that no mailing may reach, known on the phone without a network by a salted set of hashes:
 * an address can be tried against it, none can be read out of it. Who signs out takes it along.
 * @import { ReadContact } from "../../types/api.d.ts"
 * @import { Address } from "./kit/addresses.js"
 */

import { signal } from "../vendor/signals.js";
import { call, NoAnswer, Refusal } from "./http.js";
import { addressesIn, canonical } from "./kit/addresses.js";

/** @typedef {{ key: string, salt: string, bytes: number, members: string[] }} PhoneSet as the service gives it, in hex */

const KEPT = "suppressed";
const AT = "/suppressions/set";
const GOOD_FOR_MS = 4 * 3_600_000;
// A mail of a megabyte is attachments.
const LOOKED_AT = 200_000;

/** Suppressed addresses of this session's captures, by capture id. */
export const suppressedOf = signal(/** @type {Record<string, string[]>} */ ({}));

/**
 * Fetch the set anew.
 * @throws {NoAnswer}
 * @throws {Refusal}
 */
export async function fetchSuppressed() {
  const set = await call("GET", AT);
  const cache = await globalThis.caches?.open(KEPT);
  await cache?.put(AT, new Response(JSON.stringify({ at: Date.now(), set })));
}

/** @returns {Promise<{ at: number, set: PhoneSet } | null>} null: never fetched here */
async function kept() {
  const answer = await globalThis.caches?.match(AT, { cacheName: KEPT });
  return answer ? answer.json() : null;
}

/** Fetch the set if what is here has aged; without a network that has to do. */
export async function renew() {
  if (((await kept())?.at ?? 0) > Date.now() - GOOD_FOR_MS) return;
  await fetchSuppressed().catch((error) => {
    if (!(error instanceof NoAnswer || error instanceof Refusal)) throw error;
  });
}

/**
 * @param {Address[]} addresses
 * @returns {Promise<string[]>} those that are suppressed, as they were given
 */
export async function listSuppressed(addresses) {
  if (addresses.length === 0) return [];
  const renewal = renew();
  // A set that has aged says more than none: only the first is waited for.
  if (!(await kept())) await renewal;
  const { set } = (await kept()) ?? {};
  if (!set) return [];
  const members = new Set(set.members);
  const is = await Promise.all(addresses.map(async (one) => members.has(await memberOf(set, one))));
  return addresses.filter((_, n) => is[n]).map(({ value }) => value);
}

/**
 * Look through what was taken in, for the screen after it.
 * @param {string} captureId
 * @param {Blob} content
 */
export async function lookThrough(captureId, content) {
  if (content.type.startsWith("image/")) return;
  const found = await listSuppressed(addressesIn(await content.slice(0, LOOKED_AT).text()));
  if (found.length > 0) suppressedOf.value = { ...suppressedOf.value, [captureId]: found };
}

/** @param {ReadContact[]} contacts @returns {Address[]} */
export function addressesOf(contacts) {
  return contacts.flatMap(({ emails, phones }) => [
    ...emails.map((value) => ({ kind: /** @type {const} */ ("email"), value })),
    ...phones.flatMap(({ e164 }) => (e164 ? [{ kind: /** @type {const} */ ("phone"), value: e164 }] : [])),
  ]);
}

/**
 * What an address is known by in `set`: told in api/suppressions/schemas.py.
 * @param {PhoneSet} set
 * @param {Address} address
 * @returns {Promise<string>} hex
 */
export async function memberOf(set, address) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(set.key), how, false, ["sign"]);
  const mark = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(canonical(address)));
  const salted = new Uint8Array([...bytesOf(set.salt), ...new Uint8Array(mark)]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", salted));
  return Array.from(digest.slice(0, set.bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} hex */
function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
