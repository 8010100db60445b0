/**
 * Start of shift: where the seller is, which stand and which register, chosen once for all cards.
 * @import { ContextKind, Occasion, Page, Register } from "../../../types/api.d.ts"
 * @import { Shift } from "../shift.js"
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { go } from "../router.js";
import { me } from "../session.js";
import { shift, startShift } from "../shift.js";
import { prepareStand } from "../stand.js";
import { count, language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Field, Select } from "../ui/field.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { useLoaded } from "../ui/loading.js";
import { Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { isRunning, whereabouts } from "./occasion-words.js";
import { Ready } from "./shift-ready.js";

const REGISTERS = /** @type {Register[]} */ (["customer", "supplier_material", "supplier_service"]);
const WITHOUT_OCCASION = /** @type {ContextKind[]} */ (["service_desk", "customer_site"]);
const OTHERS = /** @type {ContextKind[]} */ ([
  "transaction", "feedback", "tech_question", "problem_report", "other_contact", "survey", "website",
]);
const NEEDS_REFERENCE = ["transaction", "survey"];

/** @type {Shift} */
const BLANK = { userId: "", kind: "service_desk", occasionId: null, name: null, stand: "", register: "customer", reference: "", url: "", questions: [] };

export function ShiftScreen() {
  const [draft, setDraft] = useState(shift.value ?? BLANK);
  const [chosen, setChosen] = useState(shift.value !== null);
  const occasions = useLoaded(listOpen, []);
  /** @param {Partial<Shift>} change */
  const change = (change) => {
    setDraft({ ...draft, ...change });
    setChosen(true);
  };
  const ready = chosen && (!NEEDS_REFERENCE.includes(draft.kind) || draft.reference !== "")
    && (draft.kind !== "website" || draft.url !== "");
  return h(
    PhoneFrame,
    { tabs: false },
    h(
      "main",
      null,
      h("div", { class: "row" },
        h("div", { class: "stack t grow" }, h("p", { class: "muted" }, t("shift.hello", { name: firstName() })), h("h1", null, t("shift.title"))),
        h("a", { class: "btn quiet icon", href: "#/me", "aria-label": t("nav.settings") }, h(Icon, { name: "settings" }))),
      h(ProblemBanner, { error: occasions.error }),
      h(Places, { draft, chosen, occasions: occasions.value?.items ?? [], onChoose: change }),
      h(More, { draft, onChange: change }),
      h(Ready, {}),
    ),
    h("div", { class: "dock" },
      h(Button, { look: "primary tall wide", icon: "camera", disabled: !ready, onClick: () => start(draft), children: t("shift.start") }),
      !ready && h("p", { class: "small muted center" }, t(chosen ? "shift.needs-reference" : "shift.needs-place"))),
  );
}

/** @returns {Promise<Page<Occasion>>} */
async function listOpen() {
  const page = await call("GET", "/occasions?limit=50");
  const open = page.items.filter((/** @type {Occasion} */ one) => !one.closed);
  return { ...page, items: [...open.filter(isRunning), ...open.filter((/** @type {Occasion} */ one) => !isRunning(one))] };
}

function firstName() {
  return me.value?.user.name.split(" ")[0] ?? "";
}

/** @param {Shift} draft */
function start(draft) {
  startShift({ ...draft, userId: me.value?.user.id ?? "" });
  void navigator.storage?.persist?.();
  void prepareStand().catch(() => undefined);
  void import("../suppressed.js").then(({ renew }) => renew());
  void import("../colleagues.js").then(({ fetchColleagues }) => fetchColleagues()).catch(() => undefined);
  // What another app shared before there was a shift has waited for it.
  void (globalThis.caches?.has("shared") ?? Promise.resolve(false)).then((waits) => go(waits ? "/shared" : "/capture"));
}

/**
 * @param {{ draft: Shift, chosen: boolean, occasions: Occasion[], onChoose: (change: Partial<Shift>) => void }} props
 */
