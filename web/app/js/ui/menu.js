/**
 * The menu at the side of the desk: only what its reader may open.
 * @import { Entry } from "./frame.js"
 */

import { useEffect } from "../../vendor/hooks.js";
import { h } from "../../vendor/preact.js";
import { pressing, refreshDue } from "../due.js";
import { may, me } from "../session.js";
import { t, word } from "../texts.js";
import { CAPTURE, isHere, REVIEW } from "./frame.js";
import { Icon, Mark } from "./icon.js";
import { Avatar } from "./parts.js";

/** @type {Entry[]} */
const REGISTER = [
  REVIEW,
  { path: "/contacts", icon: "people", key: "nav.contacts", scope: "contacts:read" },
  { path: "/organizations", icon: "building", key: "nav.organizations", scope: "contacts:read" },
  { path: "/duplicates", icon: "merge", key: "nav.duplicates", scope: "contacts:write" },
  { path: "/occasions", icon: "fair", key: "nav.occasions", scope: "captures:write" },
];

/** @type {Entry[]} */
const OWN = [{ path: "/devices", icon: "handset", key: "nav.devices", scope: "captures:write" }];

/** @type {Entry[]} what people are owed */
const PRIVACY = [
  { path: "/today", icon: "calendar", key: "nav.today", scope: "privacy:write", count: () => pressing.value },
  { path: "/requests", icon: "shield", key: "nav.requests", scope: "privacy:write" },
  { path: "/duties", icon: "mail", key: "nav.duties", scope: "privacy:write" },
  { path: "/breaches", icon: "verify", key: "nav.breaches", scope: "privacy:write" },
  { path: "/suppressions", icon: "leave", key: "nav.suppressions", scope: "privacy:write" },
];

/** @type {Entry[]} what leaves the house */
const OUTWARD = [
  { path: "/disclosures", icon: "sent", key: "nav.disclosures", scope: "privacy:write" },
  { path: "/exports", icon: "download", key: "nav.exports", scope: "privacy:write" },
  { path: "/mails", icon: "mail", key: "nav.mails", scope: "privacy:write" },
];

/** @type {Entry[]} what the house has decided, and what proves it */
const RULES = [
  { path: "/policies", icon: "info", key: "nav.policies", scope: "privacy:write" },
  { path: "/campaigns", icon: "broadcast", key: "nav.campaigns", scope: "privacy:write" },
  { path: "/balancing", icon: "hold", key: "nav.balancing", scope: "privacy:write" },
  { path: "/retention", icon: "clock", key: "nav.retention", scope: "privacy:write" },
  { path: "/processing", icon: "note", key: "nav.processing", scope: "privacy:write" },
  { path: "/trail", icon: "history", key: "nav.trail", scope: "privacy:write" },
];

/** @type {Entry[]} */
const SYSTEM = [
  { path: "/users", icon: "key", key: "nav.users", scope: "admin:write" },
];

/** @param {{ slim: boolean }} props */
export function Menu({ slim }) {
  const user = me.value?.user;
  return h(
    "nav",
    { class: "nav", "aria-label": t("nav.main") },
    h("div", { class: "brand" }, h(Mark, {}), !slim && h("span", { class: "strong big" }, "Handslag")),
    h(Entries, { entries: REGISTER, slim }),
    may("captures:write") && !slim && h("h2", null, t("nav.capturing")),
    h(Entries, { entries: [...CAPTURE, ...OWN], slim }),
    may("privacy:write") && h(Privacy, { slim }),
    may("admin:write") && !slim && h("h2", null, t("nav.system")),
    h(Entries, { entries: SYSTEM, slim }),
    user && h(
      "a",
      { class: "me", href: "#/me", "aria-label": slim ? t("nav.me", { name: user.name }) : undefined },
      h(Avatar, { name: user.name }),
      !slim && h("span", null, h("span", { class: "strong" }, user.name), h("br", null),
        h("span", { class: "tiny muted" }, user.roles.map((role) => word("role", role)).join(", "))),
    ),
  );
}

/** @param {{ slim: boolean }} props */
function Privacy({ slim }) {
  // A count that cannot be fetched is left out; the page itself says why.
  useEffect(() => void refreshDue().catch(() => {}), []);
  return [
    !slim && h("h2", null, t("nav.privacy")), h(Entries, { entries: PRIVACY, slim }),
    !slim && h("h2", null, t("nav.outward")), h(Entries, { entries: OUTWARD, slim }),
    !slim && h("h2", null, t("nav.rules")), h(Entries, { entries: RULES, slim }),
  ];
}

/** @param {{ entries: Entry[], slim: boolean }} props */
function Entries({ entries, slim }) {
  return entries.filter((entry) => may(entry.scope)).map((entry) => {
    const n = entry.count?.() ?? 0;
    const label = n > 0 ? `${t(entry.key)}, ${n}` : t(entry.key);
    return h(
      "a",
      {
        href: `#${entry.path}`,
        "aria-current": isHere(entry.path) ? "page" : undefined,
        "aria-label": slim ? label : undefined,
        title: slim ? t(entry.key) : undefined,
      },
      h(Icon, { name: entry.icon }),
      !slim && t(entry.key),
      n > 0 && h("span", { class: slim ? "count pin" : "count" }, n),
    );
  });
}
