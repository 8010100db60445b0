/**
 * The receipt a visitor takes away by photographing the code: what they gave, what they were shown, what
 * they agreed to, and the seller's own card to reach. It needs no network, theirs or ours.
 * @import { Place } from "../router.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { detailsOf } from "../details.js";
import { moment } from "../kit/dates.js";
import { vcardOf } from "../kit/vcard.js";
import { go } from "../router.js";
import { me } from "../session.js";
import { shift } from "../shift.js";
import { stand } from "../stand.js";
import { language, t, word } from "../texts.js";
import { Button, IconButton } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { LanguageButton } from "../ui/letter.js";
import { QrCode } from "../ui/qr.js";

/** @param {{ place: Place }} props */
export function Receipt({ place }) {
  const id = place.parts[1] ?? "";
  const [code, setCode] = useState("");
  useEffect(() => void codeOf(id).then(setCode), [id]);
  const about = stand.value;
  const now = shift.value;
  const user = me.value?.user;
  const { notice, consent } = detailsOf(id);
  const at = moment(takenAt(id), language.value);
  const where = [now?.name ?? (now && word("context", now.kind)), now?.stand].filter(Boolean).join(", ");
  const shown = notice ? t("receipt.shown", { version: notice.policy_version }) : t("receipt.not-shown");
  const agreed = consent ? t("receipt.agreed") : t("receipt.not-agreed");
  const note = [t("receipt.note", { seller: user?.name ?? "", where, at }), shown, agreed, `${t("receipt.code")} ${code}`].join("\n");
  const card = vcardOf({
    person: user?.name ?? "", email: user?.email ?? "", company: about?.controller?.name ?? "",
    url: about?.policy ? `${about.origin}/policy/${about.policy}` : "", note,
  });
  return h(
    PhoneFrame,
    { tabs: false },
    h("header", { class: "topbar" }, h(IconButton, { icon: "left", label: t("back"), onClick: () => go(`/after/${id}`, { replace: true }) }), h("span", { class: "grow" }), h(LanguageButton, {})),
    h("main", null,
      h("article", { class: "pass" },
        h("div", { class: "head stack t" }, h("p", { class: "small" }, about?.controller?.name), h("h1", { class: "title" }, t("receipt.title"))),
        h("div", { class: "part" }, h("dl", { class: "kv even" },
          h("dt", null, t("receipt.given")), h("dd", { class: "strong" }, t("receipt.card")),
          h("dt", null, t("receipt.when")), h("dd", null, at),
          h("dt", null, t("receipt.where")), h("dd", null, where),
          h("dt", null, t("receipt.to")), h("dd", null, user?.name))),
        h("div", { class: "tear" }),
        h("ul", { class: "part stack s" },
          h(Line, { icon: "sure", children: t("receipt.by-you") }),
          h(Line, { icon: notice ? "sure" : "missing", children: shown }),
          h(Line, { icon: consent ? "sure" : "missing", children: agreed })),
        h("div", { class: "tear" }),
        h("div", { class: "part stack s center" },
          h(QrCode, { text: card, label: t("receipt.qr"), look: "w13" }),
          h("p", { class: "small muted" }, h("span", { class: "strong block taken" }, t("receipt.scan")), t("receipt.scan-text"), h("br", null),
            t("receipt.code"), " ", h("span", { class: "mono" }, code))))),
    h("div", { class: "dock" }, h(Button, { look: "primary tall wide", icon: "camera", onClick: () => go("/capture", { replace: true }), children: t("after.next") })),
  );
}

/** Which of the three it is, then how it stands. @param {{ icon: string, children: string }} props */
function Line({ icon, children }) {
  const [which, ...how] = children.split(":");
  return h("li", { class: "row top" }, h(Icon, { name: icon }), h("span", { class: "grow" }, h("strong", null, `${which}:`), how.join(":")));
}

/** A capture's id is a UUID of version 7: its first 48 bits say when it was made. @param {string} id */
function takenAt(id) {
  const milliseconds = Number.parseInt(id.replace(/-/g, "").slice(0, 12), 16);
  return new Date(Number.isNaN(milliseconds) ? Date.now() : milliseconds).toISOString();
}

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/**
 * Eight letters by which the office finds the card a visitor asks about; the id does not follow from them.
 * @param {string} id
 */
async function codeOf(id) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(id)));
  const letters = Array.from(digest.slice(0, 8), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
