/** Writes vCard 3.0 (RFC 2426). */

/**
 * @param {string} value
 * @returns {string} so that it ends no line and no part
 */
function escaped(value) {
  return value.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

/**
 * @param {{ person?: string, company?: string, role?: string, phone?: string, email?: string, url?: string, note?: string }} who
 * @returns {string}
 */
export function vcardOf({ person = "", company = "", role = "", phone = "", email = "", url = "", note = "" }) {
  const words = person.trim().split(/\s+/);
  const last = words.length > 1 ? (words.pop() ?? "") : "";
  /** @type {[string, string][]} */
  const lines = [
    ["FN", escaped(person.trim() || company.trim())],
    ["N", `${escaped(last)};${escaped(words.join(" "))};;;`],
    ["ORG", escaped(company.trim())],
    ["TITLE", escaped(role.trim())],
    ["TEL;TYPE=WORK", escaped(phone.trim())],
    ["EMAIL", escaped(email.trim())],
    ["URL", escaped(url)],
    ["NOTE", escaped(note)],
  ];
  const filled = lines.filter(([, value]) => value !== "" && value !== ";;;;").map(([name, value]) => `${name}:${value}`);
  return ["BEGIN:VCARD", "VERSION:3.0", ...filled, "END:VCARD", ""].join("\r\n");
}
