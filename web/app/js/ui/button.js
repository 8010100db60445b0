/**
 * Buttons: one primary a view. A busy button keeps its words and says so to assistive technology.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} ButtonProps
 * @property {() => void} [onClick] left out on the button that submits a form
 * @property {string} [icon]
 * @property {string} [look] classes of the design: primary quiet danger wide tall
 * @property {boolean} [submit]
 * @property {string} [form] the id of the form it submits, where it stands outside of it
 * @property {boolean} [busy]
 * @property {boolean} [disabled]
 * @property {string} [keys] the key that does the same
 * @property {boolean} [expanded] for a button that opens something
 * @property {ComponentChildren} [children]
 */

/** @param {ButtonProps} props */
export function Button({ onClick, icon, look = "", submit, form, busy, disabled, keys, expanded, children }) {
  return h(
    "button",
    {
      class: `btn ${look}`.trim(),
      type: submit ? "submit" : "button",
      form,
      onClick,
      disabled,
      "aria-busy": busy ? "true" : undefined,
      "aria-expanded": expanded === undefined ? undefined : expanded ? "true" : "false",
      "aria-keyshortcuts": keys,
    },
    icon && h(Icon, { name: icon }),
    children,
  );
}

/**
 * A button that shows an icon alone.
 * @param {{ icon: string, label: string, onClick: () => void, look?: string, pressed?: boolean }} props
 */
export function IconButton({ icon, label, onClick, look = "btn quiet icon", pressed }) {
  return h(
    "button",
    {
      class: look,
      type: "button",
      "aria-label": label,
      title: label,
      "aria-pressed": pressed === undefined ? undefined : pressed ? "true" : "false",
      onClick,
    },
    h(Icon, { name: icon }),
  );
}

/**
 * @param {{ href: string, icon?: string, look?: string, download?: string, children?: ComponentChildren }} props
 */
export function LinkButton({ href, icon, look = "", download, children }) {
  return h("a", { class: `btn ${look}`.trim(), href, download }, icon && h(Icon, { name: icon }), children);
}
