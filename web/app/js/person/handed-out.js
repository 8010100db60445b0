/**
 * To whom this person's details were handed, and handing them to somebody.
 * @import { Disclosure } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { listing, usePages } from "../ui/listing.js";
import { Tag } from "../ui/parts.js";

/** @param {{ id: string }} props */
export function HandedOut({ id }) {
  /** @type {Pages<Disclosure>} */
  const list = usePages(`/contacts/${id}/disclosures`, 20);
  return listing({
    title: t("nav.disclosures"), list, icon: "sent", none: t("disclosure.empty"), noneText: t("disclosure.empty-text"),
    tools: h(LinkButton, { href: `#/disclosures/new?contact=${id}`, icon: "sent", children: t("disclosure.new") }),
    heads: [t("disclosure.recipient"), t("disclosure.fields"), t("disclosure.when")],
    row: (one) => h("tr", { key: one.id },
      h("td", null, h("span", { class: "strong" }, one.recipient.name), " ", one.is_secret && h(Tag, { look: "warn", icon: "lock" }, t("disclosure.secret")), h("br", null),
        h("span", { class: "small muted" }, [word("recipient", one.recipient.recipient_class), one.reason].filter(Boolean).join(" · "))),
      h("td", null, one.fields.map((field) => word("given", field)).join(", ")),
      h("td", { class: "nowrap muted" }, moment(one.disclosed_at, language.value))),
  });
}
