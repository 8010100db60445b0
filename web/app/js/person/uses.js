/**
 * Each time somebody asked to use this person's details: who, when, what for, and the answer.
 * @import { Act } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { listing, usePages } from "../ui/listing.js";
import { Band } from "../ui/parts.js";

/** @param {{ id: string }} props */
export function Uses({ id }) {
  /** @type {Pages<Act>} */
  const list = usePages(`/oversight/acts?tag=api:use:&object_id=${id}`, 20);
  return listing({
    title: t("person.uses"), list, icon: "history", none: t("person.unused"), noneText: t("person.unused-text"),
    heads: [t("trail.when"), t("trail.who"), word("person.column", "purpose"), t("person.answer")],
    row: (one) => h("tr", { key: one.number },
      h("td", { class: "nowrap muted" }, moment(one.at, language.value)),
      h("td", null, one.actor ?? word("trail.kind", one.actor_kind)),
      h("td", null, word("purpose", String(one.facts.purpose))),
      h("td", null, one.tag === "api:use:permitted"
        ? h(Band, { kind: "done", children: t("person.permitted") })
        : h(Band, { kind: "verify", children: t("person.refused") }))),
  });
}
