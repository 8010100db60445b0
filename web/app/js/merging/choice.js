/**
 * Which values hold when two contacts become one: pure, so that it can be tried without a page.
 * @import { Contact, Method } from "../../../types/api.d.ts"
 */

import { shown } from "../kit/contacts.js";

/** What a person has one of. @typedef {"person" | "organization" | "role" | "department" | "address"} Single */

export const SINGLE = /** @type {Single[]} */ (["person", "organization", "role", "department", "address"]);
const KINDS = /** @type {Method["kind"][]} */ (["email", "mobile", "work", "switchboard", "fax", "website"]);

/**
 * @param {Contact} contact
 * @param {Single} name
 * @returns {string} empty where there is none
 */
export function valueOf(contact, name) {
  return (name === "organization" ? contact.organization?.name : contact[name]) ?? "";
}

/**
 * What was handed over last holds, where it was handed over at all.
 * @param {Contact} older
 * @param {Contact} newer
 * @returns {Set<Single>} what is taken from the newer one
 */
export function suggested(older, newer) {
  return new Set(SINGLE.filter((name) => valueOf(newer, name) !== "" && valueOf(newer, name) !== valueOf(older, name)));
}

/**
 * Every way to reach either, by kind; a kind that neither has is left out.
 * @param {Contact} older
 * @param {Contact} newer
 * @returns {{ kind: Method["kind"], older: string[], newer: string[], both: string[] }[]}
 */
export function ways(older, newer) {
  return KINDS.map((kind) => {
    const [left, right] = [of(older, kind), of(newer, kind)];
    return { kind, older: left, newer: right, both: [...new Set([...right, ...left])] };
  }).filter((way) => way.both.length > 0);
}

/**
 * @param {Contact} contact
 * @param {Method["kind"]} kind
 */
function of(contact, kind) {
  return [...new Set(contact.methods.filter((method) => method.kind === kind).map(shown))];
}
