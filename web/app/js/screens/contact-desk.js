/**
 * One contact on the desk: how to reach them, what happened, and the sealed evidence beside it.
 * @import { Contact, Interaction } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { linkOf, METHOD_ICONS, nameOf, shown } from "../kit/contacts.js";
import { day, moment } from "../kit/dates.js";
import { Employments, Merges } from "../merging/merges.js";
import { language, t, word } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { DeskFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Avatar, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Permissions } from "./contact-permissions.js";
import { happened } from "./interaction-words.js";

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
          h("aside", { class: "stack l" }, h(Evidence, { evidence: evidence.value?.items ?? [] }), h(Permissions, { id }), h(Employments, { contact }),
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
      contact.methods.map((method) => {
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

/** @param {{ interactions: Interaction[] }} props */
function History({ interactions }) {
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("contact.history"))),
    h("ul", { class: "time" }, interactions.map((one) =>
      h("li", { key: one.id },
        h("span", { class: "when" }, day(one.happened_at, language.value)),
        h("span", { class: "pt" }, h(Icon, { name: one.channel === "card" ? "card" : one.channel === "signature" ? "mail" : "note", size: "s" })),
        h("span", null, word("channel", one.channel), h("br", null),
          h("span", { class: "small muted" }, [one.occasion?.name ?? happened(one), one.seller].filter(Boolean).join(" · ")),
          one.next_step && h("span", { class: "small block" }, h("span", { class: "muted" }, t("after.next-step"), ": "),
            [one.next_step.text, one.next_step.due_on && day(one.next_step.due_on, language.value), one.next_step.owner].filter(Boolean).join(", "))),
        h("span", null)))));
}

/**
 * @typedef {object} Proof
 * @property {string} id
 * @property {number} index its place in the log
 * @property {string} kind
 * @property {string} created_at
 * @property {string | null} policy_version_id
 */

/** @param {{ evidence: Proof[] }} props */
function Evidence({ evidence }) {
  const first = evidence.find((one) => one.kind === "provided") ?? evidence[0];
  if (!first) return null;
  return h("section", { class: "panel" }, h("div", { class: "body stack" },
    h("div", { class: "seal" },
      h("span", { class: "disc" }, h(Icon, { name: "seal" })),
      h("div", { class: "stack t" }, h("h2", null, t("evidence.title")), h("p", { class: "small muted" }, t("evidence.text")))),
    h("dl", { class: "kv small" },
      h("dt", null, t("evidence.number")), h("dd", { class: "mono" }, first.index),
      h("dt", null, t("evidence.sealed")), h("dd", null, moment(first.created_at, language.value)),
      first.policy_version_id && [h("dt", null, t("review.policy")), h("dd", null, first.policy_version_id)]),
    h(LinkButton, { icon: "download", look: "wide", href: `/api/v1/evidence/${first.id}/proof`, download: `handslag-${first.id}.json`, children: t("evidence.download") }),
    h("p", { class: "tiny muted" }, t("evidence.anyone"))));
}
