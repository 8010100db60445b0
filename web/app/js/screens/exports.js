/**
 * Files of contacts: asked for by one, allowed by another, made once, with an id in each.
 * @import { Export, Recipient } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call, problemOf, Refusal, send } from "../http.js";
import { moment } from "../kit/dates.js";
import { me } from "../session.js";
import { count, language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { DeskFrame } from "../ui/frame.js";
import { useLoaded } from "../ui/loading.js";
import { Band, Empty } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const FORMATS = ["xlsx", "vcf", "json"];
const REGISTERS = ["customer", "supplier_material", "supplier_service"];

export function Exports() {
  const list = useLoaded(() => call("GET", "/exports?limit=100"), []);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @type {Export[]} */
  const rows = list.value?.items ?? [];
  /** @param {Promise<unknown>} done */
  const then = (done) => void done.then(() => setError(null), setError).then(list.again);
  return h(DeskFrame, {
    title: t("nav.exports"),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? list.error }),
      h("div", { class: "cols side-r" },
        h("section", { class: "panel scroll-x" },
          rows.length === 0 && !list.busy
            ? h(Empty, { icon: "download", title: t("export.empty"), children: t("export.empty-text") })
            : h("table", null,
                h("thead", null, h("tr", null, [t("disclosure.recipient"), t("export.reason"), t("export.state"), ""].map((text) => h("th", null, text)))),
                h("tbody", null, rows.map((row) => h(Row, { key: row.id, row, then }))))),
        h("aside", { class: "stack l" }, h(Ask, { onAsked: list.again })))),
  });
}

/** @param {{ row: Export, then: (done: Promise<unknown>) => void }} props */
function Row({ row, then }) {
  const isOwn = row.requested_by === me.value?.user?.id;
  return h("tr", null,
    h("td", null, h("span", { class: "strong" }, row.recipient.name), h("br", null),
      h("span", { class: "small muted" }, [word("purpose", row.purpose), row.format, row.register && word("register", row.register)].filter(Boolean).join(" · "))),
    h("td", null, row.reason, h("br", null), h("span", { class: "mono tiny muted" }, row.id)),
    h("td", { class: "nowrap" }, h(State, { row })),
    h("td", { class: "n" },
      row.approved_at === null && (isOwn
        ? h("span", { class: "small muted" }, t("export.other"))
        : h(Button, { onClick: () => then(call("POST", `/exports/${row.id}/approvals`)), children: t("export.approve") })),
      row.approved_at !== null && row.made_at === null && h(Button, {
        look: "primary", icon: "download", onClick: () => then(fetchFile(row)), children: t("export.fetch"),
      })));
}

/** @param {{ row: Export }} props */
function State({ row }) {
  if (row.made_at) {
    return h(Band, { kind: "done", children: `${count("export.rows", row.row_count ?? 0)}, ${moment(row.made_at, language.value)}` });
  }
  return row.approved_at
    ? h(Band, { kind: "sure", children: t("export.approved") })
    : h(Band, { kind: "verify", children: t("export.waits") });
}

/** @param {{ onAsked: () => void }} props */
function Ask({ onAsked }) {
  const loaded = useLoaded(() => call("GET", "/recipients"), []);
  /** @type {Recipient[]} */
  const recipients = (loaded.value ?? []).filter(
    (/** @type {Recipient} */ one) => one.recipient_class === "own_system" || one.recipient_class === "buyer");
  const [recipient, setRecipient] = useState("");
  const [format, setFormat] = useState("xlsx");
  const [register, setRegister] = useState("");
  const [reason, setReason] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const chosen = recipient || recipients[0]?.id || "";

  async function submit() {
    try {
      await call("POST", "/exports", { recipient_id: chosen, format, register: register || null, reason });
      setReason("");
      setError(null);
      onAsked();
    } catch (problem) {
      setError(problem);
    }
  }

  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("export.ask"))),
    h("div", { class: "body" }, h(Form, { onSubmit: () => void submit(), look: "stack" },
      h(Select, {
        id: "export-recipient", label: t("disclosure.recipient"), value: chosen, onChange: setRecipient, hint: t("export.recipient-hint"),
        options: recipients.map((one) => ({ value: one.id, label: `${one.name} (${word("purpose", one.purpose)})` })),
      }),
      h(Select, {
        id: "export-register", label: t("export.register"), value: register, onChange: setRegister,
        options: [{ value: "", label: t("export.every-register") }, ...REGISTERS.map((one) => ({ value: one, label: word("register", one) }))],
      }),
      h(Select, {
        id: "export-format", label: t("export.format"), value: format, onChange: setFormat,
        options: FORMATS.map((one) => ({ value: one, label: word("export.format", one) })),
      }),
      h(Field, { id: "export-reason", label: t("export.reason"), required: true, maxLength: 500, value: reason, onInput: setReason }),
      h(ProblemBanner, { error: error ?? loaded.error }),
      h(Button, { submit: true, look: "primary wide", disabled: !chosen || !reason.trim(), children: t("export.ask-do") }))));
}

/**
 * Fetch the file, which is made this once, and have the browser save it.
 * @param {Export} row
 */
async function fetchFile(row) {
  const answer = await send("POST", `/exports/${row.id}/file`);
  if (!answer.ok) throw new Refusal(answer.status, await problemOf(answer));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `handslag-${row.purpose}-${row.id}.${row.format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