function Places({ draft, chosen, occasions, onChoose }) {
  const now = chosen ? draft : null;
  return h("div", { class: "panel" }, h(
    "div",
    { class: "list", role: "radiogroup", "aria-label": t("shift.occasion") },
    occasions.map((one) =>
      h(Place, {
        on: now?.occasionId === one.id,
        title: one.name,
        running: isRunning(one),
        text: whereabouts(one, language.value),
        onChoose: () => onChoose({ kind: one.kind, occasionId: one.id, name: one.name, questions: one.questions }),
      })),
    WITHOUT_OCCASION.map((kind) =>
      h(Place, {
        on: now !== null && now.occasionId === null && now.kind === kind,
        title: word("context", kind),
        text: word("shift.about", kind),
        onChoose: () => onChoose({ kind, occasionId: null, name: null, questions: [] }),
      })),
    h(Place, {
      on: now !== null && now.occasionId === null && OTHERS.includes(now.kind),
      title: t("shift.other"),
      text: t("shift.about.other"),
      onChoose: () => onChoose({ kind: "other_contact", occasionId: null, name: null, questions: [] }),
    }),
  ), h("a", { class: "radio link divided", href: "#/occasions/new" }, h(Icon, { name: "plus" }), h("span", { class: "muted strong" }, t("occasions.new"))));
}

/** @param {{ on: boolean, title: string, text: string, running?: boolean, onChoose: () => void }} props */
function Place({ on, title, text, running, onChoose }) {
  return h(
    "button",
    { class: on ? "radio on" : "radio", type: "button", role: "radio", "aria-checked": on ? "true" : "false", onClick: onChoose },
    h("span", { class: "dot" }, on && h(Icon, { name: "check", size: "s" })),
    h("span", { class: "grow" },
      h("span", { class: "row" }, h("span", { class: "strong" }, title), running && h(Tag, { look: "ok" }, t("occasions.running"))),
      h("span", { class: "small muted" }, text)),
  );
}

/** @param {{ draft: Shift, onChange: (change: Partial<Shift>) => void }} props */
function More({ draft, onChange }) {
  const other = draft.occasionId === null && OTHERS.includes(draft.kind);
  return h(
    "div",
    { class: "stack l" },
    other && h(Select, {
      id: "kind", label: t("shift.kind"), value: draft.kind,
      options: OTHERS.map((kind) => ({ value: kind, label: word("context", kind) })),
      onChange: (kind) => onChange({ kind: /** @type {ContextKind} */ (kind) }),
    }),
    NEEDS_REFERENCE.includes(draft.kind) && h(Field, {
      id: "reference", label: t("shift.reference"), hint: t("shift.reference-hint"), value: draft.reference,
      onInput: (reference) => onChange({ reference }),
    }),
    draft.kind === "website" && h(Field, {
      id: "url", label: t("shift.url"), type: "url", value: draft.url, onInput: (url) => onChange({ url }),
    }),
    h("div", { class: "panel list" },
      draft.kind === "fair" && h(Line, { id: "stand", label: t("shift.stand"), icon: "pencil" },
        h("input", {
          class: "bareinput strong", id: "stand", value: draft.stand, maxLength: 40, autocomplete: "off",
          onInput: (/** @type {Event} */ event) => onChange({ stand: /** @type {HTMLInputElement} */ (event.currentTarget).value }),
        })),
      h(Line, { id: "register", label: t("shift.register"), icon: "down" },
        h("select", {
          class: "bareinput strong", id: "register", value: draft.register,
          onChange: (/** @type {Event} */ event) =>
            onChange({ register: /** @type {Register} */ (/** @type {HTMLSelectElement} */ (event.currentTarget).value) }),
        }, REGISTERS.map((register) => h("option", { value: register }, word("register", register))))),
      draft.questions.length > 0 && h("div", { class: "radio" }, h("span", { class: "grow" },
        h("span", { class: "small muted" }, t("shift.after-each")), h("br", null), h("span", { class: "strong" }, count("shift.questions", draft.questions.length))))),
  );
}

/**
 * One thing set for the shift: its name above its value.
 * @param {{ id: string, label: string, icon: string, children?: ComponentChildren }} props
 */
function Line({ id, label, icon, children }) {
  return h("div", { class: "radio line" },
    h("span", { class: "grow" }, h("label", { class: "small muted", for: id }, label), children),
    h(Icon, { name: icon }));
}
