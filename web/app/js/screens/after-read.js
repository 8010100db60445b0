/**
 * What was read from the card, as it will meet the reviewer; one tap corrects a value.
 * @import { Reading } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { draftOf, SURE } from "../review/draft.js";
import { t, word } from "../texts.js";
import { breakable } from "../ui/breakable.js";
import { Icon } from "../ui/icon.js";
import { Band } from "../ui/parts.js";

const SHOWN = ["company", "person", "role", "phone", "email"];

/**
 * @param {{ reading: Reading, corrections: Record<string, string>, onCorrect: (key: string, value: string) => void }} props
 */
export function ReadFacts({ reading, corrections, onCorrect }) {
  const [open, setOpen] = useState("");
  const [contact, ...others] = reading.contacts;
  if (!contact) return h("p", { class: "banner warn", role: "status" }, h(Icon, { name: "verify" }), t("after.unreadable"));
  const fields = draftOf(contact).filter((field) =>
    SHOWN.includes(field.kind) && field.phone !== "fax" && (field.value || field.kind === "company"));
  return h("section", { class: "panel", "aria-labelledby": "read" },
    h("header", { class: "thin" }, h("h2", { class: "small muted row", id: "read" }, h(Icon, { name: "read", size: "s" }), t("after.read"))),
    h("dl", { class: "facts tight" }, fields.map((field) => {
      const value = corrections[field.key] ?? field.value;
      const label = field.kind === "phone" ? word("method", field.phone ?? "work") : word("field", field.kind);
      const unsure = !(field.key in corrections) && (field.confidence ?? 0) < SURE;
      return h("div", { key: field.key },
        h("dt", null, label),
        h("dd", { class: "row" }, open === field.key
          ? h("input", {
            class: "input grow", value, "aria-label": label,
            ref: (/** @type {HTMLInputElement | null} */ input) => input?.focus(),
            onBlur: (/** @type {Event} */ event) => {
              const typed = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim();
              if (typed !== field.value) onCorrect(field.key, typed);
              setOpen("");
            },
          })
          : h("button", { class: "fix grow", type: "button", onClick: () => setOpen(field.key) },
            breakable(value) || "–", h("span", { class: "vh" }, t("after.correct", { label }))),
        field.key in corrections ? h(Band, { kind: "hand", children: t("band.hand") }) : unsure && h(Band, { kind: value ? "verify" : "missing", children: t(value ? "after.unclear" : "band.missing") })));
    })),
    others.length > 0 && h("p", { class: "body small" }, t("after.others", { names: others.map(({ person, company }) => [person, company].filter(Boolean).join(", ")).join(" · ") })));
}
