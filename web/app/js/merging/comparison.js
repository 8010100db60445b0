/**
 * Two contacts side by side, field by field, and what they become.
 * @import { ComponentChildren } from "preact"
 * @import { Contact, Candidate } from "../../../types/api.d.ts"
 * @import { Single } from "./choice.js"
 */

import { h } from "../../vendor/preact.js";
import { day } from "../kit/dates.js";
import { count, language, t, word } from "../texts.js";
import { Icon } from "../ui/icon.js";
import { SINGLE, valueOf, ways } from "./choice.js";

/**
 * @param {{ older: Candidate, newer: Candidate, taken: Set<Single>, onTake: (name: Single, fromNewer: boolean) => void }} props
 */
export function Comparison({ older, newer, taken, onTake }) {
  const [left, right] = [newer.contact, older.contact];
  const registers = [left, right].map((one) => one.registers.map((register) => word("register", register)).join(", "));
  return h(
    "div",
    { class: "panel scroll-x", role: "table", "aria-label": t("merge.table") },
    h("div", { class: "mrow h", role: "row" },
      h("span", { role: "columnheader" }, h("span", { class: "vh" }, t("merge.field"))),
      h(Side, { title: t("merge.newer"), side: newer }),
      h(Side, { title: t("merge.older", { day: day(older.since, language.value) }), side: older }),
      h("span", { class: "res", role: "columnheader" }, h("span", null, t("merge.result"), h("br", null), h("span", { class: "small muted" }, t("merge.result-text"))))),
    SINGLE.map((name) => h(SingleRow, { key: name, name, left, right, taken, onTake })),
    ways(right, left).map((way) =>
      h(Row, { key: way.kind, name: word("method", way.kind), cells: [way.newer, way.older, way.both].map((values) => values.join(", ")) })),
    h(Row, { name: t("merge.registers"), cells: [registers[0] ?? "", registers[1] ?? "", [...new Set([...left.registers, ...right.registers])].map((register) => word("register", register)).join(", ")] }),
    h(Row, { name: t("merge.evidence"), cells: [count("merge.sealed", newer.evidence), count("merge.sealed", older.evidence), t("merge.sealed-both", { n: newer.evidence + older.evidence })] }),
  );
}

/** @param {{ title: string, side: Candidate }} props */
function Side({ title, side }) {
  return h("span", { role: "columnheader" }, h("span", null, title, h("br", null), h("span", { class: "small muted" }, side.contact.organization?.name ?? "")));
}

/**
 * @param {{ name: Single, left: Contact, right: Contact, taken: Set<Single>, onTake: (name: Single, fromNewer: boolean) => void }} props
 */
function SingleRow({ name, left, right, taken, onTake }) {
  const [a, b] = [valueOf(left, name), valueOf(right, name)];
  if (a === "" && b === "") return null;
  const label = word("field", name === "organization" ? "company" : name);
  if (a === b) return h(Row, { name: label, cells: [a, b, a] });
  const fromNewer = taken.has(name);
  return h(Row, {
    name: label, differs: true,
    cells: [
      h(Pick, { on: fromNewer, text: a, onClick: () => onTake(name, true) }),
      h(Pick, { on: !fromNewer, text: b, onClick: () => onTake(name, false) }),
      h(Text, { text: fromNewer ? a : b }),
    ],
  });
}

/** @param {{ name: string, differs?: boolean, cells: ComponentChildren[] }} props */
function Row({ name, differs, cells }) {
  return h("div", { class: differs ? "mrow diff" : "mrow", role: "row" },
    h("span", { role: "rowheader" }, name),
    cells.map((cell, i) => h("span", { key: i, class: i === 2 ? "res" : undefined, role: "cell" }, typeof cell === "string" ? h(Text, { text: cell }) : cell)));
}

/** @param {{ text: string }} props */
function Text({ text }) {
  return h("span", { class: text ? "any" : "dim" }, text || t("band.missing"));
}

/** @param {{ on: boolean, text: string, onClick: () => void }} props */
function Pick({ on, text, onClick }) {
  return h("button", { class: "pick", type: "button", "aria-pressed": on ? "true" : "false", onClick },
    h("span", { class: on ? "dot on" : "dot" }, on && h(Icon, { name: "check", size: "s" })),
    h(Text, { text }));
}
