/** The first start: a one-time code from the server's own console makes the first account. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { go, place } from "../router.js";
import { setUp } from "../session.js";
import { language, t } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Form } from "../ui/field.js";
import { Icon, Mark } from "../ui/icon.js";
import { LanguageButton } from "../ui/letter.js";
import { Banner } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const SHORTEST_PASSWORD = 12;

export function Setup() {
  return h(
    "div",
    { class: "setup" },
    h(
      "aside",
      { class: "rail" },
      h("div", { class: "row brandrow" }, h(Mark, {}), h("span", { class: "strong big grow" }, t("app")), h(LanguageButton, {})),
      h("ol", { class: "stack l" },
        h(Step, { n: 1, title: t("setup.step1"), text: t("setup.step1-text"), now: true }),
        h(Step, { n: 2, title: t("setup.step2"), text: t("setup.step2-text") }),
        h(Step, { n: 3, title: t("setup.step3"), text: t("setup.step3-text") })),
      h("p", { class: "small muted end-v" }, t("setup.once")),
    ),
    h("main", { class: "pane phone" }, h("div", { class: "stack" }, h("h1", null, t("setup.title")), h("p", { class: "lede2" }, t("setup.lede"))), h(SetupForm, {})),
  );
}

/** @param {{ n: number, title: string, text: string, now?: boolean }} props */
function Step({ n, title, text, now }) {
  return h(
    "li",
    { class: "step", "aria-current": now ? "step" : undefined },
    h("span", { class: now ? "num-dot on" : "num-dot" }, n),
    h("span", null, h("span", { class: now ? "strong" : "muted" }, title), h("br", null), h("span", { class: "small muted" }, text)),
  );
}

function SetupForm() {
  const [code, setCode] = useState(place.value.query.get("code") ?? "");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const given = place.value.query.has("code");

  async function submit() {
    setBusy(true);
    setError(null);
    try {
      await setUp({ code, name, email, password, language: language.value });
      go("/", { replace: true });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return h(
    Form,
    { onSubmit: () => void submit(), look: "stack l form" },
    !given && h(Field, { id: "code", label: t("setup.code"), hint: t("setup.code-hint"), mono: true, required: true, value: code, onInput: setCode }),
    h(
      "div",
      { class: "cols two" },
      h(Field, { id: "name", label: t("setup.name"), autocomplete: "name", required: true, value: name, onInput: setName }),
      h(Field, { id: "email", label: t("signin.email"), type: "email", autocomplete: "username", required: true, value: email, onInput: setEmail }),
    ),
    h(Field, {
      id: "password", label: t("signin.password"), type: "password", autocomplete: "new-password",
      hint: t("setup.password-hint", { n: SHORTEST_PASSWORD }), minLength: SHORTEST_PASSWORD, required: true,
      value: password, onInput: setPassword,
    }),
    h(Banner, { look: "ok", icon: "lock", children: t("setup.inhouse") }),
    h(ProblemBanner, { error }),
    h("div", { class: "row footer" }, h("span", { class: "grow small muted row" }, h(Icon, { name: "info", size: "s" }), t("setup.roles")),
      h(Button, { submit: true, busy, look: "primary", children: t("setup.submit") })),
  );
}
