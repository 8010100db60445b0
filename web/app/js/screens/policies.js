/**
 * The privacy policy in its versions: which is in force, what changed between two, a new one.
 * @import { Policies as PolicyList, PolicyChanges, PolicyVersion } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day, isoWithZone } from "../kit/dates.js";
import { go, usePart } from "../router.js";
import { language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form, Select, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { QrCode } from "../ui/qr.js";

export function Policies() {
  const id = usePart("policies");
  if (id === "new") return h(NewPolicy, {});
  return id ? h(OnePolicy, { id, key: id }) : h(PolicyTable, {});
}

function PolicyTable() {
  const found = useLoaded(() => call("GET", "/policies"), []);
  /** @type {PolicyList | null} */
  const policies = found.value;
  const newest = [...(policies?.items ?? [])].reverse();
  return h(DeskFrame, {
    title: t("nav.policies"),
    tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/policies/new", icon: "plus", children: t("policy.new") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      policies && h("div", { class: "cols side-r" },
        h("section", { class: "panel scroll-x" }, h("table", null,
          h("caption", { class: "vh" }, t("nav.policies")),
          h("thead", null, h("tr", null, ["version", "from", "until", "state"].map((name) => h("th", { key: name, scope: "col" }, word("policy.column", name))))),
          h("tbody", null, newest.map((one) => h("tr", { key: one.id },
            h("td", null, h("a", { class: "link strong", href: `#/policies/${one.id}` }, one.id)),
            h("td", { class: "nowrap" }, day(one.effective_from, language.value)),
            h("td", { class: "nowrap muted" }, one.effective_to && day(one.effective_to, language.value)),
            h("td", null, h(State, { one, inForce: policies.in_force }))))))),
        h("aside", { class: "stack l" }, h(PublicPage, {})))),
  });
}

/** @param {{ one: PolicyVersion, inForce: string | null }} props */
function State({ one, inForce }) {
  if (one.id === inForce) return h(Tag, { look: "ok", icon: "sure" }, t("policy.in-force"));
  if (Date.parse(one.effective_from) > Date.now()) return h(Tag, { look: "warn", icon: "clock" }, t("policy.coming"));
  return h("span", { class: "muted" }, t("policy.over"));
}

/** What everybody can read without signing in, and the code that leads there. */
function PublicPage() {
  const url = `${location.origin}/policy`;
  return h("section", { class: "panel" }, h("header", null, h("h2", { class: "grow" }, t("policy.public"))),
    h("div", { class: "body stack" },
      h("p", { class: "small" }, t("policy.public-text")),
      h(QrCode, { text: url, label: t("notice.qr"), look: "w11" }),
      h("a", { class: "link any small", href: url, target: "_blank", rel: "noopener" }, url)));
}

/** @param {{ id: string }} props */
function OnePolicy({ id }) {
  const found = useLoaded(() => call("GET", "/policies"), []);
  /** @type {PolicyList | null} */
  const policies = found.value;
  const one = policies?.items.find((version) => version.id === id);
  const others = (policies?.items ?? []).filter((version) => one && version.effective_from < one.effective_from);
  return h(DeskFrame, {
    title: t("policy.title", { version: id }),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/policies" }, t("nav.policies")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      one && policies && h("div", { class: "cols side-r" },
        others.length > 0
          ? h(Difference, { id, others, key: id })
          : h(Banner, { icon: "info", children: t("policy.first") }),
        h("aside", { class: "stack l" },
          h("section", { class: "panel" }, h("div", { class: "body stack" },
            h("div", { class: "row" }, h(State, { one, inForce: policies.in_force })),
            h("dl", { class: "kv small" },
              h("dt", null, word("policy.column", "from")), h("dd", null, day(one.effective_from, language.value)),
              one.effective_to && [h("dt", null, word("policy.column", "until")), h("dd", null, day(one.effective_to, language.value))],
              h("dt", null, t("policy.digest")), h("dd", { class: "mono tiny any" }, one.sha256)),
            h(LinkButton, { href: one.url, icon: "eye", look: "wide", children: t("policy.read") }),
            h(LinkButton, { href: `/policy/${id}/code.svg`, icon: "qr", look: "wide", download: `policy-${id}.svg`, children: t("policy.code") }),
            h(LinkButton, { href: `#/campaigns/new?version=${encodeURIComponent(id)}`, icon: "broadcast", look: "wide", children: t("campaign.new") })))))),
  });
}

