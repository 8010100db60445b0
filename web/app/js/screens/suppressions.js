/**
 * Addresses that no marketing may reach: for the privacy officer. None is shown, none is known.
 * @import { Suppression } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day, moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { DeskFrame } from "../ui/frame.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const REASONS = ["unsubscribed", "objection", "bounced", "requested"];

export function Suppressions() {
  const list = useLoaded(() => call("GET", "/suppressions?limit=200"), []);
  /** @type {Suppression[]} */
  const rows = list.value?.items ?? [];
  return h(DeskFrame, {
    title: t("nav.suppressions"),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: list.error }),
      h("div", { class: "cols side-r" },
        h("section", { class: "panel scroll-x" },
          rows.length === 0 && !list.busy
            ? h(Empty, { icon: "leave", title: t("suppression.empty"), children: t("suppression.empty-text") })
            : h(Table, { rows })),
        h("aside", { class: "stack l" }, h(Add, { onAdded: list.again })))),
  });
}

/** @param {{ rows: Suppression[] }} props */
function Table({ rows }) {
  return h("table", null,
    h("thead", null, h("tr", null, ["mark", "kind", "reason", "since"].map((name) => h("th", null, word("suppression", name))))),
    h("tbody", null, rows.map((row) => h("tr", { key: row.id },
      h("td", { class: "mono small" }, row.id),
      h("td", null, word("suppression.kind", row.kind)),
      h("td", null, h(Tag, null, word("suppression.reason", row.reason))),
      h("td", { class: "nowrap" }, moment(row.since, language.value))))));
}

/** @param {{ onAdded: () => void }} props */
function Add({ onAdded }) {
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("unsubscribed");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [answer, setAnswer] = useState("");
  const address = { kind: value.trim().startsWith("+") ? "phone" : "email", value };

  /** @param {string} path @param {object} body @param {(told: any) => string} tell */
  async function ask(path, body, tell) {
    setAnswer("");
    setError(null);
    try {
      setAnswer(tell(await call("POST", path, body)));
    } catch (problem) {
      setError(problem);
    }
  }

  const check = () => ask("/suppressions/checks", address, (told) =>
    told.suppressed ? t("suppression.yes", { day: day(told.since, language.value) }) : t("suppression.no"));
  const add = async () => {
    await ask("/suppressions", { ...address, reason }, () => t("suppression.added"));
    onAdded();
  };

  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("suppression.add"))),
    h("div", { class: "body" }, h(Form, { onSubmit: () => void add() },
      h(Field, { id: "address", label: t("suppression.address"), hint: t("suppression.address-hint"), required: true, minLength: 3, value, onInput: setValue }),
      h(Select, {
        id: "reason", label: t("suppression.reason"), value: reason, onChange: setReason,
        options: REASONS.map((one) => ({ value: one, label: word("suppression.reason", one) })),
      }),
      h(ProblemBanner, { error }),
      answer && h(Banner, { icon: "info", children: answer }),
      h("div", { class: "row" },
        h(Button, { onClick: () => void check(), disabled: value.trim().length < 3, children: t("suppression.check") }),
        h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", children: t("suppression.do") })))));
}
