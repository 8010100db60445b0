/**
 * The cards that come next.
 * @import { QueueItem } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { count, t } from "../texts.js";
import { Icon } from "../ui/icon.js";
import { draftOf, isUncertain } from "./draft.js";

/** @param {{ next: QueueItem[] }} props */
export function Film({ next }) {
  if (next.length === 0) return null;
  return h("div", { class: "stack s end-v" },
    h("h2", { class: "over" }, t("review.next")),
    h("ul", { class: "film" }, next.map((item) => h(Frame, { key: item.id, item }))));
}

/** @param {{ item: QueueItem }} props */
function Frame({ item }) {
  const contact = item.reading?.contacts[0];
  const unsure = contact ? draftOf(contact).filter(isUncertain).length : 0;
  const picture = item.files.find((file) => file.type.startsWith("image/"));
  const name = contact?.company ?? contact?.person ?? t("review.unnamed");
  return h("li", null,
    picture ? h("img", { src: picture.url, alt: "", loading: "lazy" }) : h("span", { class: "thumbm" }, h(Icon, { name: "mail" })),
    unsure > 0 && h(Icon, { name: "verify", size: "s" }),
    h("span", { class: "vh" }, unsure > 0 ? `${name}, ${count("review.to-check", unsure)}` : name));
}
