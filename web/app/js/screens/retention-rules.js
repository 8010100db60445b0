/**
 * How long each class is kept; a change shows what it would do before it is made.
 * @import { RetentionRule } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field } from "../ui/field.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ changed: () => void }} props */
export function Rules({ changed }) {
  const rules = useLoaded(() => call("GET", "/retention/rules"), []);
  const again = () => { rules.again(); changed(); };
  /** @type {RetentionRule[]} */
  const all = rules.value ?? [];
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("retention.rules"))),
    h("div", { class: "body stack l" }, h(ProblemBanner, { error: rules.error }), all.map((rule) => h(Rule, { key: `${rule.retention_class}${rule.months}`, rule, again }))));
}

/** @param {{ rule: RetentionRule, again: () => void }} props a change shows what it would do before it is made */
function Rule({ rule, again }) {
  const [months, setMonths] = useState(String(rule.months));
  const [tried, setTried] = useState(/** @type {{ due_now: number, due_then: number } | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const name = rule.retention_class;
  const wanted = Number(months);
  const isChanged = Number.isInteger(wanted) && wanted > 0 && wanted !== rule.months;
  const simulate = () => void call("POST", "/retention/simulations", { months: { [name]: wanted } }).then(
    (/** @type {{ retention_class: string, due_now: number, due_then: number }[]} */ all) => { setError(null); setTried(all.find((one) => one.retention_class === name) ?? null); }, setError);
  const change = () => void call("PUT", `/retention/rules/${name}`, { months: wanted }).then(again, setError);
  return h("div", { class: "stack s" },
    h(Field, { id: `months-${name}`, label: word("retention.class", name), value: months, inputMode: "numeric",
      hint: t(rule.to_year_end ? "retention.months-year-end" : "retention.months"), onInput: (value) => { setMonths(value); setTried(null); } }),
    h(ProblemBanner, { error }),
    tried && h("p", { class: "small", role: "status" }, t("retention.tried", { now: tried.due_now, then: tried.due_then })),
    isChanged && (tried
      ? h(Button, { look: "danger", onClick: change, children: t("retention.change") })
      : h(Button, { onClick: simulate, children: t("retention.simulate") })));
}
