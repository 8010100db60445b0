/**
 * The register of breaches: what happened, the 72 hours, whom it meets.
 * @import { Breach, BreachContact } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { isoWithZone, moment } from "../kit/dates.js";
import { go, usePart } from "../router.js";
import { count, language, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form, Select, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Letters } from "./breach-letters.js";

const KINDS = ["lost_phone", "wrong_recipient", "intrusion", "lost_copy", "other"];
const WIDTH = 260;
const RISKS = ["unlikely", "risk", "high"];
const LOOKS = /** @type {Record<string, "ok" | "warn" | "bad">} */ ({ running: "warn", overdue: "bad", reported: "ok", not_needed: "ok", closed: "ok" });

export function Breaches() {
  const id = usePart("breaches");
  if (id === "new") return h(NewBreach, {});
  return id ? h(OneBreach, { id, key: id }) : h(BreachList, {});
}

function BreachList() {
  const list = useLoaded(() => call("GET", "/breaches"), []);
  /** @type {Breach[]} */
  const breaches = list.value ?? [];
  return h(DeskFrame, {
    title: t("nav.breaches"),
    tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/breaches/new", icon: "plus", children: t("breaches.new") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: list.error }),
      list.value && breaches.length === 0 && h(Empty, { icon: "shield", title: t("breaches.none"), children: t("breaches.none-text") }),
      breaches.length > 0 && h("section", { class: "panel scroll-x" }, h("table", null,
        h("caption", { class: "vh" }, t("nav.breaches")),
        h("tbody", null, breaches.map((breach) => h("tr", { key: breach.id },
          h("td", { class: "nowrap muted" }, moment(breach.discovered_at, language.value)),
          h("td", null, h("a", { href: `#/breaches/${breach.id}` }, word("breaches.kind", breach.kind))),
          h("td", null, count("breaches.meets", breach.contacts)),
          h("td", null, h(Tag, { look: LOOKS[breach.standing] ?? "warn", icon: "clock" }, word("breaches.standing", breach.standing))))))))),
  });
}

function NewBreach() {
  const users = useLoaded(() => call("GET", "/breaches/phone-owners"), []);
  const [kind, setKind] = useState("lost_phone");
  const [description, setDescription] = useState("");
  const [user, setUser] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const submit = () => void call("POST", "/breaches", { kind, description, discovered_at: isoWithZone(), user_id: kind === "lost_phone" && user ? user : null })
    .then((/** @type {Breach} */ made) => go(`/breaches/${made.id}`, { replace: true }), setError);
  /** @type {{ id: string, name: string }[]} */
  const people = users.value ?? [];
  return h(DeskFrame, {
    title: t("breaches.new"),
    children: h("div", { class: "page narrow" }, h(Form, { onSubmit: submit, children: [
      h(Select, { id: "kind", label: t("breaches.what"), value: kind, onChange: setKind, options: KINDS.map((value) => ({ value, label: word("breaches.kind", value) })) }),
      kind === "lost_phone" && people.length > 0 && h(Select, { id: "user", label: t("breaches.whose"), value: user, hint: t("breaches.whose-hint"), onChange: setUser,
        options: [{ value: "", label: "–" }, ...people.map((one) => ({ value: one.id, label: one.name }))] }),
      h(TextArea, { id: "description", label: t("breaches.description"), value: description, hint: t("breaches.description-hint"), maxLength: 1000, onInput: setDescription }),
      h(ProblemBanner, { error: error ?? users.error }),
      h("div", { class: "row" }, h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }), h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", disabled: description.trim().length < 3, children: t("breaches.open") })),
    ] })),
  });
}

/** @param {{ id: string }} props */
function OneBreach({ id }) {
  const found = useLoaded(() => call("GET", `/breaches/${id}`), [id]);
  const met = useLoaded(() => call("GET", `/breaches/${id}/contacts`), [id, found.value?.told]);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @type {Breach | null} */
  const breach = found.value;
  /** @type {BreachContact[]} */
  const contacts = met.value ?? [];
  /**
   * @param {"POST" | "PUT"} method
   * @param {string} action
   * @param {Record<string, unknown> | null} [body]
   */
  const act = (method, action, body = null) => void call(method, `/breaches/${id}/${action}`, body).then(() => { setError(null); found.again(); }, setError);
  const untold = contacts.filter((one) => one.told_at === null).map((one) => one.contact_id);
  return h(DeskFrame, {
    title: breach ? word("breaches.kind", breach.kind) : t("nav.breaches"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/breaches" }, t("nav.breaches")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? found.error }),
      breach && h("div", { class: "cols side-r" },
        h("div", { class: "stack l" },
          h("section", { class: "panel" }, h("div", { class: "body stack" }, h("p", null, breach.description),
            breach.assessment && h("p", null, breach.assessment), breach.measures && h("p", null, breach.measures), breach.late_reason && h("p", { class: "muted" }, breach.late_reason))),
          h(Met, { breach, contacts }), h(Letters, { breach })),
        h("aside", { class: "stack l" },
          h("section", { class: "panel" }, h("div", { class: "body stack" },
            h("div", { class: "row" }, h(Tag, { look: LOOKS[breach.standing] ?? "warn", icon: "clock" }, word("breaches.standing", breach.standing))),
            h(Hours, { breach }))),
          breach.standing !== "closed" && [
            h(Assess, { breach, act }),
            breach.reported_at === null && h(Report, { breach, act }),
            h("section", { class: "panel" }, h("div", { class: "body stack" },
              untold.length > 0 && h(Button, { look: "wide", onClick: () => act("POST", "notices", { contact_ids: untold }), children: t("breaches.tell") }),
              h(Button, { look: "primary wide", onClick: () => act("POST", "closure"), children: t("breaches.close") }))),
          ]))),
  });
}

