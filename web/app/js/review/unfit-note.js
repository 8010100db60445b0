/**
 * A note that may not be kept as it stands: it is put right, or a privacy officer says why it stays.
 * @import { QueueItem } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { may } from "../session.js";
import { t } from "../texts.js";
import { Asking } from "../ui/acting.js";
import { Field, TextArea } from "../ui/field.js";
import { Banner } from "../ui/parts.js";

/** @typedef {{ note?: string, details_note?: string, override_reason?: string }} Noted */

/**
 * @param {{ item: QueueItem, why: string, approve: (noted: Noted) => Promise<void>, onClose: () => void, onDone: () => void }} props
 *   `why`: the service's sentence
 */
export function UnfitNote({ item, why, approve, onClose, onDone }) {
  const before = { note: item.context.note ?? "", later: item.details?.note ?? "" };
  const [note, setNote] = useState(before.note);
  const [later, setLater] = useState(before.later);
  const [reason, setReason] = useState("");
  const ask = () => approve({
    ...(note === before.note ? {} : { note }),
    ...(later === before.later ? {} : { details_note: later }),
    ...(reason.trim() ? { override_reason: reason.trim() } : {}),
  });
  return h(Asking, {
    title: t("unfit.title"), verb: t("review.approve"), ask, onClose, onDone,
    children: [
      h(Banner, { look: "warn", icon: "verify", children: why }),
      before.note && h(TextArea, { id: "unfit-note", label: t("after.note"), rows: 3, maxLength: 2000, value: note, onInput: setNote }),
      before.later && h(TextArea, { id: "unfit-later", label: t("after.note"), rows: 3, maxLength: 2000, value: later, onInput: setLater }),
      may("privacy:write")
        ? h(Field, { id: "unfit-reason", label: t("unfit.reason"), hint: t("unfit.reason-hint"), maxLength: 500, value: reason, onInput: setReason })
        : h("p", { class: "small muted" }, t("unfit.officer")),
    ],
  });
}
