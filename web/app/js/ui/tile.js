/**
 * A capture in a list: picture or name, state in words, and what to do where somebody is needed.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @param {{ href?: string, picture?: string, thumbIcon?: string, title: string, time: string, icon: string,
 *   look?: "ok" | "warn" | "bad", state: string, more?: ComponentChildren, todo?: ComponentChildren }} props
 */
export function Tile({ href, picture, thumbIcon = "card", title, time, icon, look = undefined, state, more, todo }) {
  return h(
    "li",
    { class: "tile" },
    h("span", { class: "thumb" }, picture ? h("img", { src: picture, alt: "" }) : h(Icon, { name: thumbIcon })),
    h(href ? "a" : "span", href ? { class: "link block", href } : null,
      h("span", { class: "strong cut block" }, title),
      h("span", { class: look ? `state ${look}` : "state" }, h(Icon, { name: icon, size: "s" }), state)),
    h("span", { class: "small dim" }, time),
    more && h("p", { class: "more" }, more),
    todo && h("div", { class: "todo" }, todo),
  );
}
