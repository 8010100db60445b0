/**
 * A change of the policy, and who has been told of it: which version, how, when, what they answered.
 * @import { Campaign, Policies, Reached } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { go, place, usePart } from "../router.js";
import { count, language, t, word } from "../texts.js";
import { Asking, useAct } from "../ui/acting.js";
import { Button, LinkButton } from "../ui/button.js";
import { Form, Select, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { listing, usePages } from "../ui/listing.js";
import { useLoaded } from "../ui/loading.js";
import { Band, Empty } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const HOW = ["mail", "letter", "phone", "paper"];
// What may be asked for with a question; the rest rests on other grounds.
const ASKABLE = ["newsletter", "tailoring", "survey_invite", "questions"];

export function Campaigns() {
  const id = usePart("campaigns");
  if (id === "new") return h(NewCampaign, {});
  return id ? h(OneCampaign, { id, key: id }) : h(CampaignTable, {});
}

function CampaignTable() {
  const found = useLoaded(() => call("GET", "/campaigns"), []);
  /** @type {Campaign[]} */
  const campaigns = found.value ?? [];
  return h(DeskFrame, {
    title: t("nav.campaigns"),
    tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/campaigns/new", icon: "plus", children: t("campaign.new") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      found.value && campaigns.length === 0 && h(Empty, { icon: "broadcast", title: t("campaign.none"), children: t("campaign.none-text") }),
      campaigns.length > 0 && h("section", { class: "panel scroll-x" }, h("table", null,
        h("caption", { class: "vh" }, t("nav.campaigns")),
        h("thead", null, h("tr", null, ["version", "asks", "started", "told", "agreed"].map((name) => h("th", { key: name, scope: "col" }, word("campaign.column", name))))),
        h("tbody", null, campaigns.map((one) => h("tr", { key: one.id },
          h("td", null, h("a", { class: "link strong", href: `#/campaigns/${one.id}` }, one.policy_version_id)),
          h("td", null, one.purpose ? word("purpose", one.purpose) : h("span", { class: "muted" }, t("campaign.asks-nothing"))),
          h("td", { class: "nowrap muted" }, moment(one.started_at, language.value)),
          h("td", { class: "nowrap" }, t("campaign.of", { n: one.told, all: one.contacts })),
          h("td", { class: "nowrap" }, one.purpose ? one.agreed : "–"))))))),
  });
}

function NewCampaign() {
  const found = useLoaded(() => call("GET", "/policies"), []);
  /** @type {Policies | null} */
  const policies = found.value;
  const [version, setVersion] = useState(place.value.query.get("version") ?? "");
  const [purpose, setPurpose] = useState("");
  const [question, setQuestion] = useState("");
  const { error, busy, act } = useAct();
  const chosen = version || policies?.in_force || "";
  const submit = () => act(
    call("POST", "/campaigns", { policy_version_id: chosen, purpose: purpose || null, question: purpose ? question : null }),
    (/** @type {Campaign} */ made) => go(`/campaigns/${made.id}`, { replace: true }));
  return h(DeskFrame, {
    title: t("campaign.new"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/campaigns" }, t("nav.campaigns")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page narrow" }, h(Form, { onSubmit: submit, children: [
      h("p", { class: "muted" }, t("campaign.new-text")),
      h(Select, { id: "version", label: t("duties.version"), value: chosen, onChange: setVersion,
        options: (policies?.items ?? []).map((one) => ({ value: one.id, label: one.id === policies?.in_force ? t("policy.this", { version: one.id }) : one.id })) }),
      h(Select, { id: "purpose", label: t("campaign.purpose"), value: purpose, hint: t("campaign.purpose-hint"), onChange: setPurpose,
        options: [{ value: "", label: t("campaign.asks-nothing") }, ...ASKABLE.map((value) => ({ value, label: word("purpose", value) }))] }),
      purpose && h(TextArea, { id: "question", label: t("campaign.question"), hint: t("campaign.question-hint"), rows: 3, maxLength: 1000, value: question, onInput: setQuestion }),
      h(ProblemBanner, { error: error ?? found.error }),
      h("div", { class: "row" }, h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }), h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", busy, disabled: !chosen || (purpose !== "" && !question.trim()), children: t("campaign.start") })),
    ] })),
  });
}

