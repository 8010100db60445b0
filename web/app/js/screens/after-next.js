/**
 * The next step: what, until when, and whose it is: the seller's own, unless a colleague is named.
 * @import { NextStep as Step } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { colleagues } from "../colleagues.js";
import { weekday } from "../kit/dates.js";
import { me } from "../session.js";
import { language, t } from "../texts.js";
import { DateField } from "../ui/date-field.js";
import { Select } from "../ui/field.js";
import { Chip } from "../ui/parts.js";

const STEPS = /** @type {const} */ (["step.offer", "step.call", "step.visit"]);
const DAYS = 7;

/** @param {{ step: Step | null, onChange: (step: Step | null) => void }} props */
export function NextStep({ step, onChange }) {
  /** @param {string} text */
  const press = (text) => {
    if (step?.text === text) onChange(null);
    else onChange({ text, owner_id: step?.owner_id ?? me.value?.user.id ?? null, due_on: step?.due_on ?? inDays(DAYS) });
  };
  return h("fieldset", { class: "stack s" },
    h("legend", { class: "over" }, t("after.next-step")),
    h("div", { class: "chips" }, STEPS.map((key) =>
      h(Chip, { key, selected: step?.text === t(key), onClick: () => press(t(key)), children: t(key) }))),
    step && colleagues.value.length > 1 && h(Select, {
      id: "owner", label: t("after.owner"), value: step.owner_id ?? "", options: owners(),
      onChange: (owner_id) => onChange({ ...step, owner_id }),
    }),
    step && h(DateField, {
      id: "due", label: t("after.due"), hidden: true, value: step.due_on ?? "",
      words: step.due_on ? due(step.owner_id, weekday(step.due_on, language.value)) : t("after.no-day"),
      onInput: (due) => onChange({ ...step, due_on: due || null }),
    }));
}

/** @param {string | null} owner @param {string} day */
function due(owner, day) {
  return owner === me.value?.user.id ? t("after.due-me", { day }) : day;
}

function owners() {
  const own = me.value?.user.id;
  const [mine, others] = [colleagues.value.filter(({ id }) => id === own), colleagues.value.filter(({ id }) => id !== own)];
  return [...mine, ...others].map(({ id, name }) => ({ value: id, label: id === own ? t("after.owner-me", { name }) : name }));
}

/** @param {number} days */
function inDays(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
