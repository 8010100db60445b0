/**
 * What stands around every screen: the tabs of the phone, the menu of the desk.
 * @import { ComponentChildren } from "preact"
 * @import { Key } from "../texts.js"
 */

import { useEffect } from "../../vendor/hooks.js";
import { h } from "../../vendor/preact.js";
import { pressing, refreshDue } from "../due.js";
import { items } from "../outbox/sending.js";
import { queueLength } from "../queue.js";
import { place } from "../router.js";
import { may, me } from "../session.js";
import { t, word } from "../texts.js";
import { Icon, Mark } from "./icon.js";
import { isDesk } from "./media.js";
import { Avatar } from "./parts.js";

/**
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} icon
 * @property {Key} key
 * @property {string} scope who may open it
 * @property {() => number} [count]
 */

/** @type {Entry[]} */
const REGISTER = [
  { path: "/review", icon: "task", key: "nav.review", scope: "review:write", count: () => queueLength.value },
  { path: "/contacts", icon: "people", key: "nav.contacts", scope: "contacts:read" },
  { path: "/organizations", icon: "building", key: "nav.organizations", scope: "contacts:read" },
  { path: "/duplicates", icon: "merge", key: "nav.duplicates", scope: "contacts:write" },
  { path: "/occasions", icon: "fair", key: "nav.occasions", scope: "captures:write" },
];

/** @type {Entry[]} */
const CAPTURE = [
  { path: "/capture", icon: "camera", key: "nav.capture", scope: "captures:write" },
  { path: "/outbox", icon: "outbox", key: "nav.outbox", scope: "captures:write", count: () => items.value.length },
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

/**
 * A screen of the phone. On a desk it stands beside the menu, no wider than a hand's screen.
 * @param {{ tabs?: boolean, children?: ComponentChildren }} props
 */
export function PhoneFrame({ tabs = true, children }) {
  if (!isDesk.value || !me.value) {
    return h("div", { class: "phone" }, children, tabs && h(Tabs, {}));
  }
  return h(
    "div",
    { class: "desk" },
    h(Menu, { slim: false }),
    h("div", { class: "work" }, h("div", { class: "phone column" }, children)),
  );
}

function Tabs() {
  /** @type {Entry[]} */
  const last = may("review:write")
    ? [{ path: "/review", icon: "task", key: "nav.review", scope: "review:write", count: () => queueLength.value }]
    : [];
  /** @type {Entry[]} */
  const all = [...CAPTURE, { path: "/search", icon: "search", key: "nav.search", scope: "contacts:read" }, ...last];
  return h(
    "nav",
    { class: `tabs of${all.length}`, "aria-label": t("nav.main") },
    all.filter((entry) => may(entry.scope)).map((entry) => h(Tab, { entry })),
  );
}

/** @param {{ entry: Entry }} props */
function Tab({ entry }) {
  const n = entry.count?.() ?? 0;
  return h(
    "a",
    { href: `#${entry.path}`, "aria-current": isHere(entry.path) ? "page" : undefined },
    h(Icon, { name: entry.icon, size: "l" }),
    t(entry.key),
    n > 0 && h("span", { class: "count on" }, n > 99 ? "99+" : n),
  );
}

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

/** @param {string} path */
function isHere(path) {
  return place.value.path === path || place.value.path.startsWith(`${path}/`)
    || (path === "/search" && place.value.parts[0] === "contacts");
}
