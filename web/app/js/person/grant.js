/**
 * Allowing a purpose: on which basis, by which record of the person's evidence. Consent needs a
 * consent in the evidence, an interest a version of its balancing test.
 * @import { BalancingTest, Contact, Evidence, Purposes } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Asking } from "../ui/acting.js";
import { Select } from "../ui/field.js";
import { useLoaded } from "../ui/loading.js";
import { Banner } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ contact: Contact, tests: BalancingTest[], onClose: () => void }} props */
export function Grant({ contact, tests, onClose }) {
  const known = useLoaded(() => call("GET", "/purposes"), []);
  const sealed = useLoaded(() => call("GET", `/contacts/${contact.id}/evidence`), []);
  const [purpose, setPurpose] = useState("relation");
  const [wanted, setBasis] = useState("");
  const [register, setRegister] = useState(/** @type {string} */ (contact.registers[0] ?? "customer"));
  const [picked, setPicked] = useState("");
  /** @type {Purposes | null} */
  const facts = known.value;
  const bases = facts?.purposes.find((one) => one.name === purpose)?.bases ?? [];
  const basis = bases.includes(wanted) ? wanted : bases[0] ?? "";
  const needsTest = facts?.bases.find((one) => one.name === basis)?.needs_balancing_test ?? false;
  const test = tests.filter((one) => one.purpose === purpose && one.basis === basis).sort((a, b) => b.version - a.version)[0];
  /** @type {Evidence[]} */
  const all = sealed.value?.items ?? [];
  const fitting = all.filter((one) => basis !== "consent" || one.kind === "agreed");
  const evidence = fitting.some((one) => one.id === picked) ? picked : fitting[0]?.id ?? "";
  return h(Asking, {
    title: t("person.grant-title"), verb: t("person.grant-do"), disabled: !basis || !evidence || (needsTest && !test), onClose, onDone: onClose,
    ask: () => call("POST", `/contacts/${contact.id}/permissions`, { purpose, basis, register, evidence_id: evidence }),
    children: [
      h(ProblemBanner, { error: known.error ?? sealed.error }),
      h(Select, { id: "purpose", label: word("person.column", "purpose"), value: purpose, onChange: setPurpose,
        options: (facts?.purposes ?? []).map((one) => ({ value: one.name, label: word("purpose", one.name) })) }),
      h(Select, { id: "basis", label: word("person.column", "basis"), value: basis, onChange: setBasis, options: bases.map((value) => ({ value, label: word("basis", value) })) }),
      contact.registers.length > 1 && h(Select, { id: "register", label: t("shift.register"), value: register, onChange: setRegister,
        options: contact.registers.map((value) => ({ value, label: word("register", value) })) }),
      needsTest && (test
        ? h("p", { class: "small" }, t("person.cites", { version: test.version }))
        : h(Banner, { look: "warn", icon: "verify" }, t("person.no-test"), " ", h("a", { class: "link", href: `#/balancing/${purpose}.${basis}` }, t("person.write-test")))),
      fitting.length > 0
        ? h(Select, { id: "evidence", label: word("person.column", "evidence"), value: evidence, onChange: setPicked,
            options: fitting.map((one) => ({ value: one.id, label: `${word("evidence.kind", one.kind)}, ${moment(one.created_at, language.value)}` })) })
        : sealed.value && h(Banner, { look: "warn", icon: "verify", children: t(basis === "consent" ? "person.no-consent" : "person.no-evidence") }),
    ],
  });
}
