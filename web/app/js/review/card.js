/**
 * One card under review: what is open, what was changed, and what the keys do.
 * @import { QueueItem, Register } from "../../../types/api.d.ts"
 * @import { DraftField } from "./draft.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "../../vendor/hooks.js";
import { Refusal } from "../http.js";
import { queueLength } from "../queue.js";
import { go } from "../router.js";
import { count, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Banner, Segment, Segments } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Adders } from "./adders.js";
import { Board, Strip } from "./board.js";
import { contactOf, draftOf, nextUncertain } from "./draft.js";
import { Fields, labelOf } from "./fields.js";
import { Film } from "./film.js";
import { commandOf, lettersOn } from "./keys.js";
import { approve } from "./queue.js";
import { RejectDialog } from "./reject-dialog.js";
import { UnfitNote } from "./unfit-note.js";
import { Dialog } from "../ui/dialog.js";

const EMPTY = { company: null, person: null, role: null, department: null, phones: [], emails: [], websites: [], address: null };
const REGISTERS = /** @type {Register[]} */ (["customer", "supplier_material", "supplier_service"]);

/**
 * @param {{ item: QueueItem, next: QueueItem[], onSaid: (text: string) => void, onHelp: () => void }} props
 */
export function Card({ item, next, onSaid, onHelp }) {
  const read = item.reading?.contacts.length ? item.reading.contacts : [EMPTY];
  const [drafts, setDrafts] = useState(() => read.map((contact, i) => draftOf(contact, i === 0 ? (item.details?.corrections ?? {}) : {})));
  const [which, setWhich] = useState(0);
  const [register, setRegister] = useState(item.register);
  const fields = drafts[which] ?? [];
  const [current, setCurrent] = useState(() => nextUncertain(fields, null));
  const [side, setSide] = useState(fields.find((field) => field.key === current)?.from?.side ?? 0);
  const [asks, setAsks] = useState(/** @type {"" | "reject" | "zoom" | "note"} */ (""));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const ok = useRef(/** @type {HTMLDivElement | null} */ (null));
  const open = fields.find((field) => field.key === current);
  const problems = useMemo(() => problemsOf(error, which, fields), [error, which]);

  // Which row is to get the focus once it is open. One that was reached by Tab has it: a row that
  // takes it whenever it is open would fight with the next one.
  const wanted = useRef(current);
  useEffect(() => {
    if (wanted.current !== null) focusRow(wanted.current);
    wanted.current = null;
  }, [current]);

  useEffect(() => {
    if (current === null) focusApprove(ok.current);
  }, [item.id]);

  /** @param {string} key @param {Partial<DraftField>} change */
  const change = (key, change) =>
    setDrafts(drafts.map((draft, i) => (i === which ? draft.map((one) => (one.key === key ? { ...one, ...change } : one)) : draft)));

  /** @param {string} key */
  const choose = (key) => {
    setCurrent(key);
    const from = fields.find((field) => field.key === key)?.from;
    if (from?.box) setSide(from.side);
  };

  /** @param {string} key */
  const move = (key) => {
    if (key === current) focusRow(key);
    else wanted.current = key;
    choose(key);
  };

  function accept() {
    const settled = fields.map((one) => (one.key === current ? { ...one, accepted: true } : one));
    if (current) change(current, { accepted: true });
    const following = nextUncertain(settled, current);
    if (following) move(following);
    else {
      setCurrent(null);
      focusApprove(ok.current);
    }
  }

  async function approveAll() {
    if (busy) return;
    setBusy(true);
    try {
      await approve(item, drafts.map(contactOf), [register]);
      approved();
    } catch (problem) {
      setError(problem);
      if (problem instanceof Refusal && problem.type === "unfit-note") setAsks("note");
      setBusy(false);
    }
  }

  function approved() {
    onSaid(`${t("review.approved")} ${count("review.left", queueLength.value)}.`);
  }

  /** @param {import("./keys.js").Command} command */
  function obey(command) {
    if (command === "accept") accept();
    if (command === "approve") void approveAll();
    if (command === "edit") document.getElementById(`f-${current}`)?.focus();
    if (command === "leave") focusRow(current);
    if (command === "clear" && current) change(current, { value: "", accepted: true });
    if (command === "zoom") setAsks("zoom");
    if (command === "reject") setAsks("reject");
    if (command === "flip") setSide(side === 0 ? 1 : 0);
    if (command === "search") go("/contacts");
    if (command === "help") onHelp();
    if (command.startsWith("candidate ") && open) {
      const value = open.candidates[Number(command.slice(10)) - 1];
      if (value !== undefined) change(open.key, { value, accepted: true });
    }
  }

  // Keys are heard from the moment the card is seen: hence a layout effect.
  useLayoutEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (asks || document.querySelector("dialog[open]")) return;
      const target = /** @type {HTMLElement} */ (event.target);
      const typing = target.matches("input, textarea, select");
      if (event.key === "Enter" && !event.shiftKey && target.matches("button, a, select")) return;
      const command = commandOf(event, { typing, letters: lettersOn() });
      if (!command) return;
      event.preventDefault();
      obey(command);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  const picture = item.files.find((file) => file.side === (open?.from?.side ?? side));
  return h(
    "div",
    { class: "review" },
    h(Board, { item, fields, current, side, onSide: setSide, onChoose: move, onZoom: () => setAsks("zoom"), children: h(Film, { next }) }),
    h(
      "section",
      { class: "fields", "aria-label": t("review.fields") },
      h("div", { class: "scroll" },
        drafts.length > 1 && h(Segments, {
          label: t("review.people"),
          children: drafts.map((draft, i) => h(Segment, { pressed: i === which, onClick: () => setWhich(i), children: draft[1]?.value || t("review.person", { n: i + 1 }) })),
        }),
        h(Fields, { fields, current, files: item.files, problems, onChoose: choose, onChange: change }),
        h(RegisterRow, { register, from: item.register, onChange: setRegister }),
        h(Adders, { fields, onAdd: (added) => {
          setDrafts(drafts.map((draft, i) => (i === which ? added : draft)));
          wanted.current = added.at(-1)?.key ?? null;
          setCurrent(wanted.current);
        } }),
        (item.reading?.private.length ?? 0) > 0 && h("div", { class: "mt" }, h(Banner, { icon: "mask", children: privacy(item) })),
        h("div", { class: "mt" }, h(ProblemBanner, { error: Object.keys(problems).length > 0 ? null : error }))),
      h("div", { class: "actions", ref: ok },
        h(Button, { look: "primary approve", busy, keys: "Shift+Enter", onClick: () => void approveAll(), children: [t("review.approve"), " ", h("kbd", null, t("key.shift-enter"))] }),
        h(Button, { keys: "Enter", onClick: accept, children: [t("review.next-field"), " ", h("kbd", null, "Enter")] }),
        h("span", { class: "grow" }),
        h(Button, { look: "quiet slimb", keys: "X", onClick: () => setAsks("reject"), children: [t("review.reject"), " ", h("kbd", null, "X")] }))),
    asks === "reject" && h(RejectDialog, { item, onClose: () => setAsks(""), onDone: () => onSaid(t("review.rejected")) }),
    asks === "note" && error instanceof Refusal && h(UnfitNote, {
      item, why: error.message, approve: (noted) => approve(item, drafts.map(contactOf), [register], noted), onClose: () => setAsks(""), onDone: approved,
    }),
    asks === "zoom" && open && h(Dialog, { title: labelOf(open), wide: true, onClose: () => setAsks(""), children: [
      h(Strip, { picture, from: open.from, label: labelOf(open) }), h("p", { class: "mono big" }, open.value),
      h("div", { class: "row" }, h("span", { class: "grow" }), h(Button, { onClick: () => setAsks(""), children: t("close") })),
    ] }),
  );
}

