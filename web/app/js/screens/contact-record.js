/**
 * What is on record of a contact: the seal, the three separate records, and until when all is kept.
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { day, moment } from "../kit/dates.js";
import { count, language, t } from "../texts.js";
import { LinkButton } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";

/**
 * @typedef {object} Proof
 * @property {string} id
 * @property {number} index its place in the log
 * @property {"provided" | "shown" | "agreed"} kind
 * @property {string} created_at
 * @property {string | null} policy_version_id
 */

/** @param {{ evidence: Proof[] }} props */
export function Evidence({ evidence }) {
  const first = evidence.find((one) => one.kind === "provided") ?? evidence[0];
  if (!first) return null;
  return h("section", { class: "panel" }, h("div", { class: "body stack" },
    h("div", { class: "seal" },
      h("span", { class: "disc" }, h(Icon, { name: "seal" })),
      h("div", { class: "stack t" }, h("h2", null, t("evidence.title")), h("p", { class: "small muted" }, t("evidence.text")))),
    h("dl", { class: "kv small" },
      h("dt", null, t("evidence.number")), h("dd", { class: "mono" }, first.index),
      h("dt", null, t("evidence.sealed")), h("dd", null, moment(first.created_at, language.value)),
      first.policy_version_id && [h("dt", null, t("review.policy")), h("dd", null, first.policy_version_id)]),
    h(LinkButton, { icon: "download", look: "wide", href: `/api/v1/evidence/${first.id}/proof`, download: `handslag-${first.id}.json`, children: t("evidence.download") }),
    h("p", { class: "tiny muted" }, t("evidence.anyone"))));
}

/** Provided, shown and agreed are three things; none follows from another. @param {{ evidence: Proof[] }} props */
export function ThreeThings({ evidence }) {
  const of = (/** @type {Proof["kind"]} */ kind) => evidence.filter((one) => one.kind === kind);
  const shown = of("shown").at(-1);
  const agreed = of("agreed").at(-1);
  return h("section", { class: "panel" },
    h("header", null, h("h2", null, t("three.title"))),
    h("ul", { class: "list" },
      h(Thing, { there: true, name: t("three.provided"), text: count("three.acts", of("provided").length) }),
      h(Thing, {
        there: shown !== undefined, name: t("three.shown"),
        text: shown ? t("three.shown-when", { version: shown.policy_version_id ?? "", day: day(shown.created_at, language.value) }) : t("three.not-shown"),
      }),
      h(Thing, { there: agreed !== undefined, name: t("three.agreed"), text: agreed ? day(agreed.created_at, language.value) : t("three.not-agreed") })));
}

/** @param {{ there: boolean, name: string, text: string }} props */
function Thing({ there, name, text }) {
  return h("li", { class: "row top" }, h(Icon, { name: there ? "sure" : "missing", size: "s" }),
    h("span", { class: "grow" }, h("span", { class: "strong" }, name), h("br", null), h("span", { class: "small muted" }, text)));
}

/** @param {{ id: string }} props */
export function KeptUntil({ id }) {
  const loaded = useLoaded(() => call("GET", `/contacts/${id}/retention`), [id]);
  if (!loaded.value) return null;
  return h("section", { class: "panel" }, h("div", { class: "body row top" },
    h(Icon, { name: loaded.value.held ? "hold" : "clock", size: "s" }),
    h("div", { class: "stack t grow" }, h("h2", null, t("kept.title")), h("p", { class: "small muted" }, loaded.value.explanation[language.value]))));
}
