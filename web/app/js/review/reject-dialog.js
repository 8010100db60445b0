/**
 * Refusing a card: always with a reason, because it cannot be undone.
 * @import { QueueItem } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Chip } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { reject } from "./queue.js";

const REASONS = ["not_a_card", "unreadable", "own_staff", "duplicate", "private_person", "mistake"];

/** @param {{ item: QueueItem, onClose: () => void, onDone: () => void }} props */
export function RejectDialog({ item, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  return h(Dialog, {
    title: t("reject.title"), onClose,
    children: [
      h("p", { class: "muted" }, t("reject.text")),
      h("div", { class: "chips", role: "group", "aria-label": t("reject.reason") }, REASONS.map((one) =>
        h(Chip, { selected: one === reason, onClick: () => setReason(one), children: word("reason", one) }))),
      h(ProblemBanner, { error }),
      h("div", { class: "row" },
        h(Button, { onClick: onClose, children: t("cancel") }),
        h("span", { class: "grow" }),
        h(Button, {
          look: "danger primary", disabled: reason === "",
          onClick: () => void reject(item, reason).then(() => {
            onClose();
            onDone();
          }, setError),
          children: t("review.reject"),
        })),
    ],
  });
}
