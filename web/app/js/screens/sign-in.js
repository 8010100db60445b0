/** Signing in with address and password, and a one-time code where the account has one. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call, Refusal } from "../http.js";
import { drain, items, obstacle } from "../outbox/sending.js";
import { go, place } from "../router.js";
import { signIn } from "../session.js";
import { count, t } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form } from "../ui/field.js";
import { Letter } from "../ui/letter.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, starred } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

export function SignIn() {
  const setup = useLoaded(() => call("GET", "/setup"), []);
  const waiting = items.value.length;
  return h(
    Letter,
    {
      title: t("signin.title"), lede: t("signin.lede"),
      foot: h(LinkButton, { href: "#/pair", look: "wide", icon: "qr", children: t("signin.pair") }),
    },
    setup.value?.needed && h(Banner, { icon: "key", children: t("signin.setup-needed") }),
    waiting > 0 && h(Banner, { look: "warn", icon: "lock", children: count("signin.waiting", waiting) }),
    h(SignInForm, {}),
    h(Banner, { icon: "lock", children: starred(t("signin.here", { host: location.host })) }),
  );
}

function SignInForm() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);

  async function submit() {
    setBusy(true);
    setError(null);
    try {
      await signIn({ email, password, ...(totp ? { totp } : {}) });
      obstacle.value = "";
      void drain();
      if (place.value.parts[0] === "sign-in") go("/", { replace: true });
    } catch (problem) {
      if (problem instanceof Refusal && problem.type.startsWith("totp")) setAsksCode(true);
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return h(
    Form,
    { onSubmit: () => void submit() },
    h(Field, { id: "email", label: t("signin.email"), type: "email", autocomplete: "username", required: true, value: email, onInput: setEmail }),
    h(Field, { id: "password", label: t("signin.password"), type: "password", autocomplete: "current-password", required: true, value: password, onInput: setPassword }),
    asksCode && h(Field, { id: "totp", label: t("signin.totp"), inputMode: "numeric", autocomplete: "one-time-code", mono: true, value: totp, onInput: setTotp }),
    h(ProblemBanner, { error }),
    h(Button, { submit: true, busy, look: "primary tall wide", children: t("signin.submit") }),
  );
}
