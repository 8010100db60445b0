/**
 * Addresses of a person that no marketing may reach; a block is lifted by a consent they gave since.
 * @import { Contact, Evidence, Method } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { shown } from "../kit/contacts.js";
import { t } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ contact: Contact, onLifted: () => void }} props */
export function Blocks({ contact, onLifted }) {
  const blocked = contact.methods.filter((one) => one.suppressed);
  return blocked.length > 0 && h("section", { class: "panel", id: "blocks" },
    h("header", null, h("h2", { class: "grow" }, t("blocks.title"))),
    h("ul", { class: "list" }, blocked.map((one) => h(Block, { key: one.value, id: contact.id, one, onLifted }))));
}

/** @param {{ id: string, one: Method, onLifted: () => void }} props */
function Block({ id, one, onLifted }) {
  const sealed = useLoaded(() => call("GET", `/contacts/${id}/evidence`), [id]);
  const { error, busy, act } = useAct(onLifted);
  /** @type {Evidence | undefined} */
  const consent = sealed.value?.items.filter((/** @type {Evidence} */ record) => record.kind === "agreed").at(-1);
  const lift = () => act(call("POST", "/suppressions/lifts", { kind: one.kind === "email" ? "email" : "phone", value: one.value, evidence_id: consent?.id }));
  return h("li", { class: "stack s" },
    h("span", { class: "strong any" }, shown(one)),
    h(ProblemBanner, { error: error ?? sealed.error }),
    consent
      ? h(Button, { look: "wide", busy, onClick: lift, children: t("blocks.lift") })
      : h("p", { class: "small muted" }, t("blocks.needs")));
}
