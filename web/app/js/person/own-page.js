/**
 * What a person asks for by phone or letter: the link to their own page, or a request opened for
 * them.
 * @import { SubjectRequest } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { go } from "../router.js";
import { language, t, word } from "../texts.js";
import { Asking, useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Select } from "../ui/field.js";
import { ProblemBanner } from "../ui/problem.js";
import { QrCode } from "../ui/qr.js";

// What needs new values or a purpose is asked on the person's own page.
const KINDS = ["access", "erasure", "restriction", "portability"];
const CHANNELS = ["mail", "phone", "letter", "in_person"];

/** @param {{ id: string }} props */
export function OwnPage({ id }) {
  const [link, setLink] = useState(/** @type {{ url: string, ends_at: string } | null} */ (null));
  const [copied, setCopied] = useState(false);
  const [opens, setOpens] = useState(false);
  const { error, busy, act } = useAct();
  const copy = () => void navigator.clipboard.writeText(link?.url ?? "").then(() => setCopied(true));
  return h("section", { class: "panel", id: "own-page" },
    h("header", null, h("h2", { class: "grow" }, t("person.own-page"))),
    h("div", { class: "body stack" },
      h("p", { class: "small" }, t("person.own-text")),
      h(ProblemBanner, { error }),
      link
        ? [
            h(QrCode, { text: link.url, label: t("person.own-code"), look: "w11" }),
            h("p", { class: "mono tiny any", id: "own-link" }, link.url),
            h("p", { class: "small muted" }, t("person.own-until", { day: day(link.ends_at, language.value) })),
            h(Button, { look: "wide", icon: "link", onClick: copy, children: t(copied ? "requests.copied" : "person.own-copy") }),
          ]
        : h(Button, { look: "wide", icon: "link", busy, onClick: () => act(call("POST", `/contacts/${id}/link`), setLink), children: t("person.own-make") }),
      h(Button, { look: "wide", icon: "shield", onClick: () => setOpens(true), children: t("person.request") })),
    opens && h(NewRequest, { id, onClose: () => setOpens(false) }));
}

/** @param {{ id: string, onClose: () => void }} props */
function NewRequest({ id, onClose }) {
  const [kind, setKind] = useState("access");
  const [channel, setChannel] = useState("phone");
  const [spoken, setSpoken] = useState("sv");
  return h(Asking, {
    title: t("person.request-title"), verb: t("person.request-do"), onClose,
    onDone: (/** @type {SubjectRequest} */ made) => go(`/requests/${made.id}`),
    ask: () => call("POST", "/subject-requests", { kind, contact_id: id, channel, language: spoken }),
    children: [
      h("p", null, t("person.request-text")),
      h(Select, { id: "kind", label: word("requests.column", "what"), value: kind, onChange: setKind, options: KINDS.map((value) => ({ value, label: word("requests.kind", value) })) }),
      h(Select, { id: "channel", label: t("person.channel"), value: channel, onChange: setChannel, options: CHANNELS.map((value) => ({ value, label: word("person.by", value) })) }),
      h(Select, { id: "language", label: t("duties.language"), value: spoken, onChange: setSpoken, options: ["sv", "en"].map((value) => ({ value, label: word("language", value) })) }),
    ],
  });
}
