/**
 * What the visitor is shown on the seller's screen: how a card is used, where the whole text stands,
 * and, as an act of their own, the newsletter. Shown and agreed are kept apart.
 * @import { Place } from "../router.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect } from "../../vendor/hooks.js";
import { change, detailsOf, save } from "../details.js";
import { isoWithZone } from "../kit/dates.js";
import { go } from "../router.js";
import { stand } from "../stand.js";
import { language, t } from "../texts.js";
import { breakable } from "../ui/breakable.js";
import { Button } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { LanguageButton } from "../ui/letter.js";
import { QrCode } from "../ui/qr.js";

const POINTS = /** @type {const} */ ([["card", "notice.work"], ["mask", "notice.private"], ["building", "notice.inhouse"], ["eye", "notice.rights"]]);

/** @param {{ place: Place }} props without a card in the address it is only shown */
export function Notice({ place }) {
  const id = place.parts[1];
  const about = stand.value;
  useEffect(() => {
    if (!id || !about?.policy || detailsOf(id).notice) return;
    change(id, { notice: { policy_version: about.policy, shown_at: isoWithZone(), language: language.value, how: "screen" } });
  }, [id, about?.policy]);
  const leave = () => {
    if (id) void save(id);
    go(id ? `/after/${id}` : "/capture", { replace: true });
  };
  const url = about?.policy ? `${about.origin}/policy/${about.policy}` : "";
  return h(
    PhoneFrame,
    { tabs: false },
    h("header", { class: "topbar" }, h("span", { class: "grow" }), h(LanguageButton, {})),
    h("main", { class: "closer" },
      h("div", { class: "stack s" }, h("h1", null, t("notice.title")),
        about?.controller && h("p", { class: "muted" }, t("notice.responsible", { company: [about.controller.name, about.controller.registration_number].filter(Boolean).join(", ") }))),
      h("ul", { class: "stack" }, POINTS.map(([icon, key]) => h("li", { class: "row top", key }, h(Icon, { name: icon }), h("span", { class: "grow" }, t(key))))),
      url && h("section", { class: "panel" }, h("div", { class: "body row top" },
        h("div", { class: "stack t grow" }, h("h2", null, t("notice.whole")),
          h("p", { class: "small muted any" }, t("notice.policy", { version: about?.policy ?? "" }),
            about?.controller && [h("br", null), t("notice.questions"), " ", breakable(about.controller.privacy_email), h("br", null), t("notice.authority", { host: new URL(about.controller.authority_url).host.replace(/^www\./, "") })])),
        h(QrCode, { text: url, label: t("notice.qr"), look: "w7" }))),
      id && h(Newsletter, { id })),
    h("div", { class: "dock" }, h(Button, { look: "primary tall wide", onClick: leave, children: t(id ? "notice.give-back" : "close") })),
  );
}

/** Pressed by the visitor; never ticked, never part of handing over a card. @param {{ id: string }} props */
function Newsletter({ id }) {
  const { consent } = detailsOf(id);
  const press = () => {
    const wording = t("notice.newsletter-yes");
    change(id, { consent: consent ? null : { purpose: "newsletter", agreed_at: isoWithZone(), language: language.value, wording } });
  };
  return h("section", { class: "panel" }, h("div", { class: "body stack" },
    h("div", null, h("h2", null, t("notice.newsletter")), h("p", { class: "small muted" }, t("notice.newsletter-text"))),
    h("button", { class: consent ? "btn wide on" : "btn wide", type: "button", "aria-pressed": consent ? "true" : "false", onClick: press },
      consent && h(Icon, { name: "check" }), t(consent ? "notice.newsletter-given" : "notice.newsletter-yes"))));
}
