/**
 * How far a request has come: days of its limit, and its steps.
 * @import { SubjectRequest } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { day } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Icon } from "../ui/icon.js";

const WIDTH = 260;

/** @param {{ request: SubjectRequest }} props */
export function Clock({ request }) {
  const { day: passed, limit, standing, due_at: due, reminder_at: reminder } = request.clock;
  const along = (/** @type {number} */ days) => Math.max(0, Math.min(1, days / limit)) * WIDTH;
  const remindOn = Math.round((Date.parse(reminder) - Date.parse(request.received_at)) / 86_400_000);
  const label = t("requests.day", { day: passed, limit });
  return h("section", { class: "panel" }, h("div", { class: "body stack" },
    h("div", { class: "row" }, h("h2", { class: "grow" }, label), h("span", { class: "small muted" }, t("requests.by", { day: day(due, language.value) }))),
    h("svg", { class: "chart", viewBox: `0 0 ${WIDTH} 42`, role: "img", "aria-label": `${label}. ${t("requests.reminds", { day: remindOn })}` },
      h("rect", { class: "track", y: 6, width: WIDTH, height: 8, rx: 4 }),
      h("rect", { class: standing === "running" || standing === "closed" ? "fill" : "fillwarn", y: 6, width: along(passed), height: 8, rx: 4 }),
      h("line", { class: "tick", x1: along(remindOn), x2: along(remindOn), y1: 3, y2: 17 }),
      h("line", { class: "tick", x1: WIDTH - 1, x2: WIDTH - 1, y1: 3, y2: 17 }),
      h("text", { x: 0, y: 36 }, t("requests.in")),
      h("text", { x: along(remindOn), y: 36, "text-anchor": "middle" }, t("requests.day-n", { day: remindOn })),
      h("text", { x: WIDTH, y: 36, "text-anchor": "end" }, t("requests.day-n", { day: limit })))));
}

/** @param {{ request: SubjectRequest }} props */
export function Steps({ request }) {
  /** @type {{ text: string, on: string | null, done: boolean }[]} */
  const steps = [
    { text: t("requests.step-received"), on: request.received_at, done: true },
    { text: request.identity ? word("requests.method", request.identity) : t("requests.step-identity"), on: request.identified_at, done: request.identity !== null },
    { text: word("requests.do", request.kind), on: null, done: request.state !== "open" },
    { text: t("requests.step-answer"), on: request.closed_at, done: request.state !== "open" },
  ];
  const next = steps.findIndex((step) => !step.done);
  return h("section", { class: "panel" }, h("header", null, h("h2", null, t("requests.steps"))),
    h("ol", { class: "list" }, steps.map((step, n) =>
      h("li", { class: step.done || n === next ? "row" : "row muted", key: n },
        step.done ? h(Icon, { name: "sure" }) : h("span", { class: n === next ? "num-dot on" : "num-dot" }, n + 1),
        h("span", { class: n === next ? "grow strong" : "grow" }, step.text, step.done && step.on && h("span", { class: "muted" }, ` ${day(step.on, language.value)}`))))));
}
