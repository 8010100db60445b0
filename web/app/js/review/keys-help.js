/**
 * The list of keys, and the switch that turns single letters off.
 * @import { Key } from "../texts.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Switch } from "../ui/parts.js";
import { lettersOn, setLetters } from "./keys.js";

/** @type {[string[], Key][]} */
const FIELD_KEYS = [
  [["Enter"], "keys.accept"], [["tab"], "keys.tab"], [["1–9"], "keys.candidate"], [["E"], "keys.edit"],
  [["Esc"], "keys.leave"], [["T"], "keys.clear"], [["Z"], "keys.zoom"],
];

/** @type {[string[], Key][]} */
const CARD_KEYS = [
  [["shift-enter"], "keys.approve"], [["X"], "keys.reject"], [["B"], "keys.flip"], [["/"], "keys.search"], [["?"], "keys.help"],
];

/** @param {{ onClose: () => void }} props */
export function KeysHelp({ onClose }) {
  const [letters, setOn] = useState(lettersOn());
  return h(Dialog, {
    title: t("keys.title"), wide: true, onClose,
    children: [
      h("div", { class: "cols two" }, h(Table, { caption: t("review.fields"), keys: FIELD_KEYS }), h(Table, { caption: t("review.card"), keys: CARD_KEYS })),
      h("div", { class: "row" },
        h(Switch, { on: letters, label: t("keys.letters"), onChange: (on) => {
          setLetters(on);
          setOn(on);
        } }),
        h("span", { class: "grow" }, t("keys.letters")),
        h(Button, { onClick: onClose, children: t("close") })),
    ],
  });
}

/** @param {{ caption: string, keys: [string[], Key][] }} props */
function Table({ caption, keys }) {
  return h("table", null,
    h("caption", { class: "vh" }, caption),
    h("tbody", null, keys.map(([names, key]) =>
      h("tr", null,
        h("td", { class: "nowrap" }, names.map((name, i) => [i > 0 && " + ", h("kbd", null, word("key", name))])),
        h("td", null, t(key))))));
}
