/**
 * A date in the app's own words, whatever language the browser speaks; pressing it anywhere opens the
 * browser's calendar.
 */

import { h } from "../../vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @param {{ id: string, label: string, hidden?: boolean, value: string, words: string,
 *   onInput: (value: string) => void }} props `hidden`: the label is for assistive technology alone
 */
export function DateField({ id, label, hidden, value, words, onInput }) {
  return h("div", { class: "field" },
    h("label", { class: hidden ? "vh" : undefined, for: id }, label),
    h("div", { class: "input dated" },
      h(Icon, { name: "calendar" }), h("span", { class: "grow", "aria-hidden": "true" }, words), h(Icon, { name: "down", size: "s" }),
      h("input", {
        id, type: "date", value,
        onInput: (/** @type {Event} */ event) => onInput(/** @type {HTMLInputElement} */ (event.currentTarget).value),
      })));
}
