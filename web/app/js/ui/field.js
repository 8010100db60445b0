/**
 * Fields of a form: label above, help below, error below with an icon.
 * @import { ComponentChildren, TargetedEvent, TargetedInputEvent } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} FieldProps
 * @property {string} id
 * @property {string} label
 * @property {string} value
 * @property {(value: string) => void} onInput
 * @property {string} [type]
 * @property {string} [hint]
 * @property {string} [placeholder] the form of what is asked for, never its name
 * @property {string} [error]
 * @property {string} [autocomplete]
 * @property {string} [inputMode]
 * @property {boolean} [required]
 * @property {boolean} [mono]
 * @property {number} [minLength]
 * @property {number} [maxLength]
 */

/** @param {FieldProps} props */
export function Field(props) {
  const { id, label, value, onInput, type = "text", hint, error, mono, inputMode } = props;
  const about = [hint && `${id}-h`, error && `${id}-e`].filter(Boolean).join(" ");
  const looks = ["input", mono ? "mono" : "", error ? "bad" : ""].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", {
      class: looks,
      id,
      name: id,
      type,
      value,
      inputMode,
      placeholder: props.placeholder,
      autocomplete: props.autocomplete ?? "off",
      required: props.required,
      minLength: props.minLength,
      maxLength: props.maxLength,
      spellcheck: false,
      "aria-invalid": error ? "true" : undefined,
      "aria-describedby": about || undefined,
      onInput: (/** @type {TargetedInputEvent<HTMLInputElement>} */ event) => onInput(event.currentTarget.value),
    }),
    hint && h("p", { class: "hint", id: `${id}-h` }, hint),
    error && h("p", { class: "err", id: `${id}-e` }, h(Icon, { name: "verify", size: "s" }), error),
  );
}

/**
 * @param {{ id: string, label: string, value: string, rows?: number, hint?: string,
 *   maxLength?: number, onInput: (value: string) => void }} props
 */
export function TextArea({ id, label, value, rows = 4, hint, maxLength, onInput }) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("textarea", {
      class: "input area",
      id,
      rows,
      value,
      maxLength,
      "aria-describedby": hint ? `${id}-h` : undefined,
      onInput: (/** @type {TargetedInputEvent<HTMLTextAreaElement>} */ event) => onInput(event.currentTarget.value),
    }),
    hint && h("p", { class: "hint", id: `${id}-h` }, hint),
  );
}

/**
 * @param {{ id: string, label: string, value: string, options: { value: string, label: string }[],
 *   hint?: string, onChange: (value: string) => void }} props
 */
export function Select({ id, label, value, options, hint, onChange }) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h(
      "select",
      {
        class: "input select",
        id,
        value,
        onChange: (/** @type {TargetedEvent<HTMLSelectElement>} */ event) =>
          onChange(event.currentTarget.value),
      },
      options.map((option) =>
        h("option", { value: option.value, selected: option.value === value }, option.label),
      ),
    ),
    hint && h("p", { class: "hint" }, hint),
  );
}

/**
 * @param {{ onSubmit: () => void, id?: string, label?: string, look?: string, children?: ComponentChildren }} props
 */
export function Form({ onSubmit, id, label, look = "stack l", children }) {
  return h(
    "form",
    {
      id,
      class: look,
      "aria-label": label,
      onSubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        onSubmit();
      },
    },
    children,
  );
}
