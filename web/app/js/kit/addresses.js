/**
 * Addresses as suppressions know them: one form for every spelling of a mailbox, as
 * `api/kit/mailboxes.py` has it. `tests/addresses.json` holds both to the same answers.
 */

import { e164 } from "./phones.js";

/** @typedef {{ kind: "email" | "phone", value: string }} Address */

// Providers that deliver to one mailbox under several domains, and those that skip characters.
const SAME = new Map([
  ["googlemail.com", "gmail.com"], ["mac.com", "icloud.com"], ["me.com", "icloud.com"],
  ["pm.me", "proton.me"], ["protonmail.com", "proton.me"], ["protonmail.ch", "proton.me"],
]);
const SKIPPED = new Map([["gmail.com", /\./g], ["proton.me", /[._-]/g]]);

/**
 * @param {Address} address
 * @returns {string} a mailbox's one form, or a number in E.164
 */
export function canonical({ kind, value }) {
  return kind === "email" ? mailbox(value) : `+${value.replace(/\D/g, "")}`;
}

/** @param {string} email */
function mailbox(email) {
  const whole = folded(email.normalize("NFKC").trim());
  const at = whole.lastIndexOf("@");
  const local = whole.slice(0, Math.max(0, at));
  const written = asciiDomain(whole.slice(at + 1));
  const host = SAME.get(written) ?? written;
  // What stands behind a plus sorts mail within one mailbox (RFC 5233).
  const base = (local.split("+")[0] || local).replace(SKIPPED.get(host) ?? /$^/, "");
  return `${base || local}@${host}`;
}

/**
 * Unicode's case folding, which the language lacks: ß is ss, both sigmas are one; ı stays itself.
 * @param {string} text
 */
function folded(text) {
  return text.replace(/[^ı]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase()).replace(/ς/g, "σ");
}

/** @param {string} domain göteborg.example is xn--gteborg-90a.example */
function asciiDomain(domain) {
  const bare = domain.trim().replace(/^\.+|\.+$/g, "").toLowerCase();
  // What is no letter, mark or figure stands in no domain name (RFC 5892).
  if (!/[^\0-\x7f]/.test(bare) || !/^[\p{L}\p{M}\p{Nd}.。-]+$/u.test(bare)) return bare;
  try {
    return new URL(`http://${bare}`).hostname;
  } catch {
    return bare;
  }
}

const EMAIL = /[^\s<>()[\]{},;:"'|]+@[^\s<>()[\]{},;:"'|]+\.[^\s<>()[\]{},;:"'|]+/gu;
const PHONE = /(?:\+|\b0)\d[\d ().\/\u00a0-]{5,}\d/g;

/**
 * @param {string} text a signature, a vCard, a page
 * @returns {Address[]} each spelling once
 */
export function addressesIn(text) {
  const emails = (text.match(EMAIL) ?? []).map((value) => ({ kind: /** @type {const} */ ("email"), value }));
  const phones = (text.match(PHONE) ?? []).map((value) => ({ kind: /** @type {const} */ ("phone"), value: e164(value) }));
  const all = new Map([...emails, ...phones].map((one) => [one.value, one]));
  return [...all.values()];
}
