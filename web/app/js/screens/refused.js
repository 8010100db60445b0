/**
 * An item the service would not take: kept, explained, and removed only by the person.
 * @import { Item } from "../outbox/store.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { thumbnails } from "../capturing.js";
import { clock } from "../kit/dates.js";
import { changed, drain } from "../outbox/sending.js";
import * as store from "../outbox/store.js";
import { knows, language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Tile } from "../ui/tile.js";

/** @param {{ item: Item }} props */
export function RefusedTile({ item }) {
  const [asks, setAsks] = useState(false);
  const erased = item.state === "erased";
  const time = clock(item.takenAt, language.value);
  const remove = () => void store.remove(item.id).then(changed);
  return h(Tile, {
    href: erased ? undefined : `#/after/${item.captureId}`,
    picture: erased ? undefined : thumbnails.value[item.captureId],
    title: t(item.kind === "details" ? "outbox.details-at" : "outbox.card-at", { time }),
    time,
    icon: erased ? "erase" : "refused",
    look: "bad",
    state: t(erased ? "state.erased" : "outbox.not-taken"),
    more: reason(item),
    todo: [
      !erased && h(Button, { icon: "sync", onClick: () => void again(item), children: t("outbox.try-again") }),
      h(Button, { look: "quiet", onClick: erased ? remove : () => setAsks(true), children: t(erased ? "outbox.ok" : "outbox.remove") }),
      asks && h(Dialog, {
        title: t("outbox.remove-title"), onClose: () => setAsks(false),
        children: [
          h("p", null, t("outbox.remove-text")),
          h("div", { class: "row" },
            h(Button, { onClick: () => setAsks(false), children: t("outbox.keep") }),
            h("span", { class: "grow" }),
            h(Button, { look: "danger primary", icon: "trash", onClick: remove, children: t("outbox.remove") })),
        ],
      }),
    ],
  });
}

/** @param {Item} item */
function reason(item) {
  const type = item.problem?.type ?? "";
  if (knows("problem", type)) return word("problem", type);
  return item.problem?.detail || t("problem.unknown");
}

/** @param {Item} item */
async function again(item) {
  await store.update(item.id, { state: "waiting", tries: 0, dueAt: 0, problem: null });
  await drain();
}