/** @param {{ breach: Breach }} props how far the 72 hours have run, until it is reported or found to need no report */
function Hours({ breach }) {
  const due = Date.parse(breach.due_at);
  const left = Math.floor((due - Date.now()) / 3_600_000);
  const runs = breach.standing === "running" || breach.standing === "overdue";
  const gone = Math.max(0, Math.min(1, 1 - (due - Date.now()) / (72 * 3_600_000))) * WIDTH;
  const label = left >= 0 ? count("breaches.left", left) : count("breaches.past", -left);
  return [
    h("p", { class: "small" }, t("breaches.due", { moment: moment(breach.due_at, language.value) })),
    runs && h("p", { class: "strong" }, label),
    runs && h("svg", { class: "chart", viewBox: `0 0 ${WIDTH} 14`, role: "img", "aria-label": label },
      h("rect", { class: "track", y: 3, width: WIDTH, height: 8, rx: 4 }),
      h("rect", { class: left < 24 ? "fillwarn" : "fill", y: 3, width: gone, height: 8, rx: 4 })),
  ];
}

/** @param {{ breach: Breach, contacts: BreachContact[] }} props of a lost phone: whose cards it may have held */
function Met({ breach, contacts }) {
  return h("section", { class: "panel scroll-x" },
    h("header", null, h("h2", { class: "grow" }, count("breaches.meets", contacts.length)),
      breach.risk && h("span", { class: "small muted" }, t(breach.risk === "high" ? "breaches.must-tell" : "breaches.need-not-tell"))),
    breach.kind === "lost_phone" && h("p", { class: "body small" }, t("breaches.held")),
    contacts.length > 0 && h("table", null, h("caption", { class: "vh" }, count("breaches.meets", contacts.length)), h("tbody", null, contacts.map((one) =>
      h("tr", { key: one.contact_id },
        h("td", { class: "strong" }, h("a", { class: "link", href: `#/contacts/${one.contact_id}` }, one.person ?? one.organization)), h("td", { class: "muted" }, one.organization),
        h("td", null, one.told_at ? t("breaches.told", { moment: moment(one.told_at, language.value) }) : t("breaches.untold")))))));
}

/** @param {{ breach: Breach, act: (method: "POST" | "PUT", action: string, body?: Record<string, unknown> | null) => void }} props */
function Assess({ breach, act }) {
  const [risk, setRisk] = useState(breach.risk ?? "unlikely");
  const [assessment, setAssessment] = useState(breach.assessment ?? "");
  const [measures, setMeasures] = useState(breach.measures ?? "");
  return h("section", { class: "panel" }, h("div", { class: "body" }, h(Form, { onSubmit: () => act("PUT", "assessment", { risk, assessment, measures }), children: [
    h(Select, { id: "risk", label: t("breaches.risk"), value: risk, onChange: setRisk, options: RISKS.map((value) => ({ value, label: word("breaches.risk", value) })) }),
    h(TextArea, { id: "assessment", label: t("breaches.why"), value: assessment, rows: 2, maxLength: 1000, onInput: setAssessment }),
    h(TextArea, { id: "measures", label: t("breaches.measures"), value: measures, rows: 2, maxLength: 1000, onInput: setMeasures }),
    h(Button, { submit: true, look: "wide", disabled: assessment.trim().length < 3 || measures.trim().length < 3, children: t("save") }),
  ] })));
}

/** @param {{ breach: Breach, act: (method: "POST" | "PUT", action: string, body?: Record<string, unknown> | null) => void }} props */
function Report({ breach, act }) {
  const [reference, setReference] = useState("");
  const [late, setLate] = useState("");
  const isLate = Date.parse(breach.due_at) < Date.now();
  const submit = () => act("POST", "report", { reported_at: isoWithZone(), reference: reference || null, late_reason: late || null });
  return h("section", { class: "panel" }, h("div", { class: "body" }, h(Form, { onSubmit: submit, children: [
    h(Field, { id: "reference", label: t("breaches.reference"), value: reference, onInput: setReference }),
    isLate && h(TextArea, { id: "late", label: t("breaches.late"), value: late, rows: 2, maxLength: 1000, onInput: setLate }),
    h(Button, { submit: true, look: "wide", disabled: isLate && late.trim().length < 3, children: t("breaches.report") }),
  ] })));
}
