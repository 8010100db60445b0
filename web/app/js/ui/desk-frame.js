/**
 * What stands around a screen of the desk; the phone does not need it.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { may } from "../session.js";
import { t } from "../texts.js";
import { FindLink } from "./find-link.js";
import { Menu } from "./menu.js";

/**
 * A screen of the desk: menu at the side, bar at the top.
 * @param {{ title: string, slim?: boolean, finds?: boolean, crumbs?: ComponentChildren, tools?: ComponentChildren,
 *   children?: ComponentChildren }} props `finds`: it has a search of its own
 */
export function DeskFrame({ title, slim, finds, crumbs, tools, children }) {
  return h(
    "div",
    { class: slim ? "desk slim" : "desk" },
    h(Menu, { slim: slim ?? false }),
    h(
      "main",
      { class: "work" },
      h("header", { class: "deskbar" }, crumbs, h("h1", null, title || t("loading")), tools,
        !slim && !finds && may("contacts:read") && h(FindLink, {})),
      children,
    ),
  );
}
