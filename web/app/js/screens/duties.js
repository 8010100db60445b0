/**
 * Article 14: people whose details did not come from themselves must be told within a month, or it
 * is written down why not. The latest stand first.
 * @import { Duty, Policies } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day, isoWithZone } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Asking } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Field, Select, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { useLoaded } from "../ui/loading.js";
import { Tag } from "../ui/parts.js";

const HOW = ["mail", "letter", "phone", "paper"];
const ARTICLES = /** @type {Record<string, string>} */ ({ "14.5 a": "a", "14.5 b": "b", "14.5 c": "c", "14.5 d": "d" });

export function Duties() {
  /** @type {Pages<Duty>} */
  const list = usePages("/notice-duties");
  const [asked, setAsked] = useState(/** @type {{ duty: Duty, tells: boolean } | null} */ (null));
  const close = () => setAsked(null);
  const done = () => {
    close();
    list.again();
  };
  return h(DeskFrame, {
    title: t("nav.duties"),
    children: h("div", { class: "page" },
      h("p", { class: "muted lede2" }, t("duties.lede")),
      listing({
        title: t("nav.duties"), list, plain: true, icon: "mail", none: t("duties.none"), noneText: t("duties.none-text"),
        heads: [t("duties.who"), t("duties.source"), t("duties.by"), ""],
        row: (duty) => h("tr", { key: duty.id },
          h("td", null, h("a", { class: "link strong", href: `#/contacts/${duty.contact_id}` }, duty.person ?? duty.organization), h("br", null),
            h("span", { class: "small muted" }, duty.person && duty.organization)),
          h("td", null, word("duties.from", duty.source), h("br", null), h("span", { class: "small muted" }, day(duty.obtained_at, language.value))),
          h("td", { class: "nowrap" }, duty.overdue
            ? h(Tag, { look: "bad", icon: "clock" }, t("duties.late", { day: day(duty.due_at, language.value) }))
            : day(duty.due_at, language.value)),
          h("td", { class: "n" },
            h(Button, { onClick: () => setAsked({ duty, tells: true }), children: t("duties.tell") }),
            h(Button, { look: "quiet", onClick: () => setAsked({ duty, tells: false }), children: t("duties.except") }))),
      }),
      asked?.tells && h(Tell, { duty: asked.duty, onClose: close, onDone: done }),
      asked && !asked.tells && h(Except, { duty: asked.duty, onClose: close, onDone: done })),
  });
}

/** @param {{ duty: Duty, onClose: () => void, onDone: () => void }} props that the person was told: how, of which version */
function Tell({ duty, onClose, onDone }) {
  const found = useLoaded(() => call("GET", "/policies"), []);
  /** @type {Policies | null} */
  const policies = found.value;
  const [how, setHow] = useState("mail");
  const [version, setVersion] = useState("");
  const [spoken, setSpoken] = useState("sv");
  const [on, setOn] = useState(isoWithZone().slice(0, 10));
  const chosen = version || policies?.in_force || "";
  const now = isoWithZone();
  // Today means now: a notice of before the details came would not count.
  const shown = on === now.slice(0, 10) ? now : isoWithZone(new Date(`${on}T23:59`));
  return h(Asking, {
    title: t("duties.tell-title", { name: duty.person ?? duty.organization ?? "" }), verb: t("duties.tell-do"), disabled: !chosen || !on, onClose, onDone,
    ask: () => call("POST", `/contacts/${duty.contact_id}/notices`, { policy_version_id: chosen, how, language: spoken, shown_at: shown }),
    children: [
      h(Select, { id: "how", label: t("duties.how"), value: how, onChange: setHow, options: HOW.map((value) => ({ value, label: word("how", value) })) }),
      h(Select, { id: "version", label: t("duties.version"), value: chosen, onChange: setVersion,
        options: (policies?.items ?? []).map((one) => ({ value: one.id, label: one.id === policies?.in_force ? t("policy.this", { version: one.id }) : one.id })) }),
      h(Select, { id: "language", label: t("duties.language"), value: spoken, onChange: setSpoken, options: ["sv", "en"].map((value) => ({ value, label: word("language", value) })) }),
      h(Field, { id: "on", label: t("duties.on"), type: "date", required: true, value: on, onInput: setOn }),
    ],
  });
}

/** @param {{ duty: Duty, onClose: () => void, onDone: () => void }} props why the person need not be told */
function Except({ duty, onClose, onDone }) {
  const [article, setArticle] = useState("14.5 b");
  const [reason, setReason] = useState("");
  return h(Asking, {
    title: t("duties.except-title", { name: duty.person ?? duty.organization ?? "" }), verb: t("duties.except-do"), disabled: reason.trim().length < 3, onClose, onDone,
    ask: () => call("POST", `/notice-duties/${duty.id}/exemption`, { article, reason }),
    children: [
      h(Select, { id: "article", label: t("duties.article"), value: article, onChange: setArticle,
        options: Object.entries(ARTICLES).map(([value, ground]) => ({ value, label: `${value}: ${word("duties.ground", ground)}` })) }),
      h(TextArea, { id: "reason", label: t("requests.reason"), value: reason, maxLength: 500, onInput: setReason }),
    ],
  });
}
