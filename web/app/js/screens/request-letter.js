/** The answer to a request: to copy, to save as a mail, or to hand to the company's own relay. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call, problemOf, Refusal, send } from "../http.js";
import { t } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Field, Form } from "../ui/field.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ id: string, text: string }} props */
export function Letter({ id, text }) {
  const [copied, setCopied] = useState(false);
  const [asks, setAsks] = useState(false);
  const [sent, setSent] = useState(false);
  if (!text) return null;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("requests.letter")),
      h(Button, { look: "quiet", icon: "mail", onClick: () => setAsks(true), children: t("letter.mail") }),
      h(Button, { look: "quiet", onClick: copy, children: t(copied ? "requests.copied" : "requests.copy") })),
    sent && h("p", { class: "body small", role: "status" }, t("letter.queued"), " ", h("a", { class: "link", href: "#/mails" }, t("nav.mails"))),
    h("div", { class: "body stack s letterbody" }, text.split("\n\n").map((part) => h("p", { key: part }, part))),
    asks && h(Address, { id, onClose: () => setAsks(false), onSent: () => { setSent(true); setAsks(false); } }));
}

/** @param {{ id: string, onClose: () => void, onSent: () => void }} props to whom the letter goes, and by whose hand */
function Address({ id, onClose, onSent }) {
  const [to, setTo] = useState("");
  const { error, busy, act } = useAct();
  const hand = () => act(call("POST", `/subject-requests/${id}/mails`, { to: to.trim() }), onSent);
  return h(Dialog, { title: t("letter.title"), onClose, children: h(Form, { onSubmit: hand, children: [
    h(ProblemBanner, { error }),
    h(Field, { id: "to", label: t("letter.to"), type: "email", required: true, value: to, hint: t("letter.to-hint"), onInput: setTo }),
    h("div", { class: "row wrap" },
      h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { icon: "download", busy, disabled: !to.trim(), onClick: () => act(save(id, to.trim()), onClose), children: t("letter.save") }),
      h(Button, { submit: true, look: "primary", busy, disabled: !to.trim(), children: t("letter.send") })),
  ] }) });
}

/**
 * Have the browser save the letter as a mail, to be sent by hand.
 * @param {string} id of the request
 * @param {string} to
 */
async function save(id, to) {
  const answer = await send("POST", `/subject-requests/${id}/letter.eml`, {
    body: JSON.stringify({ to }), headers: { "Content-Type": "application/json" },
  });
  if (!answer.ok) throw new Refusal(answer.status, await problemOf(answer));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = "brev.eml";
  link.click();
  URL.revokeObjectURL(link.href);
}
