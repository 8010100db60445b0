/**
 * How a contact is said in a line.
 * @import { Contact, Method } from "../../../types/api.d.ts"
 */

import { readable } from "./phones.js";

/**
 * @param {Contact} contact
 * @returns {string} the person, else the company
 */
export function nameOf(contact) {
  return contact.person ?? contact.organization?.name ?? "";
}

/**
 * @param {Method} method
 * @returns {string} what a person reads
 */
export function shown(method) {
  if (method.kind === "email" || method.kind === "website") return method.value;
  return readable(method.value) + (method.extension ? ` #${method.extension}` : "");
}

/**
 * @param {Method} method
 * @returns {string | null} where pressing it leads; a fax leads nowhere
 */
export function linkOf(method) {
  if (method.kind === "email") return `mailto:${method.value}`;
  if (method.kind === "website") return /^https?:\/\//.test(method.value) ? method.value : `https://${method.value}`;
  if (method.kind === "fax") return null;
  return `tel:${method.value}`;
}

const ORDER = ["mobile", "work", "switchboard", "email", "fax", "website"];

/**
 * @param {Method[]} methods
 * @returns {Method[]} what one would try first, first
 */
export function inOrder(methods) {
  return [...methods].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** @type {Record<Method["kind"], string>} */
export const METHOD_ICONS = {
  mobile: "handset", work: "phone", switchboard: "building", fax: "fax", email: "mail", website: "web",
};
