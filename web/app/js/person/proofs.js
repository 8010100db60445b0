/**
 * Every sealed record of a person, and its proof for an outsider.
 * @import { Evidence } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { useLoaded } from "../ui/loading.js";
import { Empty } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ id: string }} props */
export function Proofs({ id }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}/evidence`), [id]);
  /** @type {Evidence[]} */
  const records = found.value?.items ?? [];
  return h("section", { class: "panel scroll-x", id: "proofs" },
    h("header", null, h("h2", { class: "grow" }, t("evidence.title")),
      records.length > 0 && h(LinkButton, { icon: "download", href: `/api/v1/contacts/${id}/proof-bundle`, download: "", children: t("person.bundle") })),
    h(ProblemBanner, { error: found.error }),
    found.value && records.length === 0 && h(Empty, { icon: "seal", title: t("person.no-evidence"), children: t("evidence.text") }),
    records.length > 0 && h("table", null,
      h("caption", { class: "vh" }, t("evidence.title")),
      h("thead", null, h("tr", null, [t("evidence.number"), word("person.column", "evidence"), t("evidence.sealed"), word("policy.column", "version"), ""].map((text, n) =>
        h("th", { key: n, scope: "col" }, text || h("span", { class: "vh" }, t("list.act")))))),
      h("tbody", null, records.map((one) => h("tr", { key: one.id },
        h("td", { class: "mono" }, one.index),
        h("td", null, word("evidence.kind", one.kind)),
        h("td", { class: "nowrap" }, moment(one.created_at, language.value)),
        h("td", null, one.policy_version_id),
        h("td", { class: "n" }, h(LinkButton, { icon: "download", look: "quiet", href: `/api/v1/evidence/${one.id}/proof`, download: `handslag-${one.id}.json`, children: t("evidence.download") })))))));
}
