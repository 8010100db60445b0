/**
 * What people ask about their own details: the inbox, those due first.
 * @import { SubjectRequest } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { day } from "../kit/dates.js";
import { go, place, usePart } from "../router.js";
import { language, t, word } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { listing, usePages } from "../ui/listing.js";
import { Segment, Segments, Tag } from "../ui/parts.js";
import { Request } from "./request.js";

export function Requests() {
  const id = usePart("requests");
  return id ? h(Request, { id, key: id }) : h(RequestList, {});
}

function RequestList() {
  const state = place.value.query.get("state") ?? "open";
  /** @type {Pages<SubjectRequest>} */
  const list = usePages(`/subject-requests${state === "all" ? "" : `?state=${encodeURIComponent(state)}`}`);
  return h(DeskFrame, {
    title: t("nav.requests"),
    children: h("div", { class: "page" },
      h("div", { class: "row" }, h(Segments, { label: t("requests.show"), children: ["open", "all"].map((one) =>
        h(Segment, { key: one, pressed: state === one, onClick: () => go(`/requests?state=${one}`), children: word("requests.shown", one) })) })),
      listing({
        title: t("nav.requests"), list, plain: true, icon: "shield", none: t("requests.none"), noneText: t("requests.none-text"),
        heads: ["number", "who", "what", "received", "standing"].map((name) => word("requests.column", name)),
        row: (request) => h(Row, { key: request.id, request }),
      })),
  });
}

/** @param {{ request: SubjectRequest }} props */
function Row({ request }) {
  return h("tr", null,
    h("td", { class: "nowrap" }, h("a", { href: `#/requests/${request.id}` }, request.number)),
    h("td", { class: "strong" }, request.person ?? request.organization ?? t("requests.gone")),
    h("td", null, word("requests.kind", request.kind)),
    h("td", { class: "muted nowrap" }, day(request.received_at, language.value)),
    h("td", null, h(Standing, { request })));
}

/** @param {{ request: SubjectRequest }} props how far it is from its limit, in words and a shape */
export function Standing({ request }) {
  const { standing, day: passed, limit } = request.clock;
  if (standing === "closed") return h(Tag, { look: "ok", icon: "sure" }, word("requests.state", request.state));
  const look = standing === "overdue" ? "bad" : standing === "reminder" ? "warn" : undefined;
  const text = t(standing === "overdue" ? "requests.overdue" : "requests.day", { day: passed, limit });
  return look ? h(Tag, { look, icon: "clock" }, text) : h("span", { class: "row" }, h(Icon, { name: "clock", size: "s" }), text);
}
