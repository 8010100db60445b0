/**
 * On a contact's page: where they worked before, and what was merged into them, each to be parted again.
 * @import { Contact } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day, moment } from "../kit/dates.js";
import { may } from "../session.js";
import { language, t } from "../texts.js";
import { Button } from "../ui/button.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

/** @typedef {{ organization: { id: string, name: string }, first_on: string, last_on: string }} Employment */

/** @param {{ contact: Contact }} props */
export function Employments({ contact }) {
  const found = useLoaded(() => call("GET", `/contacts/${contact.id}/employments`), [contact.id, contact.version]);
  /** @type {Employment[]} */
  const before = (found.value?.items ?? []).filter((/** @type {Employment} */ one) => one.organization.id !== contact.organization?.id);
  if (before.length === 0) return null;
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("contact.before"))),
    h("div", { class: "body" }, h("dl", { class: "kv small" }, before.map((one) => [
      h("dt", null, h("a", { class: "link", href: `#/organizations/${one.organization.id}` }, one.organization.name)),
      h("dd", null, one.first_on === one.last_on ? day(one.last_on, language.value) : `${day(one.first_on, language.value)} – ${day(one.last_on, language.value)}`),
    ]))));
}

/** @param {{ contact: Contact, onSplit: () => void }} props */
export function Merges({ contact, onSplit }) {
  const found = useLoaded(() => call("GET", `/contacts/${contact.id}/merges`), [contact.id, contact.version]);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @type {{ id: string, at: string, undone_at: string | null }[]} */
  const merges = (found.value?.items ?? []).filter((/** @type {{ undone_at: string | null }} */ one) => one.undone_at === null);
  if (merges.length === 0) return null;
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("merge.joined"))),
    h("div", { class: "body stack" },
      merges.map((one) => h("div", { class: "row", key: one.id },
        h("span", { class: "grow small muted" }, moment(one.at, language.value)),
        may("contacts:write") && h(Button, { icon: "undo", onClick: () => void call("DELETE", `/contacts/${contact.id}/merges/${one.id}`).then(onSplit, setError), children: t("merge.undo") }))),
      h(ProblemBanner, { error })));
}
