/** What a privacy officer is asked before a request is erased, extended or refused. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Field, Form, Select, TextArea } from "../ui/field.js";

// GDPR: claims, legal duty, unfounded or excessive, others' rights, compelling grounds.
const ARTICLES = /** @type {Record<string, string>} */ ({
  "GDPR art. 17.3 b": "17-3b", "GDPR art. 17.3 e": "17-3e", "GDPR art. 12.5": "12-5",
  "GDPR art. 15.4": "15-4", "GDPR art. 21.1": "21-1", "GDPR art. 18.1": "18-1",
});

/** @param {{ name: string, onClose: () => void, onConfirm: () => void }} props */
export function ConfirmErasure({ name, onClose, onConfirm }) {
  const [typed, setTyped] = useState("");
  const wanted = t("requests.erase-word");
  return h(Dialog, { title: t("requests.erase-title", { name }), onClose, children: h(Form, { onSubmit: onConfirm, children: [
    h("p", null, t("requests.erase-text")),
    h(Field, { id: "erase-word", label: t("requests.erase-type", { word: wanted }), value: typed, onInput: setTyped }),
    h("div", { class: "row" },
      h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { submit: true, look: "danger primary", icon: "erase", disabled: typed.trim().toLowerCase() !== wanted, children: word("requests.do", "erasure") })),
  ] }) });
}

/** @param {{ onClose: () => void, onConfirm: (reason: string) => void }} props */
export function Extend({ onClose, onConfirm }) {
  const [reason, setReason] = useState("");
  return h(Dialog, { title: t("requests.extend"), onClose, children: h(Form, { onSubmit: () => onConfirm(reason), children: [
    h("p", null, t("requests.extend-text")),
    h(TextArea, { id: "reason", label: t("requests.reason"), value: reason, maxLength: 500, hint: t("requests.reason-hint"), onInput: setReason }),
    h("div", { class: "row" },
      h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { submit: true, look: "primary", disabled: reason.trim().length < 3, children: t("requests.extend") })),
  ] }) });
}

/** @param {{ onClose: () => void, onConfirm: (article: string, reason: string) => void }} props */
export function Refuse({ onClose, onConfirm }) {
  const [article, setArticle] = useState("GDPR art. 17.3 b");
  const [reason, setReason] = useState("");
  return h(Dialog, { title: t("requests.refuse"), onClose, children: h(Form, { onSubmit: () => onConfirm(article, reason), children: [
    h(Select, { id: "article", label: t("requests.article"), value: article, onChange: setArticle,
      options: Object.entries(ARTICLES).map(([value, ground]) => ({ value, label: `${value}: ${word("requests.ground", ground)}` })) }),
    h(TextArea, { id: "reason", label: t("requests.reason"), value: reason, maxLength: 500, hint: t("requests.reason-hint"), onInput: setReason }),
    h("div", { class: "row" },
      h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { submit: true, look: "danger primary", disabled: reason.trim().length < 3, children: t("requests.refuse-do") })),
  ] }) });
}
