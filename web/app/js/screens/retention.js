/**
 * Retention: whose time is over, how long each class is kept, what a change would do, purges, holds.
 * @import { DueContact, Hold, Purge } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { count, language, t, word } from "../texts.js";
import { Asking, useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { Banner, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Rules } from "./retention-rules.js";

export function Retention() {
  /** @type {Pages<DueContact>} */
  const due = usePages("/retention/due?within=1");
  /** @type {Pages<Purge>} */
  const purges = usePages("/retention/purges", 20);
  /** @type {Pages<Hold>} */
  const holds = usePages("/holds", 20);
  const again = () => [due, purges, holds].forEach((list) => list.again());
  const { error, busy, act } = useAct(again);
  const waiting = purges.items.find((one) => one.state === "announced");
  return h(DeskFrame, {
    title: t("nav.retention"),
    tools: [h("span", { class: "grow" }), !waiting && h(Button, { icon: "clock", busy, onClick: () => act(call("POST", "/retention/purges")), children: t("retention.announce") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error }),
      waiting && h(Banner, { look: "warn", icon: "clock", children: t("retention.warned", {
        contacts: count("retention.contacts", waiting.counts.announced ?? 0), day: day(waiting.runs_at, language.value),
      }) }),
      h("div", { class: "cols side-r" },
        h("div", { class: "stack l" },
          listing({
            title: t("retention.due"), list: due, icon: "clock", none: t("retention.none"), noneText: t("retention.none-text"),
            tools: h("span", { class: "small muted" }, t("retention.dry")),
            heads: [t("duties.who"), t("retention.why")],
            row: (one) => h("tr", { key: one.contact_id },
              h("td", null, h("a", { class: "link strong", href: `#/contacts/${one.contact_id}` }, one.person ?? one.organization), h("br", null), h("span", { class: "small muted" }, one.person && one.organization)),
              h("td", null, one.explanation[language.value], " ", (one.held || one.restricted) && h(Tag, { look: "warn", icon: "hold" }, t("retention.held")))),
          }),
          listing({
            title: t("retention.purges"), list: purges, icon: "trash", none: t("retention.no-purges"), noneText: t("retention.no-purges-text"),
            row: (purge) => h(PurgeRow, { key: purge.id, purge, again }),
          }),
          listing({
            title: t("hold.list"), list: holds, icon: "hold", none: t("hold.none"), noneText: t("hold.none-text"),
            heads: [t("duties.who"), t("hold.law"), t("hold.until"), ""],
            row: (one) => h("tr", { key: one.id, class: one.released_at ? "muted" : undefined },
              h("td", null, h("a", { class: "link strong", href: `#/person/${one.contact_id}` }, one.person ?? one.organization ?? t("requests.gone"))),
              h("td", null, one.law, h("br", null), h("span", { class: "small muted" }, one.reason)),
              h("td", { class: "nowrap" }, one.released_at ? t("hold.released", { day: day(one.released_at, language.value) }) : one.until ? day(one.until, language.value) : t("person.open")),
              h("td", { class: "n" }, !one.released_at && h(Button, { look: "quiet", onClick: () => act(call("DELETE", `/holds/${one.id}`)), children: t("hold.release") }))),
          })),
        h("aside", null, h(Rules, { changed: due.again })))),
  });
}

/** @param {{ purge: Purge, again: () => void }} props */
function PurgeRow({ purge, again }) {
  const [asks, setAsks] = useState(false);
  const { error, act } = useAct(again);
  const n = purge.counts[purge.state === "done" ? "contacts" : "announced"] ?? 0;
  const path = `/retention/purges/${purge.id}`;
  return h("tr", null,
    h("td", { class: "nowrap muted" }, day(purge.announced_at, language.value)),
    h("td", null, word("retention.state", purge.state), purge.state === "announced" && ` ${t("retention.from", { day: day(purge.runs_at, language.value) })}`),
    h("td", null, count("retention.contacts", n)),
    h("td", { class: "n" },
      h(ProblemBanner, { error }),
      purge.state === "announced" && h("span", { class: "row" },
        h(Button, { look: "quiet", onClick: () => act(call("POST", `${path}/cancellation`)), children: t("retention.cancel") }),
        Date.parse(purge.runs_at) <= Date.now() && h(Button, { look: "danger", icon: "trash", onClick: () => setAsks(true), children: t("retention.purge") })),
      purge.certificate && h("details", null, h("summary", null, t("retention.certificate")), h("pre", { class: "mono tiny any startt", tabIndex: 0 }, purge.certificate)),
      asks && h(Asking, {
        title: t("retention.purge-title", { contacts: count("retention.contacts", n) }), verb: t("retention.purge"), danger: true,
        ask: () => call("POST", `${path}/execution`), onClose: () => setAsks(false), onDone: () => { setAsks(false); again(); },
        children: h("p", null, t("retention.purge-text")),
      })));
}
