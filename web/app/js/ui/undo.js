/** Taking back the card stored last, as long as it can be; the time stands still while it has the focus. */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { latest, pauseUndo, undoUntil } from "../capturing.js";
import { release } from "../outbox/items.js";
import { t } from "../texts.js";
import { Icon } from "./icon.js";

/** @param {{ look: string, onUndo: () => void }} props */
export function Undo({ look, onUndo }) {
  const [, tick] = useState(0);
  const left = Math.ceil((undoUntil.value - Date.now()) / 1000);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  if (left <= 0 || !latest.value) return null;
  const id = latest.value;
  return h(
    "button",
    {
      class: look, type: "button", onClick: onUndo,
      onFocus: () => void pauseUndo(),
      onBlur: () => {
        undoUntil.value = 0;
        void release(id);
      },
    },
    h(Icon, { name: "undo" }), t("capture.undo"), h("span", { class: "muted" }, left > 60 ? "" : `${left} s`),
  );
}
