/**
 * Retention: whose time is over, how long each class is kept, what a change would do, purges.
 * @import { DueContact, Purge, RetentionRule } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { count, language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field } from "../ui/field.js";
import { DeskFrame } from "../ui/frame.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

export function Retention() {
  const due = useLoaded(() => call("GET", "/retention/due?within=1&limit=200"), []);
  const purges = useLoaded(() => call("GET", "/retention/purges?limit=20"), []);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @param {string} path */
  const post = (path) => void call("POST", path).then(() => { setError(null); purges.again(); due.again(); }, setError);
  return h(DeskFrame, {
    title: t("nav.retention"),
    tools: [h("span", { class: "grow" }), h(Button, { icon: "clock", onClick: () => post("/retention/purges"), children: t("retention.announce") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? due.error ?? purges.error }),
      h("div", { class: "cols side-r" },
        h("div", { class: "stack l" },
          due.value && h(Due, { contacts: due.value.items }),
          h(Purges, { purges: purges.value?.items ?? [], post })),
        h("aside", null, h(Rules, { changed: due.again })))),
  });
}

/** @param {{ contacts: DueContact[] }} props */
function Due({ contacts }) {
  if (contacts.length === 0) return h(Empty, { icon: "clock", title: t("retention.none"), children: t("retention.none-text") });
  return h("section", { class: "panel scroll-x" },
    h("header", null, h("h2", { class: "grow" }, t("retention.due")), h("span", { class: "small muted" }, t("retention.dry"))),
    h("table", null, h("caption", { class: "vh" }, t("retention.due")), h("tbody", null, contacts.map((one) =>
      h("tr", { key: one.contact_id },
        h("td", { class: "strong" }, h("a", { class: "link", href: `#/contacts/${one.contact_id}` }, one.person ?? one.organization)),
        h("td", { class: "muted" }, one.person && one.organization),
        h("td", null, one.explanation[language.value], " ", (one.held || one.restricted) && h(Tag, { look: "warn", icon: "hold" }, t("retention.held"))))))));
}

/** @param {{ purges: Purge[], post: (path: string) => void }} props */
function Purges({ purges, post }) {
  if (purges.length === 0) return null;
  return h("section", { class: "panel scroll-x" },
    h("header", null, h("h2", { class: "grow" }, t("retention.purges"))),
    h("table", null, h("caption", { class: "vh" }, t("retention.purges")), h("tbody", null, purges.map((purge) =>
      h("tr", { key: purge.id },
        h("td", { class: "nowrap muted" }, day(purge.announced_at, language.value)),
        h("td", null, word("retention.state", purge.state), purge.state === "announced" && ` ${t("retention.from", { day: day(purge.runs_at, language.value) })}`),
        h("td", null, count("retention.contacts", purge.counts[purge.state === "done" ? "contacts" : "announced"] ?? 0)),
        h("td", { class: "n" }, purge.state === "announced" && h("span", { class: "row" },
          h(Button, { look: "quiet", onClick: () => post(`/retention/purges/${purge.id}/cancellation`), children: t("retention.cancel") }),
          h(Button, { look: "danger", icon: "trash", disabled: Date.parse(purge.runs_at) > Date.now(), onClick: () => post(`/retention/purges/${purge.id}/execution`), children: t("retention.purge") })),
          purge.certificate && h("details", null, h("summary", null, t("retention.certificate")), h("pre", { class: "mono tiny any startt" }, purge.certificate))))))));
}

/** @param {{ changed: () => void }} props */
function Rules({ changed }) {
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
