/**
 * Handing one person's details to one recipient: which few fields go out is shown before, their
 * values once it is done.
 * @import { Contact, Recipient, RecipientClass } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { nameOf } from "../kit/contacts.js";
import { place } from "../router.js";
import { t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form, Select, TextArea } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Empty, Switch } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { ContactTable, Find } from "./contacts.js";
import { search, useSettled } from "./search.js";

// A buyer and the company's own programs are given files, by an approved export.
const BY_EXPORT = ["buyer", "own_system"];

/** @typedef {{ data: Record<string, string | string[]> }} Made */

export function NewDisclosure() {
  const id = place.value.query.get("contact");
  return h(DeskFrame, {
    title: t("disclosure.new"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/disclosures" }, t("nav.disclosures")), h(Icon, { name: "right", size: "s" })),
    children: id ? h(HandOut, { id, key: id }) : h(Whom, {}),
  });
}

function Whom() {
  const [typed, setTyped] = useState("");
  const wanted = useSettled(typed.trim());
  const found = useLoaded(() => (wanted ? search(wanted) : Promise.resolve([])), [wanted]);
  /** @type {Contact[]} */
  const contacts = found.value ?? [];
  return h("div", { class: "page" },
    h("p", { class: "muted" }, t("disclosure.whom")),
    h(Find, { typed, onTyped: setTyped }),
    h(ProblemBanner, { error: found.error }),
    contacts.length > 0 && h(ContactTable, { contacts, wanted, hrefOf: (contact) => `#/disclosures/new?contact=${contact.id}` }),
    wanted && !found.busy && !found.error && contacts.length === 0 && h(Empty, { icon: "people", title: t("search.nothing"), children: t("search.nothing-text") }));
}

/** @param {{ id: string }} props */
function HandOut({ id }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}`), [id]);
  const named = useLoaded(() => call("GET", "/recipients"), []);
  const known = useLoaded(() => call("GET", "/recipient-classes"), []);
  const [picked, setPicked] = useState("");
  const [reason, setReason] = useState("");
  const [law, setLaw] = useState("");
  const [region, setRegion] = useState("");
  const [secret, setSecret] = useState(false);
  const [made, setMade] = useState(/** @type {Made | null} */ (null));
  const { error, busy, act } = useAct();
  /** @type {Contact | null} */
  const contact = found.value;
  /** @type {Recipient[]} */
  const recipients = (named.value ?? []).filter((/** @type {Recipient} */ one) => !BY_EXPORT.includes(one.recipient_class));
  const recipient = recipients.find((one) => one.id === picked) ?? recipients[0];
  /** @type {RecipientClass | undefined} */
  const facts = known.value?.find((/** @type {RecipientClass} */ one) => one.name === recipient?.recipient_class);
  const isReferral = recipient?.recipient_class === "established_customer";
  const submit = () => act(call("POST", "/disclosures", {
    contact_id: id, recipient_id: recipient?.id, reason, legal_reference: law.trim() || null,
    region: isReferral ? region || recipient?.regions[0] || null : null, is_secret: secret && (facts?.may_be_secret ?? false),
  }), setMade);
  if (made) return h(Done, { made });
  return h("div", { class: "page narrow" },
    h(ProblemBanner, { error: found.error ?? named.error ?? known.error }),
    contact && h("h2", { class: "title" }, t("disclosure.of", { name: nameOf(contact) })),
    named.value && recipients.length === 0 && h(Banner, { look: "warn", icon: "info" }, t("disclosure.no-recipient"), " ", h("a", { class: "link", href: "#/disclosures" }, t("nav.disclosures"))),
    recipient && facts && h(Form, { onSubmit: submit, children: [
      h(Select, { id: "recipient", label: t("disclosure.recipient"), value: recipient.id, onChange: setPicked,
        options: recipients.map((one) => ({ value: one.id, label: `${one.name} (${word("recipient", one.recipient_class)}, ${word("purpose", one.purpose).toLowerCase()})` })) }),
      h("section", { class: "panel", id: "goes-out" }, h("header", null, h("h2", null, t("disclosure.goes"))),
        h("div", { class: "body stack s" }, h("p", { class: "strong" }, facts.fields.map((field) => word("given", field)).join(", ")), h("p", { class: "small muted" }, t("disclosure.stays")))),
      recipient.recipient_class === "protection" && h(Banner, { look: "warn", icon: "clock", children: t("disclosure.emergency") }),
      h(TextArea, { id: "reason", label: t("export.reason"), rows: 2, maxLength: 500, value: reason, onInput: setReason }),
      facts.needs_legal_reference && h(Field, { id: "law", label: t("disclosure.law"), hint: t("disclosure.law-hint"), required: true, maxLength: 200, value: law, onInput: setLaw }),
      isReferral && h(Select, { id: "region", label: t("disclosure.region"), value: region || (recipient.regions[0] ?? ""), onChange: setRegion, options: recipient.regions.map((value) => ({ value, label: value })) }),
      facts.may_be_secret && h("div", { class: "row" }, h(Switch, { on: secret, label: t("disclosure.keep-secret"), onChange: setSecret }),
        h("span", { class: "grow" }, t("disclosure.keep-secret"), h("br", null), h("span", { class: "small muted" }, t("disclosure.secret-text")))),
      h(ProblemBanner, { error }),
      h("div", { class: "row" }, h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }), h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", busy, disabled: !reason.trim(), children: t("disclosure.do") })),
    ] }));
}

/** @param {{ made: Made }} props what may be handed over now, told this once */
function Done({ made }) {
  return h("div", { class: "page narrow" },
    h(Banner, { look: "ok", icon: "sure", children: t("disclosure.done") }),
    h("section", { class: "panel" }, h("header", null, h("h2", null, t("disclosure.hand-over"))),
      h("dl", { class: "facts wide" }, Object.entries(made.data).map(([field, value]) =>
        h("div", { key: field }, h("dt", null, word("given", field)), h("dd", { class: "any" }, Array.isArray(value) ? value.join(", ") : value))))),
    h("div", { class: "row" }, h(LinkButton, { href: "#/disclosures", children: t("disclosure.to-ledger") })));
}
