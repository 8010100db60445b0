/**
 * What was written down of a person to look into fraud or a threat: opened on purpose, since each
 * reading is on the trail.
 * @import { SecurityRecord } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { language, t } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Form, TextArea } from "../ui/field.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ id: string }} props */
export function Security({ id }) {
  const [records, setRecords] = useState(/** @type {SecurityRecord[] | null} */ (null));
  const [text, setText] = useState("");
  const { error, busy, act } = useAct();
  const path = `/contacts/${id}/security-records`;
  const add = () => act(call("POST", path, { text }), (/** @type {SecurityRecord} */ made) => {
    setText("");
    setRecords([...(records ?? []), made]);
  });
  return h("section", { class: "panel", id: "security" },
    h("header", null, h("h2", { class: "grow" }, t("security.title"))),
    h("div", { class: "body stack" },
      h("p", { class: "small" }, t("security.text")),
      h(ProblemBanner, { error }),
      records
        ? [
            records.length === 0 && h("p", { class: "muted" }, t("security.none")),
            records.map((one) => h("div", { key: one.id, class: "stack t" }, h("p", null, one.text), h("p", { class: "tiny muted" }, moment(one.created_at, language.value)))),
            h(Form, { onSubmit: add, look: "stack", children: [
              h(TextArea, { id: "security-text", label: t("security.new"), hint: t("security.hint"), rows: 3, maxLength: 2000, value: text, onInput: setText }),
              h(Button, { submit: true, look: "wide", busy, disabled: !text.trim(), children: t("save") }),
            ] }),
          ]
        : h(Button, { look: "wide", icon: "eye", busy, onClick: () => act(call("GET", path), setRecords), children: t("security.open") })));
}
