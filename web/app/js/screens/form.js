/** The last resort: what is on the card, typed by hand. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { takeDocument } from "../capturing.js";
import { vcardOf } from "../kit/vcard.js";
import { go } from "../router.js";
import { t, word } from "../texts.js";
import { Field, Form } from "../ui/field.js";
import { PhoneFrame } from "../ui/frame.js";
import { Keep } from "../ui/keep.js";
import { ProblemBanner } from "../ui/problem.js";

const BLANK = { company: "", person: "", role: "", phone: "", email: "" };
const TYPES = { company: "text", person: "text", role: "text", phone: "tel", email: "email" };

export function ByHand() {
  const [typed, setTyped] = useState(BLANK);
  const [why, setWhy] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const fields = /** @type {(keyof typeof BLANK)[]} */ (Object.keys(BLANK));
  const enough = typed.company.trim() !== "" || typed.person.trim() !== "";

  const keep = () => {
    const card = new Blob([vcardOf(typed)], { type: "text/vcard" });
    takeDocument(card, "other", why.trim() || t("form.why-default")).then((id) => go(`/after/${id}`, { replace: true }), setError);
  };
  return h(
    PhoneFrame,
    { tabs: false },
    h("main", null,
      h("div", { class: "stack" }, h("h1", null, t("form.title")), h("p", { class: "muted" }, t("form.lede"))),
      h(Form, { id: "typed", onSubmit: keep },
        fields.map((name) => h(Field, {
          key: name, id: name, label: word("field", name), type: TYPES[name], maxLength: 200, value: typed[name],
          onInput: (value) => setTyped({ ...typed, [name]: value }),
        })),
        h(Field, { id: "why", label: t("form.why"), hint: t("form.why-hint"), maxLength: 200, value: why, onInput: setWhy }),
        h(ProblemBanner, { error }))),
    h(Keep, { form: "typed", label: t("form.keep"), lacks: enough ? "" : t("form.empty") }),
  );
}
