/**
 * Search on the phone: the field is at the thumb, the answers above it.
 * @import { Contact, Organization } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { nameOf } from "../kit/contacts.js";
import { count, t } from "../texts.js";
import { Form } from "../ui/field.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Marked } from "../ui/marked.js";
import { Avatar, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const TYPING_MS = 180;

export function Search() {
  const [typed, setTyped] = useState("");
  const wanted = useSettled(typed.trim());
  const found = useLoaded(() => search(wanted), [wanted]);
  const companies = useLoaded(() => named(wanted), [wanted]);
  const contacts = found.value ?? [];
  const organizations = companies.value ?? [];
  return h(
    PhoneFrame,
    null,
    h("header", { class: "topbar" }, h("h1", null, t("nav.search"))),
    h("main", null,
      h(ProblemBanner, { error: found.error }),
      contacts.length + organizations.length > 0 && h("ul", { class: "panel flush" },
        contacts.map((contact) => h(Row, { key: contact.id, contact, wanted })),
        organizations.map((one) => h(Company, { key: one.id, one, wanted }))),
      !found.busy && !found.error && contacts.length + organizations.length === 0 && h(Empty, {
        icon: "people", title: t(wanted ? "search.nothing" : "search.none"), children: t(wanted ? "search.nothing-text" : "search.none-text"),
      })),
    h(SearchField, { typed, onTyped: setTyped }),
  );
}

/**
 * @param {string} wanted
 * @returns {Promise<Contact[]>}
 */
export async function search(wanted) {
  const query = new URLSearchParams({ limit: "50", ...(wanted ? { q: wanted } : {}) });
  return (await call("GET", `/contacts?${query}`)).items;
}

/**
 * Companies whose name begins so; none while nothing is asked for.
 * @param {string} wanted
 * @returns {Promise<Organization[]>}
 */
async function named(wanted) {
  return wanted ? (await call("GET", `/organizations?${new URLSearchParams({ limit: "5", q: wanted })}`)).items : [];
}

/**
 * What was typed, once the typing rests.
 * @param {string} typed
 */
export function useSettled(typed) {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

/** @param {{ contact: Contact, wanted: string }} props */
function Row({ contact, wanted }) {
  const name = nameOf(contact);
  return h("li", null,
    h("a", { class: "radio link", href: `#/contacts/${contact.id}` },
      h(Avatar, { name, large: true, building: contact.person === null }),
      h("span", { class: "grow" },
        h("span", { class: "strong" }, h(Marked, { text: name, wanted })),
        h("br", null),
        h("span", { class: "small muted parts" }, [contact.role, contact.person && contact.organization?.name].filter(Boolean).map((part) => h("span", null, part)))),
      contact.methods.some((method) => method.suppressed) && h(Tag, { look: "warn", icon: "refused" }, t("suppression.tag")),
      contact.state === "needs_company" && h(Tag, { look: "warn" }, t("state.needs_company"))));
}

/** @param {{ one: Organization, wanted: string }} props */
function Company({ one, wanted }) {
  return h("li", null,
    h("a", { class: "radio link", href: `#/organizations/${one.id}` },
      h(Avatar, { name: one.name, large: true, building: true }),
      h("span", { class: "grow" }, h("span", { class: "strong" }, h(Marked, { text: one.name, wanted })), h("br", null),
        h("span", { class: "small muted" }, count("organization.contacts", Number(one.contacts))))));
}

/** @param {{ typed: string, onTyped: (text: string) => void }} props */
function SearchField({ typed, onTyped }) {
  return h(
    "div",
    { class: "dock bare", role: "search" },
    h(Form, { onSubmit: () => undefined, look: "" },
      h("div", { class: "input" },
        h(Icon, { name: "search" }),
        h("input", {
          class: "bareinput", id: "q", type: "text", value: typed, enterkeyhint: "search", autocomplete: "off",
          "aria-label": t("search.label"),
          onInput: (/** @type {Event} */ event) => onTyped(/** @type {HTMLInputElement} */ (event.currentTarget).value),
        }),
        typed && h("button", { class: "btn quiet icon clear", type: "button", "aria-label": t("search.clear"), onClick: () => onTyped("") }, h(Icon, { name: "close" })))),
  );
}
