/**
 * Pairs of contacts that may be one person: joined, or told apart, by keyboard alone. Each can be undone.
 * @import { Candidate } from "../../../types/api.d.ts"
 * @import { Single } from "../merging/choice.js"
 */

import { h } from "../../vendor/preact.js";
import { useLayoutEffect, useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { suggested } from "../merging/choice.js";
import { Comparison } from "../merging/comparison.js";
import { lettersOn } from "../review/keys.js";
import { count, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Empty } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** @typedef {{ contacts: [Candidate, Candidate], reasons: string[] }} Pair the older contact first */
/** @typedef {{ id: string, contact_id: string }} Merge */
// Keys are heard from the moment the question is seen: hence layout effects.

export function Duplicates() {
  const found = useLoaded(() => call("GET", "/duplicates"), []);
  const [at, setAt] = useState(0);
  const [merge, setMerge] = useState(/** @type {Merge | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @type {Pair[]} */
  const pairs = found.value?.items ?? [];
  const place = Math.min(at, Math.max(0, pairs.length - 1));
  // What has been decided is no question any more while the list comes anew.
  const pair = found.busy ? undefined : pairs[place];

  const [busy, setBusy] = useState(false);

  /** @param {() => Promise<Merge | null>} act */
  async function decide(act) {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      setMerge(await act());
      found.again();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  const undo = () => void (merge && decide(() => call("DELETE", `/contacts/${merge.contact_id}/merges/${merge.id}`)));
  useLayoutEffect(() => onKeys({ u: undo }));

  return h(DeskFrame, {
    title: t("nav.duplicates"),
    tools: h("span", { class: "muted" }, pairs.length > 0 && count("merge.left", pairs.length)),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? found.error }),
      h("div", { class: merge ? undefined : "vh", role: "status" }, merge && h("div", { class: "banner ok" }, h(Icon, { name: "merge" }),
        h("p", { class: "grow" }, t("merge.done")), h(Button, { icon: "undo", keys: "u", onClick: undo, children: [t("merge.undo"), " ", h("kbd", null, "U")] }))),
      found.value && !found.busy && !pair && h(Empty, { icon: "merge", title: t("merge.empty"), children: t("merge.empty-text") }),
      pair && h(Question, { key: pair.contacts.map((one) => one.contact.id).join(), pair, decide, onStep: (by) => setAt(Math.max(0, Math.min(place + by, pairs.length - 1))) })),
  });
}

/**
 * @param {{ pair: Pair, decide: (act: () => Promise<Merge | null>) => Promise<void>, onStep: (by: number) => void }} props
 */
function Question({ pair, decide, onStep }) {
  const [older, newer] = pair.contacts;
  const [taken, setTaken] = useState(suggested(older.contact, newer.contact));
  /** @type {(name: Single, fromNewer: boolean) => void} */
  const take = (name, fromNewer) => setTaken(new Set([...taken].filter((one) => one !== name).concat(fromNewer ? [name] : [])));
  const join = () => void decide(() => call("POST", `/contacts/${older.contact.id}/merges`, { contact_id: newer.contact.id, take: [...taken] }));
  const part = () => void decide(() => call("POST", "/duplicates/distinctions", { contact_ids: [older.contact.id, newer.contact.id] }));

  useLayoutEffect(() => onKeys({ j: () => onStep(1), k: () => onStep(-1), n: part, enter: join }));

  return [
    h("div", { class: "row top" },
      h("div", { class: "grow stack t" }, h("h2", { class: "title" }, t("merge.question")),
        h("p", { class: "muted" }, pair.reasons.map((reason) => word("duplicate", reason)).join(" "))),
      h(Button, { look: "quiet", icon: "left", keys: "k", onClick: () => onStep(-1), children: [t("merge.previous"), " ", h("kbd", null, "K")] }),
      h(Button, { look: "quiet", keys: "j", onClick: () => onStep(1), children: [t("merge.next"), " ", h("kbd", null, "J"), h(Icon, { name: "right" })] })),
    h(Comparison, { older, newer, taken, onTake: take }),
    h("div", { class: "row wrap" },
      h(Button, { look: "primary", icon: "merge", keys: "Enter", onClick: join, children: [t("merge.join"), " ", h("kbd", null, "Enter")] }),
      h(Button, { keys: "n", onClick: part, children: [t("merge.part"), " ", h("kbd", null, "N")] }),
      h("span", { class: "grow" }),
      h("span", { class: "small muted row" }, h(Icon, { name: "undo", size: "s" }), t("merge.always"))),
  ];
}

/**
 * @param {Record<string, () => void>} acts by key
 * @returns {() => void} stops listening
 */
function onKeys(acts) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const key = event.key.toLowerCase();
    // On a button Enter presses it; elsewhere it is the answer to the question.
    const mayAct = key === "enter" ? event.target === document.body : lettersOn();
    const act = mayAct ? acts[key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