/** @param {{ id: string }} props */
function OneCampaign({ id }) {
  const all = useLoaded(() => call("GET", "/campaigns"), [id]);
  /** @type {Pages<Reached>} */
  const list = usePages(`/campaigns/${id}/contacts`);
  const [asked, setAsked] = useState(/** @type {{ tell: Reached[] } | { answer: Reached } | null} */ (null));
  /** @type {Campaign | undefined} */
  const campaign = all.value?.find((/** @type {Campaign} */ one) => one.id === id);
  // The service takes at most 500 at a time.
  const untold = list.items.filter((one) => one.notice === null).slice(0, 500);
  const close = () => setAsked(null);
  const done = () => {
    close();
    all.again();
    list.again();
  };
  return h(DeskFrame, {
    title: campaign ? t("campaign.title", { version: campaign.policy_version_id }) : t("nav.campaigns"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/campaigns" }, t("nav.campaigns")), h(Icon, { name: "right", size: "s" })),
    tools: campaign && [h("span", { class: "grow" }), untold.length > 0 && h(Button, { icon: "mail", onClick: () => setAsked({ tell: untold }), children: count("campaign.tell-shown", untold.length) })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: all.error }),
      campaign && h("p", { class: "muted lede2" },
        t("campaign.so-far", { told: campaign.told, all: campaign.contacts }),
        campaign.question && ` ${word("purpose", campaign.purpose ?? "")}: ”${campaign.question}” ${t("campaign.agreed", { n: campaign.agreed })}`),
      listing({
        title: t("campaign.reached"), list, icon: "people", none: t("campaign.nobody"), noneText: t("campaign.nobody-text"),
        heads: [t("duties.who"), t("campaign.told"), t("campaign.answer"), ""],
        row: (one) => h("tr", { key: one.contact_id },
          h("td", null, h("a", { class: "link strong", href: `#/contacts/${one.contact_id}` }, one.person ?? t("campaign.company"))),
          h("td", null, one.notice
            ? h("span", null, one.notice.policy_version_id, h("br", null), h("span", { class: "small muted" }, `${word("how", one.notice.how)}, ${moment(one.notice.shown_at, language.value)}`))
            : h(Band, { kind: "missing", children: t("campaign.untold") })),
          h("td", null, one.consent && h("span", null, t(one.consent.answer === "yes" ? "campaign.yes" : "campaign.no"), h("br", null),
            h("span", { class: "small muted" }, `${word("how", one.consent.how)}, ${moment(one.consent.answered_at, language.value)}`))),
          h("td", { class: "n" },
            !one.notice && h(Button, { onClick: () => setAsked({ tell: [one] }), children: t("duties.tell") }),
            campaign?.purpose && h(Button, { look: "quiet", onClick: () => setAsked({ answer: one }), children: t("campaign.note-answer") }))),
      }),
      asked && "tell" in asked && h(Tell, { id, people: asked.tell, onClose: close, onDone: done }),
      asked && "answer" in asked && h(Answer, { id, one: asked.answer, question: campaign?.question ?? "", onClose: close, onDone: done })),
  });
}

/** @param {{ id: string, people: Reached[], onClose: () => void, onDone: () => void }} props */
function Tell({ id, people, onClose, onDone }) {
  const [how, setHow] = useState("mail");
  const [spoken, setSpoken] = useState("sv");
  return h(Asking, {
    title: count("campaign.tell-title", people.length), verb: t("duties.tell-do"), onClose, onDone,
    ask: () => call("POST", `/campaigns/${id}/notices`, { contact_ids: people.map((one) => one.contact_id), how, language: spoken }),
    children: [
      h("p", null, t("campaign.tell-text")),
      h(Select, { id: "how", label: t("duties.how"), value: how, onChange: setHow, options: HOW.map((value) => ({ value, label: word("how", value) })) }),
      h(Select, { id: "language", label: t("duties.language"), value: spoken, onChange: setSpoken, options: ["sv", "en"].map((value) => ({ value, label: word("language", value) })) }),
    ],
  });
}

/** @param {{ id: string, one: Reached, question: string, onClose: () => void, onDone: () => void }} props */
function Answer({ id, one, question, onClose, onDone }) {
  const [answer, setAnswer] = useState("no");
  const [how, setHow] = useState("mail");
  return h(Asking, {
    title: t("campaign.answer-title", { name: one.person ?? "" }), verb: t("save"), onClose, onDone,
    ask: () => call("POST", `/campaigns/${id}/answers`, { contact_id: one.contact_id, answer, how }),
    children: [
      h("p", null, `”${question}”`),
      h(Select, { id: "answer", label: t("campaign.answer"), value: answer, onChange: setAnswer, options: ["no", "yes"].map((value) => ({ value, label: t(value === "yes" ? "campaign.yes" : "campaign.no") })) }),
      h(Select, { id: "how", label: t("duties.how"), value: how, onChange: setHow, options: HOW.map((value) => ({ value, label: word("how", value) })) }),
    ],
  });
}
