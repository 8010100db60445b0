/** Says which addresses no mailing may reach, and what the seller may do all the same. */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { listSuppressed } from "../suppressed.js";
import { t } from "../texts.js";
import { Banner } from "./parts.js";

/** @param {{ addresses: import("../kit/addresses.js").Address[], known?: string[] }} props `known`: found before */
export function Blocked({ addresses, known = [] }) {
  const [found, setFound] = useState(/** @type {string[]} */ ([]));
  const asked = addresses.map(({ value }) => value).join(" ");
  useEffect(() => {
    let over = false;
    void listSuppressed(addresses).then((some) => over || setFound(some));
    return () => {
      over = true;
    };
  }, [asked]);
  const all = [...new Set([...known, ...found])];
  if (all.length === 0) return null;
  return h(Banner, {
    look: "warn", icon: "leave",
    children: [h("strong", { class: "any" }, t("blocked.title", { addresses: all.join(", ") })), " ", t("blocked.text")],
  });
}
