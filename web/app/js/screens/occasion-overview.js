/**
 * How an occasion goes: what was taken, how far it has come, by hour and by seller. Counts alone; the cards
 * themselves are in review and in the register.
 * @import { Occasion, Overview } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { clock, isoWithZone, isToday, moment, weekday } from "../kit/dates.js";
import { may } from "../session.js";
import { count, knows, language, t, word } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Segment, Segments, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { HourChart, SellerChart } from "./occasion-charts.js";
import { daysOf, isRunning } from "./occasion-words.js";

const AGAIN_MS = 30_000;
const MOST_DAYS = 7;
const DAY_MS = 86_400_000;

/** @param {{ id: string }} props */
export function OccasionOverview({ id }) {
  const [day, setDay] = useState("");
  const occasion = useLoaded(() => call("GET", `/occasions/${id}`), [id]);
  const counts = useLoaded(() => call("GET", `/occasions/${id}/overview${day && `?day=${day}`}`), [id, day]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && counts.again(), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  /** @type {Occasion | null} */
  const one = occasion.value;
  /** @type {Overview | null} */
  const told = counts.value;
  return h(DeskFrame, {
    title: one?.name ?? "",
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/occasions" }, t("nav.occasions")), h(Icon, { name: "right", size: "s" })),
    tools: [one && isRunning(one) && h(Tag, { look: "ok", icon: "broadcast" }, [t("occasions.running"), lasts(one) && t("shift.day", daysOf(one))].filter(Boolean).join(", ")), h("span", { class: "grow" })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: occasion.error ?? counts.error }),
      one && told && h(Days, { occasion: one, day: told.day, onDay: setDay }),
      told && told.cards === 0 && h(Empty, { icon: "card", title: t("overview.none"), children: t("overview.none-text") }),
      told && told.cards > 0 && h(Counts, { told })),
  });
}

/** @param {Occasion} one */
function lasts(one) {
  return one.ends_on !== null && one.ends_on !== one.starts_on;
}

/**
 * The days of a fair that have begun, to look at one by one.
 * @param {{ occasion: Occasion, day: string, onDay: (day: string) => void }} props
 */
function Days({ occasion, day, onDay }) {
  if (!occasion.starts_on || !occasion.ends_on) return null;
  const last = Math.min(Date.parse(occasion.ends_on), Date.parse(isoWithZone().slice(0, 10)));
  const begun = Math.round((last - Date.parse(occasion.starts_on)) / DAY_MS) + 1;
  if (begun < 2 || begun > MOST_DAYS) return null;
  const first = Date.parse(occasion.starts_on);
  const all = Array.from({ length: begun }, (_, n) => new Date(first + n * DAY_MS).toISOString().slice(0, 10));
  return h("div", { class: "row" }, h(Segments, {
    label: t("overview.day"),
    children: all.map((one) => h(Segment, { key: one, pressed: one === day, onClick: () => onDay(one), children: weekday(one, language.value) })),
  }));
}

/** @param {{ told: Overview }} props */
function Counts({ told }) {
  return [
    h(Stats, { told }),
    h("div", { class: "cols board2" },
      h("section", { class: "panel" }, h("header", null, h("h2", { class: "grow" }, t("overview.per-hour")), h("span", { class: "small muted" }, weekday(told.day, language.value))),
        h("div", { class: "body" }, h(HourChart, { hours: told.hours }))),
      h("section", { class: "panel" }, h("header", null, h("h2", { class: "grow" }, t("overview.per-seller"))),
        h("div", { class: "body" }, h(SellerChart, { sellers: told.sellers })))),
    h("div", { class: "cols two" }, h(Far, { told }), h(Phones, { told })),
  ];
}

/** @param {{ told: Overview }} props */
function Stats({ told }) {
  const { states, steps } = told;
  const reading = (states.received ?? 0) + (states.reading ?? 0);
  const failed = Object.entries(told.problems).sort((a, b) => b[1] - a[1]);
  const today = isToday(`${told.day}T12:00`);
  return h("div", { class: "panel stats" },
    h(Stat, { title: today ? t("overview.today") : t("overview.on-day", { day: weekday(told.day, language.value) }), n: told.cards_on_day, children: count("overview.in-all", told.cards) }),
    h(Stat, { title: t("overview.waiting"), href: may("review:write") ? "#/review" : undefined, n: states.needs_review ?? 0, children: count("overview.reading", reading) }),
    h(Stat, { title: t("overview.needs-seller"), n: states.failed ?? 0, children: failed.map(([problem, n]) => fault(problem, n)).join(", ") || t("overview.nothing") }),
    h(Stat, { title: t("overview.steps"), n: steps.all, children: [t("overview.due-today", { n: steps.today }), steps.late > 0 && count("overview.late", steps.late)].filter(Boolean).join(", ") }));
}

/** @param {string} problem @param {number} n */
function fault(problem, n) {
  return count(`overview.fault.${knows("overview.fault", `${problem}_other`) ? problem : "other"}`, n);
}

/** @param {{ title: string, n: number, href?: string | undefined, children?: import("preact").ComponentChildren }} props */
function Stat({ title, n, href, children }) {
  return h("div", { class: "stat" }, h("span", { class: "small muted" }, href ? h("a", { class: "link", href }, title) : title), h("b", null, n.toLocaleString(language.value === "sv" ? "sv-SE" : "en-GB")), h("span", { class: "small muted" }, children));
}

/** How far the cards have come, and what their givers were shown and said. @param {{ told: Overview }} props */
function Far({ told }) {
  /** @type {[string, string, number][]} */
  const rows = [
    ["sure", word("state", "approved"), told.states.approved ?? 0],
    ["needs-you", word("state", "needs_company"), told.states.needs_company ?? 0],
    ["refused", word("state", "rejected"), told.states.rejected ?? 0],
    ["shield", t("overview.shown"), told.shown],
    ["mail", t("overview.agreed"), told.agreed],
  ];
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("overview.far"))),
    h("table", null, h("caption", { class: "vh" }, t("overview.far")),
      h("tbody", null, rows.map(([icon, title, n]) => h("tr", { key: title },
        h("td", null, h("span", { class: "row" }, h(Icon, { name: icon, size: "s" }), title)),
        h("td", { class: "n strong" }, n), h("td", { class: "n muted" }, t("overview.of", { n: told.cards })))))));
}

/** @param {{ told: Overview }} props */
function Phones({ told }) {
  return h("section", { class: "panel scroll-x" },
    h("header", null, h("h2", { class: "grow" }, t("overview.phones")), h("span", { class: "small muted" }, t("overview.updated", { time: clock(isoWithZone(), language.value) }))),
    told.phones.length > 0 && h("table", null, h("caption", { class: "vh" }, t("overview.phones")),
      h("tbody", null, told.phones.map((phone) => h("tr", null,
        h("td", { class: "strong" }, phone.seller),
        h("td", { class: "muted" }, phone.name),
        h("td", { class: "muted nowrap n" }, t("overview.heard", { time: isToday(phone.heard_at) ? clock(phone.heard_at, language.value) : moment(phone.heard_at, language.value) })))))),
    h("p", { class: "body small muted" }, t("overview.phones-text")));
}
