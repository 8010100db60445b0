/**
 * What a person was shown and what they answered, kept apart; noting an answer that came by phone or
 * mail; starting the month of Article 14 for details that came from elsewhere.
 * @import { Policies, Told as Record } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { isoWithZone, moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Asking } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Field, Select, TextArea } from "../ui/field.js";
import { useLoaded } from "../ui/loading.js";
import { Band } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const ASKABLE = ["newsletter", "tailoring", "survey_invite", "questions"];
const HOW = ["mail", "phone", "letter", "paper"];
const SOURCES = ["forwarded_mail", "website", "colleague"];

/** @param {{ id: string, onAnswered: () => void }} props */
export function Told({ id, onAnswered }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}/notices`), [id]);
  const [asks, setAsks] = useState(/** @type {"answer" | "duty" | null} */ (null));
  /** @type {Record | null} */
  const told = found.value;
  const close = () => setAsks(null);
  return h("section", { class: "panel", id: "told" },
    h("header", null, h("h2", { class: "grow" }, t("told.title"))),
    h(ProblemBanner, { error: found.error }),
    h("ul", { class: "list" },
      told?.notices.map((one) => h("li", { key: one.id }, h("span", { class: "strong" }, `${word("evidence.kind", "shown")}: ${one.policy_version_id}`), h("br", null),
        h("span", { class: "small muted" }, `${word("how", one.how)}, ${moment(one.shown_at, language.value)}`))),
      told?.consents.map((one) => h("li", { key: one.id }, h("span", { class: "strong" }, word("purpose", one.purpose)), " ",
        h(Band, { kind: one.answer === "yes" && !one.withdrawn_at ? "done" : "missing", children: t(one.withdrawn_at ? "told.withdrawn" : one.answer === "yes" ? "campaign.yes" : "campaign.no") }), h("br", null),
        h("span", { class: "small muted" }, `”${one.question}” ${word("how", one.how)}, ${moment(one.answered_at, language.value)}`)))),
    h("div", { class: "body stack" },
      told && told.notices.length + told.consents.length === 0 && h("p", { class: "small muted" }, t("told.none")),
      h(Button, { look: "wide", icon: "pencil", onClick: () => setAsks("answer"), children: t("campaign.note-answer") }),
      h(Button, { look: "wide", icon: "mail", onClick: () => setAsks("duty"), children: t("told.elsewhere") })),
    asks === "answer" && h(Answer, { id, onClose: close, onDone: () => { close(); found.again(); onAnswered(); } }),
    asks === "duty" && h(Elsewhere, { id, onClose: close, onDone: close }));
}

/** @param {{ id: string, onClose: () => void, onDone: () => void }} props a yes is sealed and allows the purpose */
function Answer({ id, onClose, onDone }) {
  const found = useLoaded(() => call("GET", "/policies"), []);
  const [purpose, setPurpose] = useState("newsletter");
  const [question, setQuestion] = useState("");
  const [how, setHow] = useState("mail");
  const [answer, setAnswer] = useState("no");
  /** @type {Policies | null} */
  const policies = found.value;
  return h(Asking, {
    title: t("told.answer-title"), verb: t("save"), disabled: !question.trim() || !policies?.in_force, onClose, onDone,
    ask: () => call("POST", `/contacts/${id}/consents`, { policy_version_id: policies?.in_force, purpose, question, how, answer, answered_at: isoWithZone() }),
    children: [
      h(ProblemBanner, { error: found.error }),
      h(Select, { id: "asked-purpose", label: t("campaign.purpose"), value: purpose, onChange: setPurpose, options: ASKABLE.map((value) => ({ value, label: word("purpose", value) })) }),
      h(TextArea, { id: "asked", label: t("campaign.question"), hint: t("campaign.question-hint"), rows: 2, maxLength: 1000, value: question, onInput: setQuestion }),
      h(Select, { id: "answer", label: t("campaign.answer"), value: answer, onChange: setAnswer, options: ["no", "yes"].map((value) => ({ value, label: t(value === "yes" ? "campaign.yes" : "campaign.no") })) }),
      h(Select, { id: "how", label: t("duties.how"), value: how, onChange: setHow, options: HOW.map((value) => ({ value, label: word("how", value) })) }),
    ],
  });
}

/** @param {{ id: string, onClose: () => void, onDone: () => void }} props */
function Elsewhere({ id, onClose, onDone }) {
  const [source, setSource] = useState("forwarded_mail");
  const [on, setOn] = useState(isoWithZone().slice(0, 10));
  return h(Asking, {
    title: t("told.elsewhere-title"), verb: t("told.elsewhere-do"), disabled: !on, onClose, onDone,
    ask: () => call("POST", `/contacts/${id}/notice-duties`, { source, obtained_at: isoWithZone(new Date(`${on}T00:00`)) }),
    children: [
      h("p", null, t("told.elsewhere-text")),
      h(Select, { id: "source", label: t("duties.source"), value: source, onChange: setSource, options: SOURCES.map((value) => ({ value, label: word("duties.from", value) })) }),
      h(Field, { id: "obtained", label: t("told.obtained"), type: "date", required: true, value: on, onInput: setOn }),
    ],
  });
}
