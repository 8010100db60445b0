/**
 * Occasions: fairs, service desks and visits that cards are tagged with.
 * @import { ContextKind, Occasion } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { usePart } from "../router.js";
import { language, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { PhoneFrame } from "../ui/frame.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { OccasionOverview } from "./occasion-overview.js";
import { asked, Questions } from "./occasion-questions.js";
import { period } from "./occasion-words.js";

/** @typedef {import("./occasion-questions.js").Draft} Draft */

const KINDS = /** @type {ContextKind[]} */ (["fair", "service_desk", "customer_site"]);

export function Occasions() {
  const part = usePart("occasions");
  if (part === "new") return h(NewOccasion, {});
  return part ? h(OccasionOverview, { key: part, id: part }) : h(OccasionList, {});
}

function OccasionList() {
  const list = useLoaded(() => call("GET", "/occasions?limit=200"), []);
  /** @type {Occasion[]} */
  const occasions = list.value?.items ?? [];
  return h(
    DeskFrame,
    {
      title: t("nav.occasions"),
      tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/occasions/new", icon: "plus", children: t("occasions.new") })],
      children: h(
        "div",
        { class: "page" },
        h(ProblemBanner, { error: list.error }),
        list.value && occasions.length === 0 && h(Empty, { icon: "fair", title: t("occasions.none"), children: t("occasions.none-text") }),
        occasions.length > 0 && h(OccasionTable, { occasions, again: list.again }),
      ),
    },
  );
}

/** @param {{ occasions: Occasion[], again: () => void }} props */
function OccasionTable({ occasions, again }) {
  return h(
    "section",
    { class: "panel scroll-x" },
    h("table", null,
      h("thead", null, h("tr", null, [t("occasions.name"), t("occasions.kind"), t("occasions.place"), t("occasions.when"), ""].map((text) => h("th", null, text || h("span", { class: "vh" }, t("devices.act")))))),
      h("tbody", null, occasions.map((one) =>
        h("tr", null,
          h("td", { class: "strong" }, h("a", { class: "link", href: `#/occasions/${one.id}` }, one.name), " ", one.closed && h(Tag, null, t("occasions.closed"))),
          h("td", { class: "muted" }, word("context", one.kind)),
          h("td", null, one.place),
          h("td", { class: "nowrap muted" }, period(one, language.value)),
          h("td", { class: "n" }, h(Button, {
            look: "quiet",
            onClick: () => void call("PATCH", `/occasions/${one.id}`, { closed: !one.closed }).then(again),
            children: t(one.closed ? "occasions.reopen" : "occasions.close"),
          })))))),
  );
}

function NewOccasion() {
  const [kind, setKind] = useState(/** @type {ContextKind} */ ("fair"));
  const [name, setName] = useState("");
  const [where, setWhere] = useState("");
  const [from, setFrom] = useState(new Date().toISOString().slice(0, 10));
  const [until, setUntil] = useState("");
  const [questions, setQuestions] = useState(/** @type {Draft[]} */ ([]));
  const [error, setError] = useState(/** @type {unknown} */ (null));

  async function submit() {
    try {
      await call("POST", "/occasions", {
        kind, name, place: where || null, starts_on: from || null, ends_on: until || from || null, questions: asked(questions),
      });
      history.back();
    } catch (problem) {
      setError(problem);
    }
  }

  return h(
    PhoneFrame,
    { tabs: false },
    h("main", null,
      h("h1", null, t("occasions.new")),
      h(Form, { onSubmit: () => void submit() },
        h(Select, { id: "kind", label: t("occasions.kind"), value: kind, options: KINDS.map((one) => ({ value: one, label: word("context", one) })), onChange: (value) => setKind(/** @type {ContextKind} */ (value)) }),
        h(Field, { id: "name", label: t("occasions.name"), required: true, maxLength: 200, value: name, onInput: setName }),
        h(Field, { id: "place", label: t("occasions.place"), maxLength: 200, value: where, onInput: setWhere }),
        h("div", { class: "grid2" },
          h(Field, { id: "from", label: t("occasions.from"), type: "date", value: from, onInput: setFrom }),
          h(Field, { id: "until", label: t("occasions.until"), type: "date", value: until, onInput: setUntil })),
        h(Questions, { questions, onChange: setQuestions }),
        h(ProblemBanner, { error }),
        h("div", { class: "row" },
          h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }),
          h("span", { class: "grow" }),
          h(Button, { submit: true, look: "primary", children: t("save") })))),
  );
}
