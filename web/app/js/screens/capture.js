/** Capturing: home of the seller. One tap opens the camera, the next card follows at once. */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { front, latest, take, thumbnails, withBack } from "../capturing.js";
import { items } from "../outbox/sending.js";
import { go } from "../router.js";
import { shift } from "../shift.js";
import { count, t, word } from "../texts.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { told } from "../ui/problem.js";

export function Capture() {
  const [said, setSaid] = useState("");
  const now = shift.value;
  useEffect(() => {
    if (!now) go("/shift", { replace: true });
  }, [now]);
  if (!now) return null;

  /** @param {File[]} files */
  async function onPick(files) {
    try {
      for (const file of files) {
        const id = await take(file);
        setSaid(id ? t("capture.stored") : t("capture.now-back"));
      }
    } catch (error) {
      setSaid(told(error));
    }
  }

  return h(
    PhoneFrame,
    { tabs: false },
    h(
      "main",
      { class: "capture" },
      h("h1", { class: "vh" }, t("capture.title")),
      h(Scene, {}),
      h("div", { class: "veil" },
        h("a", { class: "glass", href: "#/shift" }, h(Icon, { name: now.kind === "fair" ? "fair" : "place" }),
          h("span", { class: "cut" }, [now.name ?? word("context", now.kind), now.stand].filter(Boolean).join(" · "))),
        h("span", { class: "grow" }),
        h(Picker, { id: "pick", look: "glass icon", multiple: true, label: t("capture.pick"), onPick: (files) => void onPick(files), children: h(Icon, { name: "upload" }) }),
        h("a", { class: "glass icon", href: "#/search", "aria-label": t("nav.search") }, h(Icon, { name: "search" }))),
      h("p", { class: "say mid", role: "status" }, said && h("span", null, said)),
      h(Deck, { onPick: (files) => void onPick(files) }),
    ),
  );
}

/** What was photographed last, or an empty card's outline. */
function Scene() {
  const picture = latest.value ? thumbnails.value[latest.value] : undefined;
  return h(
    "div",
    { class: "scene still" },
    picture
      ? h("img", { src: picture, alt: t("capture.last") })
      : h("svg", { viewBox: "0 0 340 210", "aria-hidden": "true" },
        h("path", { class: "guide", d: "M2 32V10a8 8 0 0 1 8-8h22M308 2h22a8 8 0 0 1 8 8v22M338 178v22a8 8 0 0 1-8 8h-22M32 208H10a8 8 0 0 1-8-8v-22" })),
  );
}

/** @param {{ onPick: (files: File[]) => void }} props */
function Deck({ onPick }) {
  const waiting = items.value.filter((item) => item.kind === "capture").length;
  const picture = latest.value ? thumbnails.value[latest.value] : undefined;
  return h(
    "div",
    { class: "deck" },
    h("div", { class: "trigger" },
      h("a", { class: "side", href: "#/outbox", "aria-label": count("capture.pile", waiting) },
        h("span", { class: "pile" },
          picture ? h("img", { src: picture, alt: "" }) : h("span", { class: "squircle" }, h(Icon, { name: "outbox" })),
          waiting > 0 && h("span", { class: "count" }, waiting)),
        t("nav.outbox")),
      h(Picker, { id: "shoot", look: "shutter", camera: true, label: t(front.value ? "capture.shoot-back" : "capture.shoot"), onPick, children: h("span", null) }),
      h("button", {
        class: "side r", type: "button", "aria-pressed": withBack.value ? "true" : "false",
        onClick: () => {
          withBack.value = !withBack.value;
          front.value = null;
        },
      }, h("span", { class: withBack.value ? "squircle on" : "squircle" }, h(Icon, { name: "flip" })), t("capture.back-too"))),
  );
}
