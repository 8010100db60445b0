/**
 * Long lists of the desk: a panel with a table, a page of rows at a time, and words where there is
 * none.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef, useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { t } from "../texts.js";
import { Button } from "./button.js";
import { Empty } from "./parts.js";
import { ProblemBanner } from "./problem.js";

/**
 * @template T
 * @typedef {{ items: T[], error: unknown, busy: boolean, more: boolean, next: () => void, again: () => void }} Pages
 */

/**
 * Ask for a list a page at a time.
 * @template T
 * @param {string} path its query without `cursor`; another path begins anew
 * @param {number} [limit] rows a page
 * @returns {Pages<T>} `again` fetches anew as many rows as are shown
 */
export function usePages(path, limit = 50) {
  const [state, setState] = useState(/** @type {{ items: T[], cursor: string | null, error: unknown, busy: boolean }} */ (
    { items: [], cursor: null, error: null, busy: true }));
  // An answer to what is no longer asked must not overwrite the later one.
  const asked = useRef(0);
  /**
   * @param {string | null} cursor
   * @param {T[]} before the rows to go on from
   * @param {number} rows
   */
  const ask = (cursor, before, rows) => {
    const turn = ++asked.current;
    setState((was) => ({ ...was, busy: true }));
    const query = `${path}${path.includes("?") ? "&" : "?"}limit=${rows}${cursor ? `&cursor=${cursor}` : ""}`;
    call("GET", query).then(
      (page) => turn === asked.current && setState({ items: [...before, ...page.items], cursor: page.next_cursor, error: null, busy: false }),
      (error) => turn === asked.current && setState((was) => ({ ...was, error, busy: false })));
  };
  useEffect(() => ask(null, [], limit), [path, limit]);
  return {
    ...state,
    more: state.cursor !== null,
    next: () => ask(state.cursor, state.items, limit),
    again: () => ask(null, [], Math.min(500, Math.max(limit, state.items.length))),
  };
}

/**
 * The panel of a list. A function and no component: so the type of its rows is known.
 * @template T
 * @param {{ title: string, list: Pages<T>, heads?: string[], row: (item: T) => ComponentChildren, icon: string,
 *   none: string, noneText: string, tools?: ComponentChildren, plain?: boolean }} props `heads`: an empty one is that of
 *   the buttons; `plain`: without a title above, since the page's own says it
 */
export function listing({ title, list, heads, row, icon, none, noneText, tools, plain }) {
  const isEmpty = list.items.length === 0 && !list.busy && !list.error;
  return h("section", { class: "panel scroll-x", "aria-busy": list.busy ? "true" : undefined },
    !plain && h("header", null, h("h2", { class: "grow" }, title), tools),
    h(ProblemBanner, { error: list.error }),
    isEmpty && h(Empty, { icon, title: none, children: noneText }),
    list.items.length > 0 && h("table", null,
      h("caption", { class: "vh" }, title),
      heads && h("thead", null, h("tr", null, heads.map((text, n) =>
        h("th", { key: n, scope: "col" }, text || h("span", { class: "vh" }, t("list.act")))))),
      h("tbody", null, list.items.map(row))),
    list.more && h("div", { class: "body" }, h(Button, { look: "wide", busy: list.busy, onClick: list.next, children: t("list.more") })));
}
