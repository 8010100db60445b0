/**
 * The pages before anybody is signed in: one question on paper, the language within reach.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { language, speak, t } from "../texts.js";
import { Button } from "./button.js";
import { PlainMark } from "./icon.js";

export function LanguageButton() {
  const other = language.value === "sv" ? "en" : "sv";
  return h(
    Button,
    { look: "quiet", icon: "language", onClick: () => void speak(other), children: h("span", { lang: other }, other === "en" ? "English" : "Svenska") },
  );
}

/**
 * @param {{ title: string, lede?: string, foot?: ComponentChildren, children?: ComponentChildren }} props `foot`: at the thumb
 */
export function Letter({ title, lede, foot, children }) {
  return h(
    "div",
    { class: "phone" },
    h(
      "main",
      { class: "entrance" },
      h(
        "div",
        { class: "row" },
        h("span", { class: "row grow" }, h(PlainMark, {}), h("span", { class: "strong big" }, t("app"))),
        h(LanguageButton, {}),
      ),
      h("div", { class: "stack" }, h("h1", null, title), lede && h("p", { class: "muted" }, lede)),
      children,
    ),
    foot && h("section", { class: "dock entrance", "aria-label": title }, foot),
  );
}
