/**
 * The permission matrix of one person: purpose by basis by evidence, since when, until when. A row
 * that has ended stays, with why.
 * @import { BalancingTest, Contact, Permission, PermissionMatrix } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { Objecting } from "../screens/contact-permissions.js";
import { language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Grant } from "./grant.js";

/** @param {{ contact: Contact }} props */
export function Matrix({ contact }) {
  const id = contact.id;
  const loaded = useLoaded(() => call("GET", `/contacts/${id}/permissions`), [id]);
  const weighed = useLoaded(() => call("GET", "/balancing-tests"), []);
  const { error, act } = useAct(loaded.again);
  const [asks, setAsks] = useState(/** @type {"grant" | "object" | null} */ (null));
  /** @type {PermissionMatrix | null} */
  const matrix = loaded.value;
  /** @type {BalancingTest[]} */
  const tests = weighed.value ?? [];
  // Those in force first, each with what ended below.
  const rows = [...(matrix?.permissions ?? [])].sort((a, b) => Number(a.ended_at !== null) - Number(b.ended_at !== null));
  const close = () => {
    setAsks(null);
    loaded.again();
  };
  return h("section", { class: "panel scroll-x", id: "matrix" },
    h("header", null, h("h2", { class: "grow" }, t("permission.title")),
      h(Button, { icon: "plus", onClick: () => setAsks("grant"), children: t("person.grant") }),
      h(Button, { look: "quiet", icon: "refused", onClick: () => setAsks("object"), children: t("permission.object") })),
    h(ProblemBanner, { error: error ?? loaded.error ?? weighed.error }),
    matrix && rows.length === 0 && h(Empty, { icon: "lock", title: t("permission.none"), children: t("person.none-text") }),
    rows.length > 0 && h("table", null,
      h("caption", { class: "vh" }, t("permission.title")),
      h("thead", null, h("tr", null, ["purpose", "basis", "evidence", "since", "until", ""].map((name) => h("th", { key: name, scope: "col" },
        name ? word("person.column", name) : h("span", { class: "vh" }, t("list.act")))))),
      h("tbody", null, rows.map((row) => h(Row, { key: row.id, row, tests, withdraw: () => act(call("DELETE", `/contacts/${id}/permissions/${row.id}`)) })))),
    matrix && matrix.objections.length > 0 && h("p", { class: "body small" }, t("person.objected", { list: matrix.objections.map((purpose) => word("purpose", purpose)).join(", ") })),
    matrix?.kept_by_law_until && h("p", { class: "body small" }, t("permission.law", { day: day(matrix.kept_by_law_until, language.value) })),
    asks === "grant" && h(Grant, { contact, tests, onClose: close }),
    asks === "object" && h(Objecting, { id, made: matrix?.objections ?? [], onClose: close }));
}

/** @param {{ row: Permission, tests: BalancingTest[], withdraw: () => void }} props */
function Row({ row, tests, withdraw }) {
  const test = tests.find((one) => one.id === row.balancing_test_id);
  return h("tr", { class: row.ended_at ? "muted" : undefined },
    h("td", null, h("span", { class: "strong" }, word("purpose", row.purpose)), h("br", null), h("span", { class: "small muted" }, word("register", row.register))),
    h("td", null, word("basis", row.basis), test && [h("br", null),
      h("a", { class: "link small", href: `#/balancing/${row.purpose}.${row.basis}` }, t("person.weighed", { version: test.version }))]),
    h("td", null, word("evidence.kind", row.evidence_kind)),
    h("td", { class: "nowrap" }, day(row.granted_at, language.value)),
    h("td", null, row.ended_at
      ? [day(row.ended_at, language.value), " ", h(Tag, null, word("person.ended", row.end_reason ?? "withdrawn"))]
      : row.until ? day(row.until, language.value) : t("person.open")),
    h("td", { class: "n" }, !row.ended_at && h(Button, { look: "quiet", onClick: withdraw, children: t("permission.withdraw") })));
}
