/**
 * What happened, the newest first, each with the evidence of it.
 * @import { Interaction } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { day } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Icon } from "../ui/icon.js";
import { happened } from "./interaction-words.js";

/** @param {{ interactions: (Interaction & { who?: string })[] }} props `who`: where they are of several people */
export function History({ interactions }) {
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("contact.history"))),
    h("ul", { class: "time" }, interactions.map((one) => {
      const what = word("channel", one.channel);
      return h("li", { key: one.id },
        h("span", { class: "when" }, day(one.happened_at, language.value)),
        h("span", { class: "pt" }, h(Icon, { name: one.channel === "card" ? "card" : one.channel === "signature" ? "mail" : "note", size: "s" })),
        h("span", null, one.who ? t("contact.from", { what, who: one.who }) : what, h("br", null),
          h("span", { class: "small muted" }, [one.occasion?.name ?? happened(one), one.seller].filter(Boolean).join(" · ")),
          one.next_step && h("span", { class: "small block" }, h("span", { class: "muted" }, t("after.next-step"), ": "),
            [one.next_step.text, one.next_step.due_on && day(one.next_step.due_on, language.value), one.next_step.owner].filter(Boolean).join(", "))),
        h("a", { class: "small", href: `/api/v1/evidence/${one.evidence_id}/proof`, download: `handslag-${one.evidence_id}.json` }, t("contact.proof")));
    })));
}
