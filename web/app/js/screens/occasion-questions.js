/**
 * The questions of an occasion, as they are set up: what is asked, how it is answered.
 * @import { Question } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Select } from "../ui/field.js";

const KINDS = /** @type {Question["kind"][]} */ (["single", "multi", "text", "date"]);
const MOST = 10;

/** @typedef {{ label: string, kind: Question["kind"], options: string }} Draft options parted by commas */

/** @param {{ questions: Draft[], onChange: (questions: Draft[]) => void }} props */
export function Questions({ questions, onChange }) {
  /** @param {number} at @param {Partial<Draft>} part */
  const change = (at, part) => onChange(questions.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return h("fieldset", { class: "stack" },
    h("legend", { class: "label" }, t("questions.title")),
    h("p", { class: "hint" }, t("questions.hint")),
    questions.map((one, i) => h("div", { class: "panel", key: i }, h("div", { class: "body stack" },
      h(Field, { id: `label-${i}`, label: t("questions.label"), required: true, maxLength: 200, value: one.label, onInput: (label) => change(i, { label }) }),
      h(Select, {
        id: `kind-${i}`, label: t("questions.kind"), value: one.kind,
        options: KINDS.map((kind) => ({ value: kind, label: word("question", kind) })),
        onChange: (kind) => change(i, { kind: /** @type {Question["kind"]} */ (kind) }),
      }),
      isChoice(one) && h(Field, { id: `options-${i}`, label: t("questions.options"), hint: t("questions.options-hint"), required: true, value: one.options, onInput: (options) => change(i, { options }) }),
      h(Button, { look: "quiet", icon: "trash", onClick: () => onChange(questions.filter((_, other) => other !== i)), children: t("questions.remove") })))),
    questions.length < MOST && h(Button, { look: "quiet", icon: "plus", onClick: () => onChange([...questions, { label: "", kind: "multi", options: "" }]), children: t("questions.add") }));
}

/**
 * As the service wants them.
 * @param {Draft[]} questions
 * @returns {Question[]}
 */
export function asked(questions) {
  return questions.map((one, i) => ({
    id: `q${i + 1}`,
    label: one.label.trim(),
    kind: one.kind,
    options: isChoice(one) ? one.options.split(",").map((option) => option.trim()).filter(Boolean) : [],
  }));
}

/** @param {Draft} one */
function isChoice(one) {
  return one.kind === "single" || one.kind === "multi";
}
