/** Which key does what in the review. Letters act only outside inputs, and can be switched off. */

/**
 * accept: this field is right · approve: the card is right · and so on; `candidate` comes with a number
 * @typedef {"accept" | "approve" | "edit" | "leave" | "clear" | "zoom" | "reject" | "flip" |
 *   "search" | "help" | "undo" | `candidate ${number}`} Command
 */

/** @type {Record<string, Command>} */
const LETTERS = {
  e: "edit", t: "clear", z: "zoom", x: "reject", b: "flip", u: "undo", "/": "search", "?": "help",
};

/**
 * @param {{ key: string, shiftKey: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean }} event
 * @param {{ typing: boolean, letters: boolean }} where `typing`: the focus is in an input
 * @returns {Command | null}
 */
export function commandOf(event, { typing, letters }) {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === "Enter") return event.shiftKey ? "approve" : "accept";
  if (event.key === "Escape") return "leave";
  if (typing || !letters) return null;
  if (/^[1-9]$/.test(event.key)) return `candidate ${Number(event.key)}`;
  return LETTERS[event.key.toLowerCase()] ?? null;
}

const KEPT = "handslag.letters";

/** @returns {boolean} whether single letters are commands on this device */
export function lettersOn() {
  return localStorage.getItem(KEPT) !== "off";
}

/** @param {boolean} on */
export function setLetters(on) {
  localStorage.setItem(KEPT, on ? "on" : "off");
}
