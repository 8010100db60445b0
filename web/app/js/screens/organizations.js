/**
 * Organizations: the list, and one with its people, what happened, and what their cards say of it.
 * @import { Contact, Interaction, Organization } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { inOrder, nameOf, shown } from "../kit/contacts.js";
import { usePart } from "../router.js";
import { count, t, word } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Avatar, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { History } from "./contact-history.js";
import { Find } from "./contacts.js";
import { useSettled } from "./search.js";

// Whose history is shown: one question each.
const PEOPLE_ASKED = 12;

export function Organizations() {
  const id = usePart("organizations");
  return id ? h(OneOrganization, { id, key: id }) : h(OrganizationList, {});
}

function OrganizationList() {
  const [typed, setTyped] = useState("");
  const wanted = useSettled(typed.trim());
  const query = new URLSearchParams({ limit: "100", ...(wanted ? { q: wanted } : {}) });
  const found = useLoaded(() => call("GET", `/organizations?${query}`), [wanted]);
  /** @type {Organization[]} */
  const organizations = found.value?.items ?? [];
  return h(DeskFrame, {
    title: t("nav.organizations"),
    finds: true,
    tools: [h("span", { class: "grow" }), h(Find, { typed, onTyped: setTyped })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      organizations.length > 0 && h("section", { class: "panel" }, h("ul", { class: "list" }, organizations.map((one) =>
        h("li", { class: "row", key: one.id },
          h(Avatar, { name: one.name, building: true }),
          h("a", { class: "link strong grow", href: `#/organizations/${one.id}` }, one.name),
          one.contacts !== undefined && h("span", { class: "muted" }, count("organization.contacts", one.contacts)))))),
      !found.busy && !found.error && organizations.length === 0 && h(Empty, { icon: "building", title: t("search.none"), children: t("search.none-text") })),
  });
}

/** @param {{ id: string }} props */
function OneOrganization({ id }) {
  const found = useLoaded(() => call("GET", `/organizations/${id}`), [id]);
  const people = useLoaded(() => call("GET", `/contacts?organization=${id}&limit=100`), [id]);
  /** @type {Organization | null} */
  const one = found.value;
  /** @type {Contact[]} */
  const contacts = people.value?.items ?? [];
  const history = useLoaded(() => happenings(contacts), [contacts.length]);
  const registers = [...new Set(contacts.flatMap((contact) => contact.registers))];
  return h(DeskFrame, {
    title: one?.name ?? "",
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/organizations" }, t("nav.organizations")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error ?? people.error }),
      one && h("div", { class: "row top" },
        h(Avatar, { name: one.name, large: true, building: true }),
        h("div", { class: "grow stack t" }, h("h2", { class: "title" }, one.name),
          h("p", { class: "row wrap" }, registers.map((register) => h(Tag, { key: register }, word("register", register)))))),
      one && h("div", { class: "cols side-r" },
        h("div", { class: "stack l" }, h(People, { contacts }), (history.value ?? []).length > 0 && h(History, { interactions: history.value ?? [] })),
        h("aside", { class: "stack l" }, h(Known, { contacts })))),
  });
}

/**
 * What happened with `contacts`, the newest first, each with whom.
 * @param {Contact[]} contacts
 * @returns {Promise<(Interaction & { who: string })[]>}
 */
async function happenings(contacts) {
  const each = await Promise.all(contacts.slice(0, PEOPLE_ASKED).map(async (contact) => {
    /** @type {Interaction[]} */
    const items = (await call("GET", `/contacts/${contact.id}/interactions`)).items;
    return items.map((one) => ({ ...one, who: nameOf(contact) }));
  }));
  return each.flat().sort((a, b) => b.happened_at.localeCompare(a.happened_at));
}

/** @param {{ contacts: Contact[] }} props */
function People({ contacts }) {
  return h("section", { class: "panel scroll-x" },
    h("header", null, h("h2", null, t("nav.contacts")), h("span", { class: "count" }, contacts.length)),
    contacts.length > 0 && h("table", null,
      h("thead", null, h("tr", null, [t("contacts.name"), t("field.role"), t("contacts.reach")].map((text) => h("th", { key: text, scope: "col" }, text)))),
      h("tbody", null, contacts.map((contact) => {
        const [first] = inOrder(contact.methods);
        return h("tr", { key: contact.id },
          h("td", null, h("span", { class: "row" }, h(Avatar, { name: nameOf(contact), building: contact.person === null }),
            h("a", { class: "link strong", href: `#/contacts/${contact.id}` }, nameOf(contact)))),
          h("td", { class: "muted" }, contact.role),
          h("td", { class: "any" }, first && shown(first)));
      }))));
}

/** What its people's cards say of it: where it is, its switchboard, its addresses on the net. @param {{ contacts: Contact[] }} props */
function Known({ contacts }) {
  const methods = contacts.flatMap((contact) => contact.methods);
  const facts = /** @type {const} */ ([
    ["organization.visits", distinct(contacts.map((contact) => contact.address))],
    ["method.switchboard", distinct(methods.filter((one) => one.kind === "switchboard").map(shown))],
    ["organization.domains", distinct(methods.filter((one) => one.kind === "email").map((one) => one.value.split("@")[1] ?? ""))],
  ]).filter(([, values]) => values.length > 0);
  if (facts.length === 0) return null;
  return h("section", { class: "panel" },
    h("header", null, h("h2", null, t("organization.known"))),
    h("dl", { class: "kv body" }, facts.map(([key, values]) => [
      h("dt", null, t(key)), h("dd", null, values.map((value, i) => [i > 0 && h("br", null), value])),
    ])));
}

/** @param {(string | null)[]} values @returns {string[]} */
function distinct(values) {
  return [...new Set(values)].filter((value) => value !== null && value !== "").map(String);
}
