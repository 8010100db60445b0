/**
 * Adding what was not read: one small button for each kind of value.
 * @import { PhoneKind } from "../../../types/api.d.ts"
 * @import { DraftField } from "./draft.js"
 */

import { h } from "../../vendor/preact.js";
import { t, word } from "../texts.js";
import { Icon } from "../ui/icon.js";
import { withNew } from "./draft.js";

const PHONES = /** @type {PhoneKind[]} */ (["mobile", "work", "fax"]);

/** @param {{ fields: DraftField[], onAdd: (fields: DraftField[]) => void }} props */
export function Adders({ fields, onAdd }) {
  const lacks = (/** @type {string} */ kind) => !fields.some((field) => field.kind === kind);
  return h("div", { class: "chips mt", role: "group", "aria-label": t("review.add") },
    PHONES.map((phone) => h(Adder, { label: word("method", phone), onClick: () => onAdd(withNew(fields, "phone", phone)) })),
    h(Adder, { label: word("field", "email"), onClick: () => onAdd(withNew(fields, "email")) }),
    h(Adder, { label: word("field", "website"), onClick: () => onAdd(withNew(fields, "website")) }),
    lacks("department") && h(Adder, { label: word("field", "department"), onClick: () => onAdd(withNew(fields, "department")) }),
    lacks("address") && h(Adder, { label: word("field", "address"), onClick: () => onAdd(withNew(fields, "address")) }));
}

/** @param {{ label: string, onClick: () => void }} props */
function Adder({ label, onClick }) {
  return h("button", { class: "cand", type: "button", onClick }, h(Icon, { name: "plus", size: "s" }), label);
}
