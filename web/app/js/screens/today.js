/**
 * Where a privacy officer begins: what is late, what is soon due, what only waits.
 * @import { Due, DueContact, Page } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { due, refreshDue } from "../due.js";
import { call } from "../http.js";
import { isoWithZone, moment } from "../kit/dates.js";
import { count, language, t, word } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** Where each sort of work is done, and its icon. */
const PLACES = /** @type {Record<string, [string, string]>} */ ({
  breaches: ["/breaches", "verify"], requests: ["/requests", "shield"], emergencies: ["/disclosures?only=waiting", "sent"],
  duties: ["/duties", "mail"], exports: ["/exports", "download"], mails: ["/mails", "mail"], purges: ["/retention", "clock"], retention: ["/retention", "clock"],
});

export function Today() {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  useEffect(() => void refreshDue({ now: true }).then(() => setError(null), setError), []);
  // Goes through the whole register: asked here alone, and not with every page as the rest is.
  const ending = useLoaded(() => call("GET", "/retention/due?within=1&limit=100"), []);
  const all = due.value && [...due.value, ...(ending.value ? [endingOf(ending.value)] : [])];
  const pressing = (all ?? []).filter((one) => one.late + one.soon > 0).sort((a, b) => b.late - a.late);
  const waiting = (all ?? []).filter((one) => one.late + one.soon === 0 && one.waiting > 0);
  const idle = (all ?? []).filter((one) => one.waiting === 0);
  return h(DeskFrame, {
    title: t("nav.today"),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? ending.error }),
      all && pressing.length === 0 && h(Banner, { look: "ok", icon: "sure", children: t("today.calm") }),
      h(Group, { title: t("today.pressing"), all: pressing }),
      h(Group, { title: t("today.waiting"), all: waiting }),
      idle.length > 0 && h("p", { class: "small muted" }, t("today.idle", { list: idle.map((one) => word("today.work", one.work).toLowerCase()).join(", ") }))),
  });
}

/**
 * @param {Page<DueContact>} page of those whose time is over within a month
 * @returns {Due} held ones wait, and do not press
 */
function endingOf({ items }) {
  const today = isoWithZone().slice(0, 10);
  const over = items.filter((one) => one.keep_until < today && !one.held && !one.restricted).length;
  return { work: "retention", waiting: items.length, soon: over, late: 0, due_at: null };
}

/** @param {{ title: string, all: Due[] }} props */
function Group({ title, all }) {
  if (all.length === 0) return null;
  return h("section", { class: "panel" }, h("header", null, h("h2", { class: "grow" }, title)),
    h("ul", { class: "list" }, all.map((one) => h("li", { class: "row wrap", key: one.work }, h(Work, { one })))));
}

/** @param {{ one: Due }} props */
function Work({ one }) {
  const [path, icon] = PLACES[one.work] ?? ["/today", "clock"];
  const most = one.work === "retention" && one.waiting >= 100;
  return [
    h(Icon, { name: icon }),
    h("span", { class: "grow" },
      h("a", { class: "link strong", href: `#${path}` }, word("today.work", one.work)), h("br", null),
      h("span", { class: "small muted" }, [
        most ? t("today.most") : count("today.waits", one.waiting),
        one.due_at && t("today.first", { moment: moment(one.due_at, language.value) }),
      ].filter(Boolean).join(" · "))),
    one.late > 0 && h(Tag, { look: "bad", icon: "clock" }, count("today.late", one.late)),
    one.soon > 0 && h(Tag, { look: "warn", icon: "clock" }, `${word("today.soon", one.work)}: ${one.soon}`),
  ];
}
