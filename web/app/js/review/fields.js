/**
 * The fields of one contact, one of them open. Each row takes the focus itself: letters are
 * commands there, and text only inside its input.
 * @import { KeptFile, PhoneKind } from "../../../types/api.d.ts"
 * @import { DraftField } from "./draft.js"
 */

import { h } from "../../vendor/preact.js";
import { t, word } from "../texts.js";
import { Band } from "../ui/parts.js";
import { Strip } from "./board.js";
import { bandOf } from "./draft.js";

const PHONES = /** @type {PhoneKind[]} */ (["mobile", "work", "switchboard", "fax"]);

/** @param {DraftField} field */
export function labelOf(field) {
  return field.kind === "phone" ? word("method", field.phone ?? "work") : word("field", field.kind);
}

/**
 * @param {{ fields: DraftField[], current: string | null, files: KeptFile[], problems: Record<string, string>,
 *   onChoose: (key: string) => void, onChange: (key: string, change: Partial<DraftField>) => void }} props
 */
export function Fields({ fields, current, files, problems, onChoose, onChange }) {
  return fields.map((field) =>
    h(Row, {
      key: field.key,
      field,
      open: field.key === current,
      picture: files.find((file) => file.side === field.from?.side),
      problem: problems[field.key],
      onChoose: () => onChoose(field.key),
      onChange: (change) => onChange(field.key, change),
    }),
  );
}

/**
 * @param {{ field: DraftField, open: boolean, picture: KeptFile | undefined, problem: string | undefined,
 *   onChoose: () => void, onChange: (change: Partial<DraftField>) => void }} props
 */
function Row({ field, open, picture, problem, onChoose, onChange }) {
  const band = bandOf(field);
  const label = labelOf(field);
  return h(
    "div",
    {
      class: open ? "fr open" : band === "verify" || problem ? "fr verify" : "fr",
      role: "group",
      tabIndex: 0,
      "aria-label": `${label}: ${field.value || t("band.missing")}. ${word("band", band)}`,
      "data-field": field.key,
      onFocus: onChoose,
    },
    open
      ? h(Open, { field, label, picture, problem, onChange })
      : [
        h("span", { class: "k" }, label),
        h("span", { class: "v" }, field.value || "–"),
        h(Band, { kind: band, children: word("band", band) }),
      ],
  );
}

/**
 * @param {{ field: DraftField, label: string, picture: KeptFile | undefined, problem: string | undefined,
 *   onChange: (change: Partial<DraftField>) => void }} props
 */
function Open({ field, label, picture, problem, onChange }) {
  const band = bandOf(field);
  const id = `f-${field.key}`;
  return [
    h("div", { class: "row sp" },
      h("label", { class: "label grow", for: id }, label),
      h(Band, { kind: band, children: word("band", band) })),
    h(Strip, { picture, from: field.from, label: t("review.strip", { label }) }),
    h("input", {
      class: `input mono lg ${problem ? "bad" : band === "verify" ? "verify" : ""}`,
      id,
      value: field.value,
      tabIndex: -1,
      autocomplete: "off",
      spellcheck: false,
      "aria-describedby": problem ? `${id}-e` : undefined,
      onInput: (/** @type {Event} */ event) =>
        onChange({ value: /** @type {HTMLInputElement} */ (event.currentTarget).value, accepted: true }),
    }),
    problem && h("p", { class: "err", id: `${id}-e` }, problem),
    field.candidates.length > 0 && h(Candidates, { field, onChange }),
    field.kind === "phone" && h("div", { class: "chips sp" }, PHONES.map((kind) =>
      h("button", {
        class: "cand", type: "button", tabIndex: -1, "aria-pressed": kind === field.phone ? "true" : "false",
        onClick: () => onChange({ phone: kind }),
      }, word("method", kind)))),
    field.kind === "company" && field.value === "" && h("p", { class: "hint" }, t("review.no-company")),
  ];
}

/** @param {{ field: DraftField, onChange: (change: Partial<DraftField>) => void }} props */
function Candidates({ field, onChange }) {
  return h("div", { class: "cands", role: "group", "aria-label": t("review.candidates") },
    field.candidates.map((value, i) =>
      h("button", {
        class: "cand", type: "button", tabIndex: -1, "aria-pressed": value === field.value ? "true" : "false",
        onClick: () => onChange({ value, accepted: true }),
      }, h("kbd", null, i + 1), h("span", { class: "mono" }, value))));
}
