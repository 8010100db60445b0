/**
 * One request of a person: what it would do, the clock, the steps, the answer.
 * @import { ErasurePreview, SubjectRequest } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Select } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { ConfirmErasure, Extend, Refuse } from "./request-dialogs.js";
import { Clock, Steps } from "./request-clock.js";
import { Letter } from "./request-letter.js";

const METHODS = ["known_address", "known_phone", "in_person", "id_document"];
const ERASED_ICONS = /** @type {Record<string, string>} */ ({
  contacts: "person", methods: "phone", pictures: "card", readings: "read", interactions: "history",
  recipients: "sync", others_on_same_cards: "people",
});
const KEPT_ICONS = /** @type {Record<string, string>} */ ({ transactions: "hold", suppressions: "refused", log_entries: "seal" });

/** @param {{ id: string }} props */
export function Request({ id }) {
  const found = useLoaded(() => call("GET", `/subject-requests/${id}`), [id]);
  const letter = useLoaded(() => call("GET", `/subject-requests/${id}/letter`), [id, found.value?.state, found.value?.clock.due_at]);
  const [done, setDone] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @type {SubjectRequest | null} */
  const request = found.value;

  /**
   * @param {"POST" | "PUT"} method
   * @param {string} action
   * @param {Record<string, unknown> | null} [body]
   */
  async function act(method, action, body = null) {
    setError(null);
    try {
      const answer = await call(method, `/subject-requests/${id}/${action}`, body);
      if (answer?.letter) setDone(answer.letter);
      found.again();
    } catch (problem) {
      setError(problem);
    }
  }

  return h(DeskFrame, {
    title: request ? `${request.number} ${word("requests.kind", request.kind)}` : t("nav.requests"),
    crumbs: h("span", { class: "row muted" }, h("a", { class: "link", href: "#/requests" }, t("nav.requests")), h(Icon, { name: "right", size: "s" })),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? found.error }),
      request && [
        h(Head, { request }),
        h("div", { class: "cols side-r" },
          h("div", { class: "stack l" },
            request.kind === "erasure" && request.state === "open" && h(Preview, { id }),
            h(Asked, { request }),
            h(Letter, { id, text: done ?? letter.value?.letter ?? "" })),
          h("aside", { class: "stack l" },
            h(Clock, { request }),
            h(Steps, { request }),
            request.state === "open" && h(Actions, { request, act }),
            request.identity && (request.kind === "access" || request.kind === "portability") && request.person !== null
              && h(LinkButton, { icon: "download", look: "wide", href: `/api/v1/subject-requests/${id}/package`, download: "", children: t("requests.package") }))),
      ]),
  });
}

/** @param {{ request: SubjectRequest }} props */
function Head({ request }) {
  const name = request.person ?? request.organization;
  return h("div", { class: "row top" },
    h("div", { class: "grow stack t" },
      h("h2", { class: "title" }, name ? word("requests.wants", request.kind).replace("{name}", name) : t("requests.gone")),
      h("p", { class: "muted" }, t("requests.came", { day: day(request.received_at, language.value), channel: word("requests.channel", request.channel) }))),
    request.identity
      ? h(Tag, { look: "ok", icon: "sure" }, t("requests.identified"))
      : h(Tag, { look: "warn", icon: "verify" }, t("requests.not-identified")));
}

