/** Pairing this phone: with the code that the desk shows, scanned here or typed. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { drain, obstacle } from "../outbox/sending.js";
import { go, place } from "../router.js";
import { pair } from "../session.js";
import { t } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form } from "../ui/field.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { Letter } from "../ui/letter.js";
import { LiveView } from "../ui/live-view.js";
import { Banner, starred } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const STEPS = /** @type {const} */ (["pair.step1", "pair.step2", "pair.step3"]);

export function Pair() {
  const [code, setCode] = useState(place.value.query.get("code") ?? "");
  const [scans, setScans] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));

  /** @param {string} typed */
  async function submit(typed) {
    setScans(false);
    setError(null);
    try {
      await pair(typed);
      obstacle.value = "";
      void drain();
      go("/", { replace: true });
    } catch (problem) {
      setError(problem);
    }
  }

  if (scans) return h(Scan, { onCode: submit, onProblem: (problem) => { setScans(false); setError(problem); }, onClose: () => setScans(false) });
  return h(
    Letter,
    {
      title: t("pair.title"), lede: t("pair.lede"),
      foot: [
        h(Button, { look: "primary tall wide", icon: "qr", onClick: () => setScans(true), children: t("pair.scan") }),
        h(LinkButton, { href: "#/sign-in", look: "quiet wide", icon: "key", children: t("pair.password") }),
      ],
    },
    h("ol", { class: "stack l" }, STEPS.map((key, i) => h("li", { class: "step", key }, h("span", { class: "num-dot" }, i + 1), h("p", null, starred(t(key)))))),
    h(Form, { onSubmit: () => void submit(code), look: "stack s" },
      h("div", { class: "beside" },
        h(Field, { id: "code", label: t("pair.code"), placeholder: "XXXXX-XXXXX", hint: t("pair.code-hint"), mono: true, autocomplete: "one-time-code", required: true, maxLength: 40, value: code, onInput: setCode }),
        h(Button, { submit: true, children: t("pair.submit") })),
      h(ProblemBanner, { error })),
    h(Banner, { icon: "lock", children: starred(t("pair.here", { host: location.host })) }),
  );
}

/** @param {{ onCode: (text: string) => Promise<void>, onProblem: (error: unknown) => void, onClose: () => void }} props */
function Scan({ onCode, onProblem, onClose }) {
  return h(PhoneFrame, { tabs: false }, h("main", { class: "capture" },
    h("h1", { class: "vh" }, t("pair.scan")),
    h(LiveView, { codes: true, onCode: (text) => onCode(text.replace(/^handslag:/i, "")), onProblem }),
    h("div", { class: "deck" }, h("button", { class: "glass", type: "button", onClick: onClose }, h(Icon, { name: "close" }), t("cancel")))));
}
