/**
 * What a privacy officer keeps of one person: permissions and their uses, what was handed out, how
 * long they stay, what is asked in their name.
 * @import { Contact } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { nameOf } from "../kit/contacts.js";
import { Blocks } from "../person/blocks.js";
import { HandedOut } from "../person/handed-out.js";
import { Keeping } from "../person/keeping.js";
import { Matrix } from "../person/matrix.js";
import { OwnPage } from "../person/own-page.js";
import { Proofs } from "../person/proofs.js";
import { Security } from "../person/security.js";
import { Told } from "../person/told.js";
import { Uses } from "../person/uses.js";
import { usePart } from "../router.js";
import { t } from "../texts.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { ProblemBanner } from "../ui/problem.js";

export function PersonScreen() {
  const id = usePart("person");
  return h(OnePerson, { id, key: id });
}

/** @param {{ id: string }} props */
function OnePerson({ id }) {
  const found = useLoaded(() => call("GET", `/contacts/${id}`), [id]);
  // An answer may allow a purpose or end it.
  const [round, setRound] = useState(0);
  /** @type {Contact | null} */
  const contact = found.value;
  return h(DeskFrame, {
    title: t("person.title"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: `#/contacts/${id}` }, contact ? nameOf(contact) : t("nav.contacts")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: found.error }),
      contact && h("div", { class: "cols side-r" },
        h("div", { class: "stack l" }, h(Matrix, { contact, key: round }), h(Uses, { id }), h(HandedOut, { id }), h(Proofs, { id })),
        h("aside", { class: "stack l" }, h(OwnPage, { id }), h(Told, { id, onAnswered: () => setRound(round + 1) }), h(Blocks, { contact, onLifted: found.again, key: `blocks${round}` }), h(Keeping, { id }), h(Security, { id })))),
  });
}
