/**
 * The app's words. Two flat catalogues, `texts/sv.json` and `texts/en.json`, with the same keys;
 * a text with numbers has a key for each plural form (`x_one`, `x_other`). What is said later than on
 * the first screens lies in `texts/desk`, so that a phone opens without it.
 */

import { signal } from "../vendor/signals.js";

/** @typedef {"sv" | "en"} Language */
/** @typedef {keyof typeof import("../texts/sv.json", { with: { type: "json" } })} PhoneKey */
/** @typedef {keyof typeof import("../texts/desk/sv.json", { with: { type: "json" } })} DeskKey */
/** @typedef {PhoneKey | DeskKey} Key */
/** @typedef {Record<string, string | number>} Facts */

const KEPT = "handslag.language";

/** @type {import("@preact/signals").Signal<Language>} */
export const language = signal(/** @type {Language} */ ("sv"));

/** @type {import("@preact/signals").Signal<Record<string, string>>} */
const catalogue = signal({});

let deskSpeaks = false;

/** @type {Promise<void>} one change of the words after another: signing in changes the language while a desk opens */
let last = Promise.resolve();

/** @param {() => Promise<void>} change */
function inTurn(change) {
  last = last.then(change, change);
  return last;
}

/**
 * Show the app in `wanted`, or in the language this device was last used in (Swedish at first).
 * @param {string | null} [wanted]
 */
export function speak(wanted) {
  return inTurn(async () => {
    const next = wanted === "en" || wanted === "sv" ? wanted : keptLanguage();
    const parts = [fetched(`${next}.json`), deskSpeaks ? fetched(`desk/${next}.json`) : {}];
    catalogue.value = Object.assign({}, ...(await Promise.all(parts)));
    language.value = next;
    document.documentElement.lang = next;
    if (wanted) localStorage.setItem(KEPT, next);
  });
}

/** Learn the desk's words as well, once; without a network its keys stand in for them. */
export function deskWords() {
  return inTurn(async () => {
    if (deskSpeaks) return;
    try {
      const words = await fetched(`desk/${language.value}.json`);
      catalogue.value = { ...catalogue.value, ...words };
      deskSpeaks = true;
    } catch {
      // The next screen of the desk asks again.
    }
  });
}

/**
 * @param {string} name under `texts`
 * @returns {Promise<Record<string, string>>}
 */
async function fetched(name) {
  return (await fetch(new URL(`../texts/${name}`, import.meta.url))).json();
}

/** @returns {Language} */
function keptLanguage() {
  return localStorage.getItem(KEPT) === "en" ? "en" : "sv";
}

/**
 * The text of `key`, its braces filled with `facts`.
 * @param {Key} key
 * @param {Facts} [facts]
 * @returns {string}
 */
export function t(key, facts) {
  return filled(catalogue.value[key] ?? key, facts);
}

/**
 * The text of `key` for the number `n`: its form is chosen by the language's own rule.
 * @param {string} key the part before `_one` and `_other`
 * @param {number} n
 * @param {Facts} [facts]
 * @returns {string}
 */
export function count(key, n, facts) {
  const form = new Intl.PluralRules(language.value).select(n);
  const text = catalogue.value[`${key}_${form}`] ?? catalogue.value[`${key}_other`];
  return filled(text ?? key, { n: n.toLocaleString(language.value === "sv" ? "sv-SE" : "en-GB"), ...facts });
}

/**
 * The text of `prefix.value`, or `value` itself where the service says a word the app does not know.
 * @param {string} prefix
 * @param {string} value
 * @returns {string}
 */
export function word(prefix, value) {
  return catalogue.value[`${prefix}.${value}`] ?? value;
}

/**
 * @param {string} prefix
 * @param {string} value
 * @returns {boolean} whether the app has words for it
 */
export function knows(prefix, value) {
  return `${prefix}.${value}` in catalogue.value;
}

/**
 * @param {string} text
 * @param {Facts} [facts]
 */
function filled(text, facts = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}
