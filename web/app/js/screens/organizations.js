/**
 * Organizations: the list, and one with its people.
 * @import { Contact, Organization } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { place } from "../router.js";
import { count, t, word } from "../texts.js";
import { DeskFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Avatar, Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { ContactTable, Find } from "./contacts.js";
import { useSettled } from "./search.js";

export function Organizations() {
  const id = place.value.parts[1];
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
  /** @type {(Organization & { contacts?: Contact[] | number }) | null} */
  const one = found.value;
  const people = Array.isArray(one?.contacts) ? one.contacts : [];
  return h(DeskFrame, {
    title: one?.name ?? "",
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/organizations" }, t("nav.organizations")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      one && h("div", { class: "row top" },
        h(Avatar, { name: one.name, large: true, building: true }),
        h("div", { class: "grow stack t" }, h("h2", { class: "title" }, one.name),
          h("p", { class: "row wrap" }, (one.registers ?? []).map((register) => h(Tag, null, word("register", register)))))),
      people.length > 0 && h(ContactTable, { contacts: people, wanted: "" })),
  });
}
