/**
 * The register: the list on the desk, and one contact on either.
 * @import { Contact } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef, useState } from "../../vendor/hooks.js";
import { METHOD_ICONS, nameOf, shown } from "../kit/contacts.js";
import { place, usePart } from "../router.js";
import { t, word } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Marked } from "../ui/marked.js";
import { isDesk } from "../ui/media.js";
import { Avatar, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { DeskContact } from "./contact-desk.js";
import { PhoneContact } from "./contact-phone.js";
import { search, useSettled } from "./search.js";

export function Contacts() {
  const id = usePart("contacts");
  if (!id) return h(ContactList, {});
  return isDesk.value ? h(DeskContact, { id, key: id }) : h(PhoneContact, { id, key: id });
}

function ContactList() {
  const [typed, setTyped] = useState("");
  const wanted = useSettled(typed.trim());
  const found = useLoaded(() => search(wanted), [wanted]);
  const contacts = found.value ?? [];
  return h(DeskFrame, {
    title: t("nav.contacts"),
    finds: true,
    tools: [h("span", { class: "grow" }), h(Find, { typed, onTyped: setTyped })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      contacts.length > 0 && h(ContactTable, { contacts, wanted }),
      !found.busy && !found.error && contacts.length === 0 && h(Empty, {
        icon: "people", title: t(wanted ? "search.nothing" : "search.none"), children: t(wanted ? "search.nothing-text" : "search.none-text"),
      })),
  });
}

/** @param {{ typed: string, onTyped: (text: string) => void }} props */
export function Find({ typed, onTyped }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const wanted = place.value.query.has("find");
  useEffect(() => {
    if (wanted) input.current?.focus();
  }, [wanted]);
  return h("label", { class: "find" },
    h(Icon, { name: "search", size: "s" }),
    h("input", {
      ref: input, class: "bareinput", type: "search", value: typed, placeholder: t("search.register"), "aria-label": t("search.label"), autocomplete: "off",
      onInput: (/** @type {Event} */ event) => onTyped(/** @type {HTMLInputElement} */ (event.currentTarget).value),
    }));
}

/** @param {{ contacts: Contact[], wanted: string, hrefOf?: (contact: Contact) => string }} props `hrefOf`: where a name leads */
export function ContactTable({ contacts, wanted, hrefOf = (contact) => `#/contacts/${contact.id}` }) {
  return h("section", { class: "panel scroll-x" },
    h("table", null,
      h("thead", null, h("tr", null, [t("contacts.name"), t("contacts.company"), t("contacts.reach"), t("shift.register")].map((text) => h("th", null, text)))),
      h("tbody", null, contacts.map((contact) =>
        h("tr", { key: contact.id },
          h("td", null, h("span", { class: "row" }, h(Avatar, { name: nameOf(contact), building: contact.person === null }),
            h("span", null,
              h("a", { class: "link strong", href: hrefOf(contact) }, h(Marked, { text: nameOf(contact), wanted })),
              contact.role && h("span", { class: "small muted block" }, contact.role)))),
          h("td", null, contact.organization
            ? h("a", { class: "link", href: `#/organizations/${contact.organization.id}` }, h(Marked, { text: contact.organization.name, wanted }))
            : h(Tag, { look: "warn" }, t("state.needs_company"))),
          h("td", { class: "any" }, h(Reach, { contact })),
          h("td", null, h("span", { class: "row wrap" }, contact.registers.map((register) => h(Tag, null, word("register", register))))))))));
}

/** The two ways one would try first. @param {{ contact: Contact }} props */
function Reach({ contact }) {
  const order = ["mobile", "work", "email", "switchboard", "website", "fax"];
  const best = [...contact.methods].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, 2);
  return best.map((method) =>
    h("span", { class: "row" }, h(Icon, { name: METHOD_ICONS[method.kind], size: "s" }), h("span", { class: "any" }, shown(method))));
}
