/** Keeping what was typed, or leaving: under the thumb, wherever the form has been scrolled to. */

import { h } from "../../vendor/preact.js";
import { t } from "../texts.js";
import { Button } from "./button.js";

/** @param {{ form: string, label: string, lacks: string }} props `lacks`: why it cannot be kept yet, empty where it can */
export function Keep({ form, label, lacks }) {
  return h("section", { class: "dock acts", "aria-label": label },
    lacks && h("p", { class: "small muted center wide" }, lacks),
    h(Button, { look: "quiet tall", onClick: () => history.back(), children: t("cancel") }),
    h(Button, { submit: true, form, look: "primary tall grow", disabled: lacks !== "", children: label }));
}
