/**
 * Balancing tests: why an interest outweighs the person's, in versions that never change. What comes
 * with the service is a draft until somebody here has approved it.
 * @import { BalancingTest, Purposes } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { usePart } from "../router.js";
import { language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Form, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Band, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

export function Balancing() {
  const [purpose, basis] = usePart("balancing").split(".");
  return purpose && basis ? h(OneTest, { purpose, basis, key: `${purpose}.${basis}` }) : h(TestTable, {});
}

/**
 * @param {BalancingTest[]} tests
 * @param {string} purpose
 * @param {string} basis
 * @returns {BalancingTest[]} the versions of one test, the latest first
 */
function versionsOf(tests, purpose, basis) {
  return tests.filter((one) => one.purpose === purpose && one.basis === basis).sort((a, b) => b.version - a.version);
}

function TestTable() {
  const found = useLoaded(() => call("GET", "/balancing-tests"), []);
  const known = useLoaded(() => call("GET", "/purposes"), []);
  /** @type {Purposes | null} */
  const facts = known.value;
  const interests = new Set(facts?.bases.filter((one) => one.needs_balancing_test).map((one) => one.name));
  const pairs = (facts?.purposes ?? []).flatMap((one) => one.bases.filter((basis) => interests.has(basis)).map((basis) => ({ purpose: one.name, basis })));
  return h(DeskFrame, {
    title: t("nav.balancing"),
    children: h("div", { class: "page" },
      h("p", { class: "muted lede2" }, t("balancing.lede")),
      h(ProblemBanner, { error: found.error ?? known.error }),
      found.value && h("section", { class: "panel scroll-x" }, h("table", null,
        h("caption", { class: "vh" }, t("nav.balancing")),
        h("thead", null, h("tr", null, ["purpose", "basis", "version", "decided"].map((name) => h("th", { key: name, scope: "col" }, word("balancing.column", name))))),
        h("tbody", null, pairs.map(({ purpose, basis }) => {
          const latest = versionsOf(found.value, purpose, basis)[0];
          return h("tr", { key: `${purpose}.${basis}` },
            h("td", null, h("a", { class: "link strong", href: `#/balancing/${purpose}.${basis}` }, word("purpose", purpose))),
            h("td", null, word("basis", basis)),
            h("td", null, latest ? latest.version : h(Band, { kind: "missing", children: t("balancing.unwritten") })),
            h("td", null, latest && h(Decided, { test: latest })));
        }))))),
  });
}

/** @param {{ test: BalancingTest }} props */
function Decided({ test }) {
  return test.decided_by === null
    ? h(Tag, { look: "warn", icon: "verify" }, t("balancing.draft"))
    : h("span", null, t("balancing.approved", { moment: moment(test.decided_at, language.value) }));
}

/** @param {{ purpose: string, basis: string }} props */
function OneTest({ purpose, basis }) {
  const found = useLoaded(() => call("GET", "/balancing-tests"), []);
  const [chosen, setChosen] = useState(0);
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  const { error, busy, act } = useAct(found.again);
  const versions = versionsOf(found.value ?? [], purpose, basis);
  const shown = versions.find((one) => one.version === chosen) ?? versions[0];
  const publish = (/** @type {string} */ text) => act(call("POST", "/balancing-tests", { purpose, basis, text }), () => {
    setDraft(null);
    setChosen(0);
  });
  return h(DeskFrame, {
    title: `${word("purpose", purpose)}: ${word("basis", basis)}`,
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/balancing" }, t("nav.balancing")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? found.error }),
      found.value && h("div", { class: "cols side-r" },
        draft === null
          ? h(Text, { shown })
          : h("section", { class: "panel" }, h("div", { class: "body" }, h(Form, { onSubmit: () => publish(draft), children: [
              h(TextArea, { id: "text", label: t("balancing.text"), hint: t("balancing.text-hint"), rows: 18, maxLength: 50_000, value: draft, onInput: setDraft }),
              h("div", { class: "row" }, h(Button, { look: "quiet", onClick: () => setDraft(null), children: t("cancel") }), h("span", { class: "grow" }),
                h(Button, { submit: true, look: "primary", busy, disabled: !draft.trim(), children: t("balancing.publish") })),
            ] }))),
        h("aside", { class: "stack l" },
          versions.length > 0 && h("section", { class: "panel" }, h("header", null, h("h2", null, t("balancing.versions"))),
            h("ul", { class: "list" }, versions.map((one) => h("li", { key: one.id, class: "stack t" },
              h("button", { type: "button", class: "pick", "aria-pressed": one === shown ? "true" : "false", onClick: () => setChosen(one.version) },
                h("span", { class: "grow strong" }, t("balancing.version", { n: one.version })), one === shown && h(Icon, { name: "check", size: "s" })),
              h("span", { class: "small muted" }, h(Decided, { test: one })))))),
          draft === null && h("section", { class: "panel" }, h("div", { class: "body stack" },
            shown && shown === versions[0] && shown.decided_by === null && [
              h("p", { class: "small" }, t("balancing.approve-text")),
              h(Button, { look: "primary wide", icon: "check", busy, onClick: () => publish(shown.text), children: t("balancing.approve") }),
            ],
            h(Button, { look: "wide", icon: "pencil", onClick: () => setDraft(versions[0]?.text ?? ""), children: t("balancing.write") })))))),
  });
}

/** @param {{ shown: BalancingTest | undefined }} props */
function Text({ shown }) {
  if (!shown) return h(Empty, { icon: "hold", title: t("balancing.none"), children: t("balancing.none-text") });
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("balancing.version", { n: shown.version }))),
    h("div", { class: "body stack s letterbody", lang: "sv" }, shown.text.split(/\n\s*\n/).map((part, n) => h("p", { key: n, class: "any" }, part))));
}
