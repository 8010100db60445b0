/**
 * The record of processing (GDPR Art. 30), generated from what the service declares: read here,
 * printed, or taken along as a file.
 * @import { ProcessingRecord } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { count, language, t, word } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

export function Processing() {
  const found = useLoaded(() => call("GET", "/processing-record"), []);
  /** @type {ProcessingRecord | null} */
  const record = found.value;
  const speaking = language.value;
  return h(DeskFrame, {
    title: t("nav.processing"),
    tools: [h("span", { class: "grow" }),
      h(LinkButton, { href: "/api/v1/processing-record.html", icon: "eye", children: t("processing.print") }),
      h(LinkButton, { href: "/api/v1/processing-record", icon: "download", download: "processing-record.json", children: t("processing.file") })],
    children: h("div", { class: "page" },
      h("p", { class: "muted lede2" }, t("processing.lede")),
      h(ProblemBanner, { error: found.error }),
      record && [
        h("section", { class: "panel" }, h("header", null, h("h2", null, t("processing.controller"))), h("dl", { class: "facts wide" },
          [["name", record.controller.name], ["number", record.controller.registration_number], ["contact", record.controller.contact], ["authority", record.controller.authority]]
            .filter(([, value]) => value)
            .map(([name, value]) => h("div", { key: name }, h("dt", null, word("processing.who", name ?? "")), h("dd", { class: "any" }, value))))),
        record.activities.map((one) => h(Activity, { key: one.whose, one })),
        h("section", { class: "panel" }, h("header", null, h("h2", null, t("processing.safe"))), h("div", { class: "body stack s" },
          h("p", null, record.transfers[speaking]),
          h("ul", { class: "stack s" }, record.measures.map((one) => h("li", { key: one.sv }, one[speaking]))))),
      ]),
  });
}

/** @param {{ one: ProcessingRecord["activities"][number] }} props */
function Activity({ one }) {
  const speaking = language.value;
  const times = one.retention.map((rule) => `${word("retention.class", rule.retention_class)}: ${rule.to_year_end ? count("processing.year-end", rule.months) : count("processing.after", rule.months)}`);
  return h("section", { class: "panel" },
    h("header", null, h("h2", null, one.name[speaking])),
    h("dl", { class: "facts wide" },
      h("div", null, h("dt", null, t("processing.categories")), h("dd", null, Object.keys(one.categories).map((name) => word("processing.category", name)).join(", "))),
      one.purposes.length > 0 && h("div", null, h("dt", null, t("processing.purposes")), h("dd", { class: "stack s" },
        one.purposes.map((purpose) => h("span", { class: "block", key: purpose.purpose }, `${purpose.name[speaking]}: `, h("span", { class: "muted" },
          `${purpose.bases.map((basis) => basis[speaking]).join(", ")} (${purpose.articles.join(", ")})`))))),
      one.recipients.length > 0 && h("div", null, h("dt", null, t("processing.recipients")), h("dd", { class: "stack s" },
        one.recipients.map((to) => h("span", { class: "block", key: to.recipient_class }, `${to.name[speaking]}: `, h("span", { class: "muted" }, to.fields.map((field) => word("given", field)).join(", ")))))),
      times.length > 0 && h("div", null, h("dt", null, t("processing.times")), h("dd", { class: "stack s" }, times.map((time) => h("span", { class: "block", key: time }, time))))),
    h("div", { class: "body" }, h("details", null, h("summary", null, t("processing.tables", { n: one.tables.length })),
      h("div", { class: "scroll-x" }, h("table", null, h("caption", { class: "vh" }, t("processing.tables", { n: one.tables.length })), h("tbody", null,
        one.tables.map((table) => h("tr", { key: table.name }, h("td", { class: "mono small" }, table.name), h("td", null, table.rule[speaking])))))))));
}
