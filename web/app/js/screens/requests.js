/**
 * What people ask about their own details: the inbox, those due first.
 * @import { SubjectRequest } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { place } from "../router.js";
import { count, language, t, word } from "../texts.js";
import { DeskFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Request } from "./request.js";

export function Requests() {
  const id = place.value.parts[1];
  return id ? h(Request, { id, key: id }) : h(RequestList, {});
}

function RequestList() {
  const list = useLoaded(() => call("GET", "/subject-requests?limit=200"), []);
  /** @type {SubjectRequest[]} */
  const requests = list.value?.items ?? [];
  return h(DeskFrame, {
    title: t("nav.requests"),
    tools: [h("span", { class: "grow" }), list.value && h("span", { class: "small muted" }, count("requests.waiting", list.value.waiting))],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: list.error }),
      list.value && requests.length === 0 && h(Empty, { icon: "shield", title: t("requests.none"), children: t("requests.none-text") }),
      requests.length > 0 && h("section", { class: "panel scroll-x" }, h("table", null,
        h("thead", null, h("tr", null,
          ["number", "who", "what", "received", "standing"].map((name) => h("th", { key: name }, word("requests.column", name))))),
        h("tbody", null, requests.map((request) => h(Row, { key: request.id, request })))))),
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