/** @param {{ register: Register, from: Register, onChange: (register: Register) => void }} props */
function RegisterRow({ register, from, onChange }) {
  return h("div", { class: "fr" },
    h("label", { class: "k", for: "register" }, t("shift.register")),
    h("select", {
      class: "input select", id: "register", value: register,
      onChange: (/** @type {Event} */ event) => onChange(/** @type {Register} */ (/** @type {HTMLSelectElement} */ (event.currentTarget).value)),
    }, REGISTERS.map((one) => h("option", { value: one, selected: one === register }, word("register", one)))),
    h("span", { class: "tiny muted" }, register === from && t("review.from-shift")));
}

/** @param {QueueItem} item */
function privacy(item) {
  const kinds = [...new Set(item.reading?.private.map((one) => word("private", one.kind)))];
  return t("review.private", { what: kinds.join(", ") });
}

/** @param {HTMLElement | null} actions */
function focusApprove(actions) {
  /** @type {HTMLButtonElement | null | undefined} */ (actions?.querySelector(".approve"))?.focus();
}

/** @param {string | null} key */
function focusRow(key) {
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-field="${key}"]`))?.focus();
}

/**
 * Which field each of the service's complaints is about.
 * @param {unknown} error
 * @param {number} which
 * @param {DraftField[]} fields
 * @returns {Record<string, string>} by field key
 */
function problemsOf(error, which, fields) {
  /** @type {Record<string, string>} */
  const found = {};
  if (!(error instanceof Refusal)) return found;
  for (const { where, rule } of error.errors) {
    const at = where.indexOf("contacts");
    if (at < 0 || Number(where[at + 1]) !== which) continue;
    const [list, n] = [String(where[at + 2] ?? ""), where[at + 3]];
    const kind = list.replace(/s$/, "");
    const filled = fields.filter((field) => field.kind === kind && (n === undefined || field.value.trim() !== ""));
    const field = filled[Number(n ?? 0)] ?? fields.find((one) => one.key === "person");
    if (field) found[field.key] = word("rule", rule);
  }
  return found;
}
