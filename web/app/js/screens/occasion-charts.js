/** An occasion's two charts: one hue, a number on every bar, and the same as a table. */

import { h } from "../../vendor/preact.js";
import { t } from "../texts.js";

const TALL = 144;
const FLOOR = 180;
const WIDE = 380;
const ROW = 46;
// A stand's usual hours are shown even where nothing happened.
const OPENS = 9;
const SHUTS = 17;

/** @typedef {{ hour: number, cards: number }} Hour */
/** @typedef {{ name: string | null, cards: number }} Seller */

/** @param {{ hours: Hour[] }} props */
export function HourChart({ hours }) {
  const busy = hours.filter(({ cards }) => cards > 0).map(({ hour }) => hour);
  const [first, last] = [Math.min(OPENS, ...busy), Math.max(SHUTS, ...busy)];
  const shown = hours.filter(({ hour }) => hour >= first && hour <= last);
  const most = hours.reduce((best, one) => (one.cards > best.cards ? one : best));
  const top = roundUp(most.cards);
  const step = 572 / shown.length;
  const wide = Math.min(36, step - 6);
  return [
    h("svg", { class: "chart", viewBox: "0 0 600 208", role: "img", "aria-labelledby": "hours-title hours-text" },
      h("title", { id: "hours-title" }, t("overview.per-hour")),
      h("desc", { id: "hours-text" }, most.cards > 0 ? t("overview.most", { hour: most.hour, n: most.cards }) : t("overview.nothing")),
      [0, top / 2, top].map((n) => [
        h("line", { class: "grid", x1: 28, x2: 600, y1: heightOf(n, top), y2: heightOf(n, top) }),
        h("text", { x: 20, y: heightOf(n, top) + 4, "text-anchor": "end" }, n)]),
      shown.map(({ hour, cards }, n) => {
        const middle = 28 + step * (n + 0.5);
        const y = heightOf(cards, top);
        return [
          cards > 0 && h("rect", { class: "b1", x: middle - wide / 2, y, width: wide, height: FLOOR - y, rx: 4 }),
          cards > 0 && h("text", { class: "num", x: middle, y: y - 8, "text-anchor": "middle" }, cards),
          h("text", { x: middle, y: 200, "text-anchor": "middle" }, hour)];
      })),
    h(AsTable, { head: t("overview.hour"), rows: shown.map(({ hour, cards }) => ({ name: `${hour}–${(hour + 1) % 24}`, cards })) }),
  ];
}

/** @param {number} n @param {number} top */
function heightOf(n, top) {
  return FLOOR - (TALL * n) / top;
}

/** @param {number} n @returns {number} one, two, four, six or eight times a power of ten, the next not below `n` */
function roundUp(n) {
  const power = 10 ** Math.floor(Math.log10(Math.max(2, n)));
  return Math.max(2, [1, 2, 4, 6, 8, 10].map((times) => times * power).find((one) => one >= n) ?? n);
}

/** @param {{ sellers: Seller[] }} props */
export function SellerChart({ sellers }) {
  const most = Math.max(...sellers.map(({ cards }) => cards));
  const named = sellers.map(({ name, cards }) => ({ name: name ?? t("overview.program"), cards }));
  return [
    h("svg", { class: "chart", viewBox: `0 0 440 ${ROW * named.length + 4}`, role: "img", "aria-labelledby": "sellers-title" },
      h("title", { id: "sellers-title" }, `${t("overview.per-seller")}: ${named.map(({ name, cards }) => `${name} ${cards}`).join(", ")}`),
      named.map(({ name, cards }, n) => {
        const wide = Math.max(4, (WIDE * cards) / most);
        return [
          h("text", { x: 0, y: ROW * n + 18 }, name),
          h("rect", { class: "b1", x: 0, y: ROW * n + 25, width: wide, height: 14, rx: 4 }),
          h("text", { class: "num", x: wide + 8, y: ROW * n + 37 }, cards)];
      })),
    h(AsTable, { head: t("overview.seller"), rows: named }),
  ];
}

/** @param {{ head: string, rows: { name: string, cards: number }[] }} props */
function AsTable({ head, rows }) {
  return h("details", { class: "small" },
    h("summary", null, t("overview.as-table")),
    h("table", null,
      h("thead", null, h("tr", null, h("th", null, head), h("th", { class: "n" }, t("overview.cards")))),
      h("tbody", null, rows.map(({ name, cards }) => h("tr", { key: name }, h("td", null, name), h("td", { class: "n" }, cards))))));
}
