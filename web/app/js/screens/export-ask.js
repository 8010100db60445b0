/**
 * Asking for a file of contacts, for a named recipient and so for a purpose.
 * @import { Recipient } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

const FORMATS = ["xlsx", "vcf", "json"];
const REGISTERS = ["customer", "supplier_material", "supplier_service"];

/** @param {{ onAsked: () => void }} props */
export function AskExport({ onAsked }) {
  const loaded = useLoaded(() => call("GET", "/recipients"), []);
  /** @type {Recipient[]} */
  const recipients = (loaded.value ?? []).filter(
    (/** @type {Recipient} */ one) => one.recipient_class === "own_system" || one.recipient_class === "buyer");
  const [recipient, setRecipient] = useState("");
  const [format, setFormat] = useState("xlsx");
  const [register, setRegister] = useState("");
  const [reason, setReason] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const chosen = recipient || recipients[0]?.id || "";

  async function submit() {
    try {
      await call("POST", "/exports", { recipient_id: chosen, format, register: register || null, reason });
      setReason("");
      setError(null);
      onAsked();
    } catch (problem) {
      setError(problem);
    }
  }

  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("export.ask"))),
    h("div", { class: "body" }, h(Form, { onSubmit: () => void submit(), look: "stack" },
      h(Select, {
        id: "export-recipient", label: t("disclosure.recipient"), value: chosen, onChange: setRecipient, hint: t("export.recipient-hint"),
        options: recipients.map((one) => ({ value: one.id, label: `${one.name} (${word("purpose", one.purpose)})` })),
      }),
      h(Select, {
        id: "export-register", label: t("export.register"), value: register, onChange: setRegister,
        options: [{ value: "", label: t("export.every-register") }, ...REGISTERS.map((one) => ({ value: one, label: word("register", one) }))],
      }),
      h(Select, {
        id: "export-format", label: t("export.format"), value: format, onChange: setFormat,
        options: FORMATS.map((one) => ({ value: one, label: word("export.format", one) })),
      }),
      h(Field, { id: "export-reason", label: t("export.reason"), required: true, maxLength: 500, value: reason, onInput: setReason }),
      h(ProblemBanner, { error: error ?? loaded.error }),
      h(Button, { submit: true, look: "primary wide", disabled: !chosen || !reason.trim(), children: t("export.ask-do") }))));
}
