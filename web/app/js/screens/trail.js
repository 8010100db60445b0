/**
 * Who read, exported and changed what; and what vouches that nothing was taken out of it since.
 * @import { Act, Trust } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { call } from "../http.js";
import { useState } from "../../vendor/hooks.js";
import { moment } from "../kit/dates.js";
import { go, place } from "../router.js";
import { language, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Select } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { listing, usePages } from "../ui/listing.js";
import { useLoaded } from "../ui/loading.js";
import { Banner } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** What may be looked at alone: how the tags begin. */
const ABOUT = ["", "api:contact:read", "api:export:", "api:disclosure:", "api:permission:", "api:use:", "api:note:override", "api:subject_request:", "api:session:", "api:user:", "worker:"];

export function Trail() {
  const about = place.value.query.get("about") ?? "";
  const object = place.value.query.get("object") ?? "";
  const query = new URLSearchParams({ ...(about ? { tag: about } : {}), ...(object ? { object_id: object } : {}) });
  /** @type {Pages<Act>} */
  const list = usePages(`/oversight/acts?${query}`);
  return h(DeskFrame, {
    title: t("nav.trail"),
    children: h("div", { class: "page" }, h("div", { class: "cols side-r" },
      h("div", { class: "stack l" },
        h(Select, { id: "about", label: t("trail.about"), value: about, onChange: (value) => go(value ? `/trail?about=${encodeURIComponent(value)}` : "/trail"),
          options: ABOUT.map((value) => ({ value, label: word("trail.only", value || "all") })) }),
        listing({
          title: t("nav.trail"), list, plain: true, icon: "history", none: t("trail.none"), noneText: t("trail.none-text"),
          heads: [t("trail.number"), t("trail.when"), t("trail.who"), t("trail.what")],
          row: (act) => h(Row, { key: act.number, act }),
        })),
      h("aside", { class: "stack l" }, h(Vouching, {})))),
  });
}

/** @param {{ act: Act }} props */
function Row({ act }) {
  const facts = Object.entries(act.facts).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${String(value)}`);
  return h("tr", null,
    h("td", { class: "mono small muted" }, act.number),
    h("td", { class: "nowrap muted" }, moment(act.at, language.value)),
    h("td", { class: "nowrap" }, act.actor ?? word("trail.kind", act.actor_kind)),
    h("td", { class: "any" }, isContact(act) ? h("a", { class: "link strong", href: `#/contacts/${act.object_id}` }, word("act", act.tag)) : word("act", act.tag),
      h("br", null), h("span", { class: "mono tiny muted" }, [act.tag, ...facts].join(" · "))));
}

/** @param {Act} act */
function isContact(act) {
  return act.object_id !== null && /^api:(contact|use|permission|hold|notice|consent|evidence:list|evidence:bundle)\b/.test(act.tag) && act.tag !== "api:contact:deleted";
}

/** How far the log reaches, who signed for it, and what an outsider needs to check it. */
function Vouching() {
  const found = useLoaded(() => call("GET", "/oversight/trust"), []);
  /** @type {Trust | null} */
  const trust = found.value;
  const [copied, setCopied] = useState(false);
  const note = trust?.checkpoint?.note ?? "";
  const copy = () => void navigator.clipboard.writeText(note).then(() => setCopied(true));
  return h("section", { class: "panel", id: "vouching" },
    h("header", null, h("h2", { class: "grow" }, t("trust.title"))),
    h("div", { class: "body stack" },
      h(ProblemBanner, { error: found.error }),
      trust && [
        h(Checked, { trust }),
        h("dl", { class: "kv small" },
          h("dt", null, t("trust.acts")), h("dd", null, trust.acts),
          h("dt", null, t("trust.anchor")), h("dd", null, trust.anchor ? t("trust.at", { n: trust.anchor.number, moment: moment(trust.anchor.created_at, language.value) }) : t("trust.not-yet")),
          h("dt", null, t("trust.records")), h("dd", null, trust.records),
          h("dt", null, t("trust.checkpoint")), h("dd", null, trust.checkpoint ? t("trust.at", { n: trust.checkpoint.size, moment: moment(trust.checkpoint.created_at, language.value) }) : t("trust.not-yet"))),
        note && h("details", null, h("summary", null, t("trust.note")), h("pre", { class: "mono tiny any startt", tabIndex: 0 }, note),
          h(Button, { look: "quiet", onClick: copy, children: t(copied ? "requests.copied" : "requests.copy") })),
      ],
      h("p", { class: "small" }, t("trust.outsider")),
      h(LinkButton, { href: "/api/v1/evidence/verifier", icon: "download", look: "wide", download: "verifier.py", children: t("trust.verifier") }),
      h(LinkButton, { href: "/api/v1/evidence/key", icon: "key", look: "wide", download: "public-key.json", children: t("trust.key") }),
      h(LinkButton, { href: "/api/v1/evidence/checkpoints", icon: "download", look: "wide", download: "checkpoints.json", children: t("trust.checkpoints") })));
}

/** @param {{ trust: Trust }} props what the nightly reading of the whole log and trail found */
function Checked({ trust }) {
  if (trust.checked_at === null) return h(Banner, { icon: "info", children: t("trust.unchecked") });
  const at = moment(trust.checked_at, language.value);
  return trust.findings === 0
    ? h("div", { class: "seal" }, h("span", { class: "disc" }, h(Icon, { name: "seal" })), h("p", null, t("trust.whole", { moment: at })))
    : h(Banner, { look: "bad", icon: "verify", alert: true, children: t("trust.damaged", { n: trust.findings ?? 0, moment: at }) });
}