/** @param {{ id: string }} props */
function Preview({ id }) {
  const found = useLoaded(() => call("GET", `/subject-requests/${id}/preview`), [id]);
  /** @type {ErasurePreview | null} */
  const preview = found.value;
  if (!preview) return null;
  return [
    preview.held && h("div", { class: "banner bad", role: "status" }, h(Icon, { name: "hold" }), h("p", { class: "grow" }, t("requests.held", { law: preview.held }))),
    h("section", { class: "panel scroll-x" },
      h("header", null, h("h2", { class: "grow" }, t("requests.goes")), h("span", { class: "small muted" }, t("requests.counted"))),
      h("table", null, h("caption", { class: "vh" }, t("requests.goes")), h("tbody", null,
        Object.entries(preview.erased).filter(([, n]) => n > 0).map(([what, n]) =>
          h("tr", { key: what },
            h("td", { class: "w2" }, h(Icon, { name: ERASED_ICONS[what] ?? "trash" })),
            h("td", { class: "strong" }, word("requests.erased", what)),
            h("td", { class: "n nowrap" }, n)))))),
    preview.kept.length > 0 && h("section", { class: "panel scroll-x" },
      h("header", null, h("h2", { class: "grow" }, t("requests.stays"))),
      h("table", null, h("caption", { class: "vh" }, t("requests.stays")), h("tbody", null,
        preview.kept.map((one) => h("tr", { key: one.what },
          h("td", { class: "w2" }, h(Icon, { name: KEPT_ICONS[one.what] ?? "lock" })),
          h("td", { class: "strong" }, word("requests.kept", one.what)),
          h("td", { class: "n nowrap" }, one.count),
          h("td", { class: "muted" }, [one.until && t("requests.until", { day: day(one.until, language.value) }), one.law, one.article].filter(Boolean).join(" · "))))))),
  ];
}

/** @param {{ request: SubjectRequest }} props what the person said, where it is more than the kind */
function Asked({ request }) {
  const rows = /** @type {[string, string][]} */ (Object.entries(request.values ?? {}).map(([field, value]) => [field, plain(value)]));
  if (request.purpose) rows.push(["purpose", word("requests.purpose", request.purpose)]);
  if (request.refused_article) rows.push(["refused", `${request.refused_article}: ${request.refused_reason ?? ""}`]);
  if (request.extension_reason) rows.push(["extended", request.extension_reason]);
  if (rows.length === 0) return null;
  return h("section", { class: "panel" },
    h("header", null, h("h2", { class: "grow" }, t("requests.asked"))),
    h("dl", { class: "facts wide" }, rows.map(([field, value]) =>
      h("div", { key: field }, h("dt", null, word("requests.field", field)), h("dd", null, value || t("requests.emptied"))))));
}

/** @param {unknown} value */
function plain(value) {
  if (!Array.isArray(value)) return String(value ?? "");
  return value.map((one) => (typeof one === "object" && one !== null ? one.e164 || one.text : one)).join(", ");
}

/** @param {{ request: SubjectRequest, act: (method: "POST" | "PUT", action: string, body?: Record<string, unknown> | null) => Promise<void> }} props */
function Actions({ request, act }) {
  const [method, setMethod] = useState("known_address");
  const [asks, setAsks] = useState(/** @type {"erase" | "extend" | "refuse" | null} */ (null));
  const close = () => setAsks(null);
  const isErasure = request.kind === "erasure";
  const needsIdentity = !request.identity && ["access", "portability", "rectification", "erasure"].includes(request.kind);
  return h("section", { class: "panel" }, h("div", { class: "body stack" },
    needsIdentity && [
      h(Select, { id: "method", label: t("requests.how-known"), value: method, onChange: setMethod,
        options: METHODS.map((value) => ({ value, label: word("requests.method", value) })) }),
      h(Button, { look: "primary wide", icon: "sure", onClick: () => void act("PUT", "identity", { method }), children: t("requests.identify") }),
    ],
    !needsIdentity && [
      isErasure && h("p", { class: "small" }, t("requests.final")),
      h(Button, {
        look: isErasure ? "danger primary wide" : "primary wide", icon: isErasure ? "erase" : "check",
        onClick: () => (isErasure ? setAsks("erase") : void act("POST", "execution")), children: word("requests.do", request.kind),
      }),
    ],
    !request.clock.extended && h(Button, { look: "wide", onClick: () => setAsks("extend"), children: t("requests.extend") }),
    h(Button, { look: "quiet wide", onClick: () => setAsks("refuse"), children: t("requests.refuse") }),
    asks === "erase" && h(ConfirmErasure, { name: request.person ?? "", onClose: close, onConfirm: () => { close(); void act("POST", "execution"); } }),
    asks === "extend" && h(Extend, { onClose: close, onConfirm: (reason) => { close(); void act("POST", "extension", { reason }); } }),
    asks === "refuse" && h(Refuse, { onClose: close, onConfirm: (article, reason) => { close(); void act("POST", "refusal", { article, reason }); } })));
}
