/**
 * One of the occasion's questions: chips for a choice, a field for a text or a date.
 * @import { Question as Asked } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { day } from "../kit/dates.js";
import { language, t } from "../texts.js";
import { DateField } from "../ui/date-field.js";
import { Field } from "../ui/field.js";
import { Chip } from "../ui/parts.js";

/**
 * @param {{ question: Asked, answer: string | string[] | undefined, onAnswer: (answer: string | string[]) => void }} props
 */
export function Question({ question, answer, onAnswer }) {
  const said = String(answer ?? "");
  if (question.kind === "text") return h(Field, { id: question.id, label: question.label, maxLength: 500, value: said, onInput: onAnswer });
  if (question.kind === "date") {
    const words = said ? day(said, language.value) : t("after.no-day");
    return h(DateField, { id: question.id, label: question.label, value: said, words, onInput: onAnswer });
  }
  const chosen = [answer ?? []].flat();
  /** @param {string} option */
  const press = (option) => {
    const without = chosen.filter((one) => one !== option);
    const next = chosen.includes(option) ? without : [...(question.kind === "multi" ? without : []), option];
    onAnswer(question.kind === "multi" ? next : (next[0] ?? ""));
  };
  return h("fieldset", { class: "stack s" },
    h("legend", { class: "over" }, question.label),
    h("div", { class: "chips" }, question.options.map((option) =>
      h(Chip, { key: option, selected: chosen.includes(option), onClick: () => press(option), children: option }))));
}
