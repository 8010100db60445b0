/**
 * Letters that were handed to the company's mail relay: how far each has come, and those that did
 * not arrive, to be tried again.
 * @import { Mail } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { count, language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const LOOKS = /** @type {const} */ ({ waiting: "warn", sent: "ok", failed: "bad" });

export function Mails() {
  /** @type {Pages<Mail>} */
  const list = usePages("/mails");
  const { error, busy, act } = useAct(list.again);
  return h(DeskFrame, {
    title: t("nav.mails"),
    children: h("div", { class: "page" },
      h("p", { class: "muted lede2" }, t("mails.lede")),
      h(ProblemBanner, { error }),
      listing({
        title: t("nav.mails"), list, plain: true, icon: "mail", none: t("mails.none"), noneText: t("mails.none-text"),
        heads: [t("mails.when"), t("mails.state"), t("mails.attempts"), ""],
        row: (mail) => h("tr", { key: mail.id },
          h("td", null, h("a", { class: "link", href: `#/requests/${mail.request_id}` }, moment(mail.queued_at, language.value))),
          h("td", null, h(Tag, { look: LOOKS[mail.state] }, word("mails.state", mail.state)),
            mail.problem && h("span", { class: "small muted block" }, word("mails.problem", mail.problem))),
          h("td", null, count("mails.tries", mail.attempts)),
          h("td", { class: "n" }, mail.state === "failed"
            && h(Button, { busy, onClick: () => act(call("POST", `/mails/${mail.id}/attempts`)), children: t("mails.again") }))),
      })),
  });
}
