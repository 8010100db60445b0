/**
 * What was handed out, to whom and why; emergencies that wait for somebody to look; recipients.
 * @import { Disclosure } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { day, moment } from "../kit/dates.js";
import { go, place, usePart } from "../router.js";
import { count, language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button, LinkButton } from "../ui/button.js";
import { Select } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { NewDisclosure } from "./disclosure-new.js";
import { Recipients } from "./recipients.js";

const CLASSES = ["established_customer", "supply_chain", "adviser", "authority", "credit_fraud", "buyer", "protection", "own_system"];

export function Disclosures() {
  return usePart("disclosures") === "new" ? h(NewDisclosure, {}) : h(Ledger, {});
}

function Ledger() {
  const only = place.value.query.get("only") ?? "";
  const query = only === "waiting" ? "?waiting=true" : only ? `?recipient_class=${encodeURIComponent(only)}` : "";
  /** @type {Pages<Disclosure>} */
  const list = usePages(`/disclosures${query}`);
  const overdue = useLoaded(() => call("GET", "/disclosures/overdue"), []);
  const { error, act } = useAct(() => {
    list.again();
    overdue.again();
  });
  const late = overdue.value?.length ?? 0;
  return h(DeskFrame, {
    title: t("nav.disclosures"),
    tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/disclosures/new", icon: "sent", children: t("disclosure.new") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? overdue.error }),
      late > 0 && h(Banner, { look: "bad", icon: "verify", alert: true, children: count("disclosure.overdue", late) }),
      h("div", { class: "cols side-r" },
        h("div", { class: "stack l" },
          h(Select, { id: "only", label: t("disclosure.only"), value: only, onChange: (value) => go(value ? `/disclosures?only=${value}` : "/disclosures"),
            options: [
              { value: "", label: t("disclosure.all") }, { value: "waiting", label: t("disclosure.waiting") },
              ...CLASSES.map((value) => ({ value, label: word("recipient", value) })),
            ] }),
          listing({
            title: t("nav.disclosures"), list, plain: true, icon: "sent", none: t("disclosure.empty"), noneText: t("disclosure.empty-text"),
            heads: [t("disclosure.recipient"), t("disclosure.what"), t("disclosure.when"), ""],
            row: (row) => h(Row, { key: row.id, row, act }),
          })),
        h("aside", { class: "stack l" }, h(Recipients, {})))),
  });
}

/** @param {{ row: Disclosure, act: (doing: Promise<unknown>) => void }} props */
function Row({ row, act }) {
  const waits = row.review_due_at !== null && row.reviewed_at === null;
  const isLate = waits && Date.parse(row.review_due_at ?? "") < Date.now();
  return h("tr", null,
    h("td", null,
      h("span", { class: "strong" }, row.recipient.name), h("br", null),
      h("span", { class: "small muted" }, word("recipient", row.recipient.recipient_class))),
    h("td", null,
      row.contact_id
        ? h("a", { class: "link", href: `#/contacts/${row.contact_id}` }, t("disclosure.contact"))
        : t("disclosure.gone"), " ",
      row.is_secret && h(Tag, { look: "warn", icon: "lock" }, t("disclosure.secret")), h("br", null),
      h("span", { class: "small muted" }, [row.reason, row.legal_reference, row.fields.map((field) => word("given", field)).join(", ")].filter(Boolean).join(" · "))),
    h("td", { class: "nowrap" }, moment(row.disclosed_at, language.value),
      waits && [h("br", null), h(Tag, { look: isLate ? "bad" : "warn", icon: "clock" }, t("disclosure.review-by", { day: day(row.review_due_at ?? "", language.value) }))]),
    h("td", { class: "n" }, h("span", { class: "row" },
      row.is_secret && h(Button, { look: "quiet", onClick: () => act(call("PATCH", `/disclosures/${row.id}`, { is_secret: false })), children: t("disclosure.lift") }),
      waits && h(Button, { onClick: () => act(call("POST", `/disclosures/${row.id}/reviews`)), children: t("disclosure.review") }))));
}
