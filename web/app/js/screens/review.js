/**
 * Review: the card's picture beside its fields, one card after the other, by keyboard alone.
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { queueLength } from "../queue.js";
import { fetchQueue, queue, reserve, reservedUntil, tally } from "../review/queue.js";
import { count, t } from "../texts.js";
import { Button } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { Icon } from "../ui/icon.js";
import { Empty } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { Card } from "../review/card.js";
import { KeysHelp } from "../review/keys-help.js";

const LOOK_AGAIN_MS = 5000;

export function Review() {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [said, setSaid] = useState("");
  const [help, setHelp] = useState(false);
  const load = () => void fetchQueue().then(() => setError(null), setError);
  const item = queue.value?.[0];
  useEffect(load, []);
  useEffect(() => {
    if (item) return undefined;
    const timer = setInterval(load, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [item?.id]);
  useEffect(() => {
    if (item) void reserve(item).then((mine) => mine || setSaid(t("review.somebody-else")), setError);
  }, [item?.id]);
  return h(
    DeskFrame,
    {
      title: t("nav.review"),
      slim: true,
      tools: [
        h("span", { class: "muted" }, item && left()),
        item && h(Progress, {}),
        h("span", { class: "grow" }),
        item && h(Reserved, {}),
        h(Button, { look: "quiet", icon: "keyboard", keys: "?", onClick: () => setHelp(true), children: [t("review.keys"), " ", h("kbd", null, "?")] }),
      ],
      children: [
        h("p", { class: "vh", role: "status" }, said),
        error && h("div", { class: "page" }, h(ProblemBanner, { error })),
        queue.value !== null && !item && h("div", { class: "page" }, h(Empty, { icon: "task", title: t("review.empty"), children: t("review.empty-text") })),
        item && h(Card, { key: item.id, item, next: queue.value?.slice(1, 7) ?? [], onSaid: setSaid, onHelp: () => setHelp(true) }),
        help && h(KeysHelp, { onClose: () => setHelp(false) }),
      ],
    },
  );
}

/** "23 left, about 6 minutes", by how fast it went so far; 15 seconds a card before that is known. */
function left() {
  const { done, since } = tally.value;
  const each = done > 2 ? (Date.now() - since) / done : 15_000;
  const minutes = Math.max(1, Math.round((queueLength.value * each) / 60_000));
  return `${count("review.left", queueLength.value)}, ${count("review.minutes", minutes)}`;
}

function Progress() {
  const all = tally.value.done + queueLength.value;
  return h(
    "svg",
    { class: "bar w12", viewBox: "0 0 160 8", preserveAspectRatio: "none", role: "img", "aria-label": t("review.progress", { done: tally.value.done, all }) },
    h("rect", { class: "track", width: 160, height: 8, rx: 4 }),
    h("rect", { class: "fill", width: (160 * tally.value.done) / Math.max(1, all), height: 8, rx: 4 }),
  );
}

function Reserved() {
  if (!reservedUntil.value) return null;
  const minutes = Math.max(0, Math.round((Date.parse(reservedUntil.value) - Date.now()) / 60_000));
  return h("span", { class: "row small muted" }, h(Icon, { name: "clock", size: "s" }), t("review.reserved", { n: minutes }));
}
