/**
 * A reading as a list of fields that a person goes through, and back again as what is approved.
 * @import { PhoneKind, Provenance, ReadContact } from "../../../types/api.d.ts"
 */

import { e164, readable } from "../kit/phones.js";

/**
 * @typedef {object} DraftField
 * @property {string} key unique in the draft: "person", "phones.0", "emails.new1"
 * @property {"company" | "person" | "role" | "department" | "phone" | "email" | "website" | "address"} kind
 * @property {PhoneKind} [phone]
 * @property {string | null} [extension]
 * @property {boolean} [undialled] a number that no country's plan fits, as printed
 * @property {string} value as a person reads it
 * @property {string} read what was read, to see whether it was changed
 * @property {number | null} confidence
 * @property {Provenance | null} from
 * @property {boolean} accepted by the reviewer
 * @property {string[]} candidates other readings of the same place
 */

// Above this a value has been right often enough on the measured cards to be shown as sure.
export const SURE = 0.9;

/**
 * @param {ReadContact & { candidates?: Record<string, string[]> }} contact
 * @param {Record<string, string>} [corrections] what the seller put right with the card in hand, by key
 * @returns {DraftField[]}
 */
export function draftOf(contact, corrections = {}) {
  /** @type {(key: string, kind: DraftField["kind"], value: string | null, more?: Partial<DraftField>) => DraftField} */
  const field = (key, kind, value, more = {}) => ({
    key,
    kind,
    value: corrections[key] ?? value ?? "",
    read: value ?? "",
    confidence: value === null ? null : (contact.confidence?.[key] ?? null),
    from: contact.provenance?.find((one) => one.field === key) ?? null,
    accepted: false,
    candidates: contact.candidates?.[key] ?? [],
    ...more,
  });
  return [
    field("company", "company", contact.company),
    field("person", "person", contact.person),
    field("role", "role", contact.role),
    ...(contact.department ? [field("department", "department", contact.department)] : []),
    ...contact.phones.map((phone, i) =>
      field(`phones.${i}`, "phone", phone.e164 === null ? (phone.text ?? "") : readable(phone.e164), {
        phone: phone.kind, extension: phone.extension, undialled: phone.e164 === null,
      })),
    ...contact.emails.map((email, i) => field(`emails.${i}`, "email", email)),
    ...contact.websites.map((site, i) => field(`websites.${i}`, "website", site)),
    ...(contact.address ? [field("address", "address", contact.address)] : []),
  ];
}

/**
 * @param {DraftField[]} fields
 * @returns {ReadContact}
 */
export function contactOf(fields) {
  const one = (/** @type {string} */ kind) => fields.find((field) => field.kind === kind)?.value.trim() || null;
  const filled = fields.filter((field) => field.value.trim() !== "");
  const many = (/** @type {string} */ kind) =>
    filled.filter((field) => field.kind === kind).map((field) => field.value.trim());
  return {
    company: one("company"),
    person: one("person"),
    role: one("role"),
    department: one("department"),
    phones: filled.filter((field) => field.kind === "phone").map(phoneOf),
    emails: many("email"),
    websites: many("website"),
    address: one("address"),
  };
}

/**
 * @param {DraftField} field
 * @returns {import("../../../types/api.d.ts").Phone}
 */
function phoneOf(field) {
  const facts = { kind: field.phone ?? "work", extension: field.extension ?? null };
  // Left as it was read, the service knows that it cannot be dialled and leaves it out.
  if (field.undialled && field.value === field.read) return { ...facts, e164: null, text: field.read };
  return { ...facts, e164: e164(field.value) };
}

/**
 * @param {DraftField} field
 * @returns {"sure" | "verify" | "missing" | "hand" | "code"}
 */
export function bandOf(field) {
  if (field.value.trim() === "") return "missing";
  if (field.value !== field.read && !field.candidates.includes(field.value)) return "hand";
  if (field.accepted) return "sure";
  if (field.undialled) return "verify";
  if (field.from?.source === "code") return "code";
  return (field.confidence ?? 0) >= SURE ? "sure" : "verify";
}

/**
 * Whether a person must look at it: unsure, or a company that is missing.
 * @param {DraftField} field
 */
export function isUncertain(field) {
  const band = bandOf(field);
  return band === "verify" || (band === "missing" && field.kind === "company" && !field.accepted);
}

/**
 * The key of the first uncertain field after `key`, going round once; null where all is sure.
 * @param {DraftField[]} fields
 * @param {string | null} key
 * @returns {string | null}
 */
export function nextUncertain(fields, key) {
  const at = fields.findIndex((field) => field.key === key);
  const round = [...fields.slice(at + 1), ...fields.slice(0, at + 1)];
  return round.find(isUncertain)?.key ?? null;
}

/**
 * @param {DraftField[]} fields
 * @param {DraftField["kind"]} kind
 * @param {PhoneKind} [phone]
 * @returns {DraftField[]} with one more, empty field
 */
export function withNew(fields, kind, phone) {
  const key = `${kind}.new${fields.length}`;
  return [...fields, { key, kind, phone, value: "", read: "", confidence: null, from: null, accepted: true, candidates: [] }];
}
