/**
 * One contact on the desk: how to reach them, what happened, and the sealed evidence beside it.
 * @import { Contact } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { inOrder, linkOf, METHOD_ICONS, nameOf, shown } from "../kit/contacts.js";
import { Employments, Merges } from "../merging/merges.js";
import { t, word } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Avatar, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { History } from "./contact-history.js";
import { Permissions } from "./contact-permissions.js";
import { Evidence, KeptUntil, ThreeThings } from "./contact-record.js";

/** @param {{ id: string }} props */
export function DeskContact({ id }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}`), [id]);
  const history = useLoaded(() => call("GET", `/contacts/${id}/interactions`), [id]);
  const evidence = useLoaded(() => call("GET", `/contacts/${id}/evidence`), [id]);
  /** @type {Contact | null} */
  const contact = found.value;
  return h(DeskFrame, {
    title: contact ? nameOf(contact) : "",
    crumbs: h("span", { class: "row muted" },
      contact?.organization
        ? h("a", { class: "link", href: `#/organizations/${contact.organization.id}` }, contact.organization.name)
        : h("a", { class: "link", href: "#/contacts" }, t("nav.contacts")),
      h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      contact && [
        h(Head, { contact }),
        h("div", { class: "cols side-r" },
          h("div", { class: "stack l" }, h(Ways, { contact }), h(History, { interactions: history.value?.items ?? [] })),
          h("aside", { class: "stack l" }, h(Evidence, { evidence: evidence.value?.items ?? [] }), evidence.value && h(ThreeThings, { evidence: evidence.value.items }),
            h(Permissions, { id }), h(KeptUntil, { id }), h(Employments, { contact }),
            h(Merges, { contact, onSplit: () => [found, history, evidence].forEach((one) => one.again()) }))),
      ]),
  });
}

/** @param {{ contact: Contact }} props */
function Head({ contact }) {
  return h("div", { class: "row top" },
    h(Avatar, { name: nameOf(contact), large: true, building: contact.person === null }),
    h("div", { class: "grow stack t" },
      h("h2", { class: "title" }, nameOf(contact)),
      h("p", { class: "row wrap" },
        h("span", { class: "muted" }, [contact.role, contact.department].filter(Boolean).join(", ")),
        contact.registers.map((register) => h(Tag, null, word("register", register))),
        contact.state === "needs_company" && h(Tag, { look: "warn" }, t("state.needs_company")))),
    h(LinkButton, { icon: "download", href: `/api/v1/contacts/${contact.id}.vcf`, download: "", children: t("contact.vcard") }));
}

/** @param {{ contact: Contact }} props */
function Ways({ contact }) {
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("contact.reach", { name: (contact.person ?? nameOf(contact)).split(" ")[0] ?? "" }))),
    h("table", null, h("caption", { class: "vh" }, t("contact.ways")), h("tbody", null,
      inOrder(contact.methods).map((method) => {
        const href = linkOf(method);
        const away = method.kind === "website" ? { target: "_blank", rel: "noopener noreferrer" } : {};
        return h("tr", null,
          h("td", { class: "w2" }, h(Icon, { name: METHOD_ICONS[method.kind] })),
          h("td", { class: "muted nowrap" }, word("method", method.kind)),
          h("td", { class: "strong any" }, href ? h("a", { class: "link", href, ...away }, shown(method)) : shown(method)),
          h("td", { class: "n" }, method.suppressed && h(Tag, { look: "warn", icon: "leave" }, t("suppression.tag")),
            contact.registers.length > 1 && method.register && h(Tag, null, word("register", method.register))));
      }),
      contact.address && h("tr", null,
        h("td", { class: "w2" }, h(Icon, { name: "place" })), h("td", { class: "muted nowrap" }, word("field", "address")),
        h("td", { class: "any", colSpan: 2 }, contact.address)))));
}