/** @param {{ id: string, others: PolicyVersion[] }} props line by line, against any version before */
function Difference({ id, others }) {
  const [since, setSince] = useState(others.at(-1)?.id ?? "");
  const found = useLoaded(() => call("GET", `/policies/${encodeURIComponent(id)}/changes?since=${encodeURIComponent(since)}`), [since]);
  /** @type {PolicyChanges | null} */
  const changes = found.value;
  const changed = changes?.lines.filter((line) => line.what !== "kept").length ?? 0;
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("policy.changes", { earlier: since, later: id })), h("span", { class: "small muted" }, t("policy.changed", { n: changed }))),
    h("div", { class: "body stack" },
      others.length > 1 && h(Select, { id: "since", label: t("policy.since"), value: since, onChange: setSince, options: others.map((one) => ({ value: one.id, label: one.id })) }),
      h(ProblemBanner, { error: found.error }),
      h("div", { class: "stack t letterbody" }, changes && folded(changes.lines).map((run, n) =>
        run.isFolded
          ? h("details", { key: n }, h("summary", null, t("policy.unchanged", { n: run.lines.length })), h("div", { class: "stack t" }, run.lines.map((line, at) => h(Line, { key: at, line }))))
          : run.lines.map((line, at) => h(Line, { key: `${n}.${at}`, line }))))));
}

/**
 * Changes with a line around them; what lies between is folded away.
 * @param {PolicyChanges["lines"]} lines
 * @returns {{ isFolded: boolean, lines: PolicyChanges["lines"] }[]}
 */
function folded(lines) {
  const near = lines.map((_, n) => [n - 1, n, n + 1].some((at) => lines[at] && lines[at].what !== "kept"));
  /** @type {{ isFolded: boolean, lines: PolicyChanges["lines"] }[]} */
  const runs = [];
  lines.forEach((line, n) => {
    const last = runs.at(-1);
    if (last && last.isFolded === !near[n]) last.lines.push(line);
    else runs.push({ isFolded: !near[n], lines: [line] });
  });
  return runs;
}

/** @param {{ line: PolicyChanges["lines"][number] }} props said in a word as well as by a line through */
function Line({ line }) {
  if (line.what === "kept") return h("p", { class: "any" }, line.text || "\u00A0");
  const look = line.what === "added" ? "ok" : "bad";
  return h("p", { class: "any" }, h(Tag, { look }, word("policy.line", line.what)), " ", h(line.what === "added" ? "ins" : "del", null, line.text));
}

function NewPolicy() {
  const [id, setId] = useState("");
  const [from, setFrom] = useState("");
  const [spoken, setSpoken] = useState("sv");
  const [text, setText] = useState("");
  const { error, busy, act } = useAct();
  const take = (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.currentTarget).files?.[0];
    if (file) void file.text().then(setText);
  };
  const submit = () => act(
    call("POST", "/policies", { id, effective_from: isoWithZone(new Date(`${from}T00:00`)), language: spoken, text }),
    () => go(`/policies/${encodeURIComponent(id)}`, { replace: true }));
  return h(DeskFrame, {
    title: t("policy.new"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/policies" }, t("nav.policies")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page narrow" }, h(Form, { onSubmit: submit, children: [
      h("p", { class: "muted" }, t("policy.new-text")),
      h(Field, { id: "id", label: word("policy.column", "version"), hint: t("policy.id-hint"), required: true, maxLength: 40, value: id, onInput: setId }),
      h(Field, { id: "from", label: t("policy.from"), hint: t("policy.from-hint"), type: "date", required: true, value: from, onInput: setFrom }),
      h(Select, { id: "language", label: t("duties.language"), value: spoken, onChange: setSpoken, options: ["sv", "en"].map((value) => ({ value, label: word("language", value) })) }),
      h("div", { class: "field" }, h("label", { for: "file" }, t("policy.file")), h("input", { class: "input", id: "file", type: "file", accept: "text/plain,.txt", onChange: take })),
      h(TextArea, { id: "text", label: t("policy.text"), rows: 16, maxLength: 500_000, value: text, onInput: setText }),
      h(ProblemBanner, { error }),
      h("div", { class: "row" }, h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }), h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", busy, disabled: !id.trim() || !from || !text.trim(), children: t("policy.publish") })),
    ] })),
  });
}
