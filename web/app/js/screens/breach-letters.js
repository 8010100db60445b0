/**
 * What a breach has somebody write: to the authority (GDPR Art. 33(3)), to those it meets (Art.
 * 34(2)). Made of what stands in the register; nobody's name is in it.
 * @import { Breach, Controller } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { useLoaded } from "../ui/loading.js";
import { Segment, Segments } from "../ui/parts.js";

/** @param {{ breach: Breach }} props */
export function Letters({ breach }) {
  const found = useLoaded(() => call("GET", "/controller"), []);
  const [to, setTo] = useState(/** @type {"authority" | "person"} */ ("authority"));
  const [copied, setCopied] = useState(false);
  /** @type {Controller | null} */
  const controller = found.value;
  if (!controller) return null;
  const text = (to === "authority" ? toAuthority(breach, controller) : toPerson(breach, controller)).join("\n\n");
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return h("section", { class: "panel", id: "letters" },
    h("header", null, h("h2", { class: "grow" }, t("letters.title")), h(Button, { look: "quiet", onClick: copy, children: t(copied ? "requests.copied" : "requests.copy") })),
    h("div", { class: "body stack" },
      h(Segments, { label: t("letters.to"), children: ["authority", "person"].map((who) =>
        h(Segment, { key: who, pressed: to === who, onClick: () => { setTo(who === "person" ? "person" : "authority"); setCopied(false); }, children: word("letters.to", who) })) }),
      h("div", { class: "stack s letterbody" }, text.split("\n\n").map((part) => h("p", { key: part, class: "any" }, part)))));
}

/** @param {Breach} breach @param {Controller} controller @returns {string[]} */
function toAuthority(breach, controller) {
  return [
    t("letters.a-head", { authority: controller.authority_name }),
    t("letters.a-who", { company: [controller.name, controller.registration_number].filter(Boolean).join(", "), address: controller.privacy_email }),
    t("letters.a-when", { kind: word("breaches.kind", breach.kind), found: moment(breach.discovered_at, language.value) }),
    breach.description,
    t("letters.a-whom", { n: breach.contacts }),
    t("letters.a-risk", { assessment: breach.assessment ? `${word("breaches.risk", breach.risk ?? "")}. ${breach.assessment}` : t("letters.todo") }),
    t("letters.a-measures", { measures: breach.measures ?? t("letters.todo") }),
    ...(breach.late_reason ? [t("letters.a-late", { reason: breach.late_reason })] : []),
  ];
}

/** @param {Breach} breach @param {Controller} controller @returns {string[]} */
function toPerson(breach, controller) {
  return [
    t("letters.p-head"),
    t("letters.p-what", { company: controller.name, kind: word("breaches.kind", breach.kind).toLowerCase() }),
    breach.description,
    t("letters.p-held"),
    t("letters.p-risk", { assessment: breach.assessment ?? t("letters.todo") }),
    t("letters.p-measures", { measures: breach.measures ?? t("letters.todo") }),
    t("letters.p-ask", { address: controller.privacy_email, authority: controller.authority_name }),
  ];
}
