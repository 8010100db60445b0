/**
 * Until when this person is kept and why, and what stops their purge.
 * @import { Hold, Kept } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { day } from "../kit/dates.js";
import { language, t } from "../texts.js";
import { Asking, useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { Field } from "../ui/field.js";
import { useLoaded } from "../ui/loading.js";
import { Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

/** @param {{ id: string }} props */
export function Keeping({ id }) {
  const kept = useLoaded(() => call("GET", `/contacts/${id}/retention`), [id]);
  const held = useLoaded(() => call("GET", `/holds?contact_id=${id}&limit=100`), [id]);
  const [asks, setAsks] = useState(false);
  const again = () => {
    kept.again();
    held.again();
  };
  const { error, act } = useAct(again);
  /** @type {Kept | null} */
  const verdict = kept.value;
  /** @type {Hold[]} */
  const holds = (held.value?.items ?? []).filter((/** @type {Hold} */ one) => one.released_at === null);
  return h("section", { class: "panel", id: "keeping" },
    h("header", null, h("h2", { class: "grow" }, t("person.kept"))),
    h("div", { class: "body stack" },
      h(ProblemBanner, { error: error ?? kept.error ?? held.error }),
      verdict && h("p", null, verdict.explanation[language.value]),
      verdict?.restricted && [
        h("p", { class: "small" }, t("person.restricted")),
        h(Button, { look: "wide", onClick: () => act(call("DELETE", `/contacts/${id}/restriction`)), children: t("person.lift") }),
      ],
      holds.map((one) => h("div", { class: "stack t", key: one.id },
        h("p", { class: "row wrap" }, h(Tag, { look: "warn", icon: "hold" }, t("retention.held")), one.until && t("requests.until", { day: day(one.until, language.value) })),
        h("p", { class: "small" }, [one.law, one.reason].filter(Boolean).join(" · ")),
        h(Button, { look: "quiet wide", onClick: () => act(call("DELETE", `/holds/${one.id}`)), children: t("hold.release") }))),
      h(Button, { look: "wide", icon: "hold", onClick: () => setAsks(true), children: t("hold.place") })),
    asks && h(PlaceHold, {
      id, onClose: () => setAsks(false), onDone: () => {
        setAsks(false);
        again();
      },
    }));
}

/** @param {{ id: string, onClose: () => void, onDone: () => void }} props */
function PlaceHold({ id, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const [law, setLaw] = useState("");
  const [until, setUntil] = useState("");
  return h(Asking, {
    title: t("hold.title"), verb: t("hold.place"), disabled: !reason.trim() || !law.trim(), onClose, onDone,
    ask: () => call("POST", `/contacts/${id}/holds`, { reason, law, until: until || null }),
    children: [
      h("p", null, t("hold.text")),
      h(Field, { id: "hold-reason", label: t("hold.reason"), required: true, maxLength: 300, value: reason, onInput: setReason }),
      h(Field, { id: "hold-law", label: t("hold.law"), hint: t("hold.law-hint"), required: true, maxLength: 120, value: law, onInput: setLaw }),
      h(Field, { id: "hold-until", label: t("hold.until"), hint: t("hold.until-hint"), type: "date", value: until, onInput: setUntil }),
    ],
  });
}
