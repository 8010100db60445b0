/**
 * One contact in the hand: call, write, and how to reach them otherwise.
 * @import { Contact, Interaction, Method } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { inOrder, linkOf, METHOD_ICONS, nameOf, shown } from "../kit/contacts.js";
import { day, weekday } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { IconButton, LinkButton } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { happened } from "./interaction-words.js";

/** @param {{ id: string }} props */
export function PhoneContact({ id }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}`), [id]);
  const history = useLoaded(() => call("GET", `/contacts/${id}/interactions`), [id]);
  return h(
    PhoneFrame,
    null,
    h("header", { class: "topbar" }, h(IconButton, { icon: "left", label: t("back"), onClick: () => globalThis.history.back() }), h("span", { class: "grow" }),
      h("a", { class: "btn quiet icon", href: `/api/v1/contacts/${id}.vcf`, download: "", "aria-label": t("contact.vcard"), title: t("contact.vcard") }, h(Icon, { name: "download" }))),
    h("main", null,
      h(ProblemBanner, { error: found.error }),
      found.value ? h(Person, { contact: found.value }) : h("h1", { class: "vh" }, t("loading")),
      h(Steps, { interactions: history.value?.items ?? [] }),
      (history.value?.items.length ?? 0) > 0 && h("section", { class: "stack s" },
        h("h2", { class: "over" }, t("contact.history")),
        h("div", { class: "panel list" }, history.value.items.map((/** @type {Interaction} */ one) =>
          h("div", { key: one.id }, h("span", { class: "strong" }, happened(one)), h("br", null),
            h("span", { class: "small muted" }, [day(one.happened_at, language.value), one.seller].filter(Boolean).join(" · "))))))),
  );
}

/** What somebody promised to do next. @param {{ interactions: Interaction[] }} props */
function Steps({ interactions }) {
  const steps = interactions.flatMap((one) => one.next_step ?? []);
  if (steps.length === 0) return null;
  return h("section", { class: "stack s" }, h("h2", { class: "over" }, t("after.next-step")),
    h("ul", { class: "panel list" }, steps.map((step) => h("li", { class: "row", key: step.text },
      h(Icon, { name: "task" }),
      h("span", { class: "grow" }, h("span", { class: "strong" }, step.text), h("br", null),
        h("span", { class: "small muted" }, [step.owner, step.due_on && t("after.due-by", { day: weekday(step.due_on, language.value) })].filter(Boolean).join(" · ")))))));
}

/** @param {{ contact: Contact }} props */
function Person({ contact }) {
  const methods = inOrder(contact.methods);
  const phone = methods.find((method) => ["mobile", "work", "switchboard"].includes(method.kind));
  const mail = methods.find((method) => method.kind === "email");
  return [
    h("div", { class: "stack s" },
      h("h1", null, nameOf(contact)),
      h("p", null, contact.role, contact.role && h("br", null),
        contact.person && contact.organization && h("a", { href: `#/organizations/${contact.organization.id}` }, contact.organization.name)),
      h("p", { class: "row wrap" }, contact.registers.map((register) => h(Tag, { key: register }, word("register", register))),
        methods.some((method) => method.suppressed) && h(Tag, { look: "warn", icon: "refused" }, t("suppression.tag")),
        contact.state === "needs_company" ? h(Tag, { look: "warn" }, t("state.needs_company")) : h(Tag, { look: "ok", icon: "seal" }, t("contact.sealed")))),
    h("div", { class: "grid2" },
      phone && h(LinkButton, { look: "primary", icon: "phone", href: linkOf(phone) ?? "", children: t("contact.call") }),
      mail && h(LinkButton, { icon: "mail", href: linkOf(mail) ?? "", children: t("contact.write") })),
    h("ul", { class: "panel flush" }, methods.map((method) => h(Way, { method }))),
  ];
}

/** @param {{ method: Method }} props */
function Way({ method }) {
  const href = linkOf(method);
  const inside = [
    h(Icon, { name: METHOD_ICONS[method.kind] }),
    h("span", { class: "grow" }, h("span", { class: "small muted" }, word("method", method.kind)), h("br", null), h("span", { class: "strong any" }, shown(method))),
  ];
  if (!href) return h("li", null, h("div", { class: "radio link" }, inside));
  const away = method.kind === "website" ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return h("li", null, h("a", { class: "radio link", href, ...away }, inside));
}
