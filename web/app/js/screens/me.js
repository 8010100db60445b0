/** One's own page: language, what waits, signing out. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { items } from "../outbox/sending.js";
import { go } from "../router.js";
import { may, me, signOut } from "../session.js";
import { count, language, speak, t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { PhoneFrame } from "../ui/frame.js";
import { Avatar, Segment, Segments } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

export function MeScreen() {
  const [asks, setAsks] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const user = me.value?.user;
  if (!user) return null;
  const leave = () => void signOut().then(() => go("/", { replace: true }), setError);
  const waiting = items.value.length;
  return h(
    PhoneFrame,
    null,
    h("header", { class: "topbar" }, h("h1", null, t("me.title"))),
    h("main", null,
      h("div", { class: "row" }, h(Avatar, { name: user.name, large: true }),
        h("div", { class: "stack t" }, h("span", { class: "strong" }, user.name), h("span", { class: "small muted any" }, user.email),
          h("span", { class: "small muted" }, user.roles.map((role) => word("role", role)).join(", ")))),
      h("div", { class: "field" }, h("span", { class: "label" }, t("me.language")),
        h(Segments, { label: t("me.language"), children: [
          h(Segment, { pressed: language.value === "sv", onClick: () => void speak("sv"), children: h("span", { lang: "sv" }, "Svenska") }),
          h(Segment, { pressed: language.value === "en", onClick: () => void speak("en"), children: h("span", { lang: "en" }, "English") }),
        ] })),
      h("div", { class: "field" }, h("span", { class: "label" }, t("me.factor")),
        h("p", { class: "hint" }, t(me.value?.second_factor ? "me.factor-on" : "me.factor-off")),
        h(LinkButton, { href: "#/second-factor", look: "wide", icon: "key", children: t(me.value?.second_factor ? "me.factor-renew" : "me.factor-set") })),
      h(ProblemBanner, { error }),
      may("captures:write") && h(LinkButton, { href: "#/devices", look: "wide", icon: "handset", children: t("nav.devices") }),
      h(Button, { look: "wide", icon: "leave", onClick: () => (waiting > 0 ? setAsks(true) : leave()), children: t("me.sign-out") }),
      asks && h(Dialog, { title: count("me.waiting-title", waiting), onClose: () => setAsks(false), children: [
        h("p", null, t("me.waiting-text")),
        h("div", { class: "row wrap" },
          h(Button, { look: "primary", onClick: () => go("/outbox"), children: t("me.send-first") }),
          h("span", { class: "grow" }),
          h(Button, { onClick: leave, children: t("me.sign-out") })),
      ] })),
  );
}
