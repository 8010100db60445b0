/** Letters without their marks, one for one, so that places in the folded text are places in the text. */

/** @type {Record<string, string>} */
const APART = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "t", æ: "a", œ: "o", ß: "s" };

/**
 * @param {string} text
 * @returns {string} as long as `text`
 */
export function folded(text) {
  return Array.from(text.toLowerCase(), (letter) => {
    const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "");
    return (APART[plain] ?? plain ?? letter).padEnd(letter.length, letter).slice(0, letter.length);
  }).join("");
}
