/**
 * Named recipients: who is not named is given nothing.
 * @import { Recipient, RecipientClass } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form, Select } from "../ui/field.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

export function Recipients() {
  const list = useLoaded(() => call("GET", "/recipients"), []);
  const [adding, setAdding] = useState(false);
  /** @type {Recipient[]} */
  const recipients = list.value ?? [];
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("recipient.title")),
      !adding && h(Button, { look: "quiet", icon: "plus", onClick: () => setAdding(true), children: t("recipient.new") })),
    h(ProblemBanner, { error: list.error }),
    adding && h("div", { class: "body" }, h(NewRecipient, {
      onDone: () => {
        setAdding(false);
        list.again();
      },
    })),
    h("ul", { class: "list" }, recipients.map((one) => h("li", { key: one.id, class: "row" },
      h(Icon, { name: one.recipient_class === "own_system" ? "sync" : "building" }),
      h("span", { class: "grow" }, h("span", { class: "strong" }, one.name), h("br", null),
        h("span", { class: "small muted" }, [word("recipient", one.recipient_class), word("purpose", one.purpose), ...one.regions].join(" · ")))))));
}

/** @param {{ onDone: () => void }} props */
function NewRecipient({ onDone }) {
  const loaded = useLoaded(() => call("GET", "/recipient-classes"), []);
  /** @type {RecipientClass[]} */
  const classes = loaded.value ?? [];
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("supply_chain");
  const [purpose, setPurpose] = useState("");
  const [regions, setRegions] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const facts = classes.find((one) => one.name === chosen);
  const wanted = purpose || facts?.purposes[0] || "";
  const submit = () => void call("POST", "/recipients", {
    name, recipient_class: chosen, purpose: wanted,
    regions: regions.toUpperCase().split(/[\s,]+/).filter(Boolean),
  }).then(onDone, setError);
  return h(Form, { onSubmit: submit, look: "stack" },
    h(Field, { id: "recipient-name", label: t("recipient.name"), required: true, value: name, onInput: setName }),
    h(Select, {
      id: "recipient-class", label: t("recipient.class"), value: chosen,
      onChange: (value) => {
        setChosen(value);
        setPurpose("");
      },
      options: classes.map((one) => ({ value: one.name, label: word("recipient", one.name) })),
      hint: facts ? t("recipient.gets", { fields: facts.fields.map((field) => word("given", field)).join(", ") }) : "",
    }),
    h(Select, {
      id: "recipient-purpose", label: t("recipient.purpose"), value: wanted, onChange: setPurpose,
      options: (facts?.purposes ?? []).map((one) => ({ value: one, label: word("purpose", one) })),
    }),
    chosen === "established_customer" && h(Field, {
      id: "recipient-regions", label: t("recipient.regions"), hint: t("recipient.regions-hint"), value: regions, onInput: setRegions,
    }),
    h(ProblemBanner, { error }),
    h("div", { class: "row" },
      h(Button, { look: "quiet", onClick: onDone, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { submit: true, look: "primary", disabled: !name.trim() || !wanted, children: t("save") })));
}
