/**
 * What stands around every screen of the phone: its tabs, or on a desk the menu beside it.
 * @import { ComponentChildren } from "preact"
 * @import { Key } from "../texts.js"
 */

import { useEffect } from "../../vendor/hooks.js";
import { h } from "../../vendor/preact.js";
import { signal } from "../../vendor/signals.js";
import { items } from "../outbox/sending.js";
import { queueLength } from "../queue.js";
import { place } from "../router.js";
import { may, me } from "../session.js";
import { deskWords, t } from "../texts.js";
import { Icon } from "./icon.js";
import { isDesk } from "./media.js";

/**
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} icon
 * @property {Key} key
 * @property {string} scope who may open it
 * @property {() => number} [count]
 */

/** @type {Entry[]} */
export const CAPTURE = [
  { path: "/capture", icon: "camera", key: "nav.capture", scope: "captures:write" },
  { path: "/outbox", icon: "outbox", key: "nav.outbox", scope: "captures:write", count: () => items.value.length },
];

/** @type {Entry} */
export const REVIEW = { path: "/review", icon: "task", key: "nav.review", scope: "review:write", count: () => queueLength.value };

/** The desk's menu, once it has come: a phone does not fetch it. */
const menu = signal(/** @type {typeof import("./menu.js").Menu | null} */ (null));

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
    h(Beside, {}),
    h("div", { class: "work" }, h("div", { class: "phone column" }, children)),
  );
}

function Beside() {
  useEffect(() => {
    void Promise.all([import("./menu.js"), deskWords()]).then(([{ Menu }]) => {
      menu.value = Menu;
    });
  }, []);
  return menu.value ? h(menu.value, { slim: false }) : h("nav", { class: "nav", "aria-label": t("nav.main") });
}

function Tabs() {
  /** @type {Entry[]} */
  const all = [...CAPTURE, { path: "/search", icon: "search", key: "nav.search", scope: "contacts:read" }, ...(may(REVIEW.scope) ? [REVIEW] : [])];
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

/** @param {string} path */
export function isHere(path) {
  return place.value.path === path || place.value.path.startsWith(`${path}/`)
    || (path === "/search" && place.value.parts[0] === "contacts");
}
