/**
 * What a contact's details may serve, on which basis; the privacy officer ends it or notes a no.
 * @import { Objectable, Permission, PermissionMatrix } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { may } from "../session.js";
import { language, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { useLoaded } from "../ui/loading.js";
import { Band, Chip } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const OBJECTABLE = /** @type {Objectable[]} */ ([
  "newsletter", "survey_invite", "tailoring", "relation", "questions",
]);

/** @param {{ id: string }} props */
export function Permissions({ id }) {
  const loaded = useLoaded(() => call("GET", `/contacts/${id}/permissions`), [id]);
  const [objecting, setObjecting] = useState(false);
  /** @type {PermissionMatrix | null} */
  const matrix = loaded.value;
  if (!matrix) return h(ProblemBanner, { error: loaded.error });
  const now = matrix.permissions.filter((row) => row.ended_at === null);
  return h("section", { class: "panel", id: "permissions" },
    h("header", null, h("h2", { class: "grow" }, t("permission.title"))),
    h("ul", { class: "list" },
      now.map((row) => h(Row, { key: row.id, row, id, again: loaded.again })),
      matrix.objections.map((purpose) => h("li", { key: purpose, class: "row" },
        h("span", { class: "grow" }, word("purpose", purpose)),
        h(Band, { kind: "missing", children: t("permission.objected") })))),
    h("div", { class: "body stack s" },
      now.length === 0 && h("p", { class: "muted small" }, t("permission.none")),
      matrix.kept_by_law_until && h("p", { class: "small" },
        t("permission.law", { day: day(matrix.kept_by_law_until, language.value) })),
      may("privacy:write") && h(LinkButton, { look: "wide", icon: "shield", href: `#/person/${id}`, children: t("person.title") }),
      may("privacy:write") && h(Button, { look: "wide", icon: "refused", onClick: () => setObjecting(true), children: t("permission.object") })),
    objecting && h(Objecting, {
      id, made: matrix.objections,
      onClose: () => {
        setObjecting(false);
        loaded.again();
      },
    }));
}

/** @param {{ row: Permission, id: string, again: () => void }} props */
function Row({ row, id, again }) {
  return h("li", { class: "row" },
    h("span", { class: "grow" },
      h("span", { class: "strong" }, word("purpose", row.purpose)), h("br", null),
      h("span", { class: "small muted" },
        [word("basis", row.basis), row.register === "customer" ? "" : word("register", row.register), day(row.granted_at, language.value)]
          .filter(Boolean).join(" · "))),
    may("privacy:write") && row.basis === "consent" && h(Button, {
      look: "quiet",
      onClick: () => void call("DELETE", `/contacts/${id}/permissions/${row.id}`).then(again, again),
      children: t("permission.withdraw"),
    }));
}

/** @param {{ id: string, made: string[], onClose: () => void }} props */
export function Objecting({ id, made, onClose }) {
  const open = OBJECTABLE.filter((purpose) => !made.includes(purpose));
  const [chosen, setChosen] = useState(/** @type {Objectable[]} */ ([]));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @param {Objectable} purpose */
  const toggle = (purpose) =>
    setChosen(chosen.includes(purpose) ? chosen.filter((one) => one !== purpose) : [...chosen, purpose]);
  const submit = () => void call("POST", `/contacts/${id}/objections`, { purposes: chosen }).then(onClose, setError);
  return h(Dialog, {
    title: t("permission.object-title"),
    onClose,
    children: h("div", { class: "stack" },
      h("p", null, t("permission.object-text")),
      h("div", { class: "chips" }, open.map((purpose) =>
        h(Chip, { key: purpose, selected: chosen.includes(purpose), onClick: () => toggle(purpose), children: word("purpose", purpose) }))),
      h(ProblemBanner, { error }),
      h("div", { class: "actions" },
        h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }),
        h(Button, { look: "danger", disabled: chosen.length === 0, onClick: submit, children: t("permission.object-do") }))),
  });
}
