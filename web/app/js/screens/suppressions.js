/**
 * Addresses that no marketing may reach: for the privacy officer. None is shown, none is known.
 * @import { Suppression } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day, moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { Banner, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const REASONS = ["unsubscribed", "objection", "bounced", "requested"];

export function Suppressions() {
  /** @type {Pages<Suppression>} */
  const list = usePages("/suppressions", 100);
  return h(DeskFrame, {
    title: t("nav.suppressions"),
    children: h("div", { class: "page" },
      h("div", { class: "cols side-r" },
        listing({
          title: t("nav.suppressions"), list, plain: true, icon: "leave", none: t("suppression.empty"), noneText: t("suppression.empty-text"),
          heads: ["mark", "kind", "reason", "since"].map((name) => word("suppression", name)),
          row: (row) => h("tr", { key: row.id },
            h("td", { class: "mono small" }, row.id),
            h("td", null, word("suppression.kind", row.kind)),
            h("td", null, h(Tag, null, word("suppression.reason", row.reason))),
            h("td", { class: "nowrap" }, moment(row.since, language.value))),
        }),
        h("aside", { class: "stack l" }, h(Add, { onAdded: list.again })))),
  });
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
