/**
 * A note, looked through while it is written: what is private or a judgement is pointed out before
 * it is saved. The service decides, again, when it gets it.
 * @import { NoteFinding } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { t } from "../texts.js";
import { Button } from "../ui/button.js";
import { TextArea } from "../ui/field.js";
import { Icon } from "../ui/icon.js";
import { useSettled } from "./search.js";

/** @param {{ note: string | null, onChange: (note: string | null) => void }} props */
export function Note({ note, onChange }) {
  const findings = useFindings(note ?? "");
  useEffect(() => {
    if (note === null) document.getElementById("note")?.focus();
  }, []);
  return h("div", { class: "stack s" },
    h(TextArea, { id: "note", label: t("after.note"), rows: 3, maxLength: 2000, hint: t("after.note-hint"), value: note ?? "", onInput: (text) => onChange(text.trim() ? text : null) }),
    h("div", { role: "status", class: "stack s" }, findings.map((found) =>
      h("p", { class: "err", key: `${found.start}` }, h(Icon, { name: "verify", size: "s" }), h("span", { class: "grow" }, found.explanation))),
    findings.length > 0 && h(Button, { icon: "mask", onClick: () => onChange(without(note ?? "", findings)), children: t("after.take-out") })));
}

/** @param {string} note @returns {NoteFinding[]} */
function useFindings(note) {
  const settled = useSettled(note.trim());
  const [findings, setFindings] = useState(/** @type {NoteFinding[]} */ ([]));
  useEffect(() => {
    let over = false;
    if (!settled) setFindings([]);
    else {
      // Without a network nothing is found here: the service looks when the note arrives.
      call("POST", "/notes/check", { text: note }).then((answer) => over || setFindings(answer.findings), () => undefined);
    }
    return () => {
      over = true;
    };
  }, [settled]);
  return findings;
}

/** @param {string} note @param {NoteFinding[]} findings */
function without(note, findings) {
  const rest = [...findings].sort((a, b) => b.start - a.start).reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), note);
  return rest.replace(/ {2,}/g, " ").replace(/ (?=[.,;:])/g, "").trim() || null;
}
