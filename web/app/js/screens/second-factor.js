/** Setting up a second factor: scan a code with an app of one's own, and give the first one it shows. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { go } from "../router.js";
import { confirmFactor, me } from "../session.js";
import { t } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form } from "../ui/field.js";
import { Letter } from "../ui/letter.js";
import { useLoaded } from "../ui/loading.js";
import { Banner } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { QrCode } from "../ui/qr.js";

export function SecondFactor() {
  const offer = useLoaded(() => call("POST", "/session/second-factor"), []);
  const due = me.value?.second_factor_due ?? false;
  return h(
    Letter,
    { title: t("factor.title"), lede: t("factor.lede") },
    due && h(Banner, { look: "warn", icon: "key", children: t("factor.due") }),
    me.value?.second_factor && h(Banner, { icon: "info", children: t("factor.replaces") }),
    h(ProblemBanner, { error: offer.error }),
    offer.value && h(Offer, { secret: offer.value.secret, uri: offer.value.uri }),
    !due && h(Button, { look: "quiet wide", onClick: () => go("/me"), children: t("cancel") }),
  );
}

/** @param {{ secret: string, uri: string }} props */
function Offer({ secret, uri }) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);

  async function submit() {
    setBusy(true);
    setError(null);
    try {
      await confirmFactor({ secret, code, password });
      go("/", { replace: true });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return h(
    Form,
    { onSubmit: () => void submit() },
    h(QrCode, { text: uri, label: t("factor.qr") }),
    h("details", null, h("summary", null, t("factor.type-in")), h("p", { class: "mono any" }, secret.replace(/(.{4})(?=.)/g, "$1 "))),
    h(Field, { id: "code", label: t("signin.totp"), hint: t("factor.code-hint"), inputMode: "numeric", autocomplete: "one-time-code", mono: true, required: true, maxLength: 8, value: code, onInput: setCode }),
    h(Field, { id: "password", label: t("signin.password"), type: "password", autocomplete: "current-password", required: true, value: password, onInput: setPassword }),
    h(ProblemBanner, { error }),
    h(Button, { submit: true, busy, look: "primary tall wide", children: t("factor.submit") }),
  );
}
