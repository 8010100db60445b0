/**
 * Phones and browsers that send cards: paired here, listed, taken off.
 * @import { Device } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { moment } from "../kit/dates.js";
import { deviceId } from "../outbox/device.js";
import { may } from "../session.js";
import { language, t } from "../texts.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { useLoaded } from "../ui/loading.js";
import { Empty, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";
import { QrCode } from "../ui/qr.js";

/** @typedef {{ code: string, ends_at: string, address: string }} Offer */

export function Devices() {
  const list = useLoaded(() => call("GET", "/devices"), []);
  const [offer, setOffer] = useState(/** @type {Offer | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const ask = () => void call("POST", "/pairings").then(setOffer, setError);
  /** @type {Device[]} */
  const devices = list.value?.items ?? [];
  return h(DeskFrame, {
    title: t("nav.devices"),
    tools: [h("span", { class: "grow" }), may("captures:write") && h(Button, { icon: "plus", onClick: ask, children: t("devices.add") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: error ?? list.error }),
      list.value && devices.length === 0 && h(Empty, { icon: "handset", title: t("devices.none"), children: t("devices.none-text") }),
      devices.length > 0 && h("section", { class: "panel scroll-x" }, h("table", null,
        h("thead", null, h("tr", null, [t("devices.name"), t("devices.user"), t("devices.seen"), ""].map((text) => h("th", { key: text }, text || h("span", { class: "vh" }, t("devices.act")))))),
        h("tbody", null, devices.map((device) => h(Row, { key: device.id, device, again: list.again }))))),
      offer && h(Offered, { offer, onClose: () => {
        setOffer(null);
        list.again();
      } })),
  });
}

/** @param {{ device: Device, again: () => void }} props */
function Row({ device, again }) {
  const [asks, setAsks] = useState(false);
  const revoke = () => void call("DELETE", `/devices/${device.id}`).then(again, again);
  return h("tr", null,
    h("td", null, h("span", { class: "row" }, h("span", { class: "strong" }, device.name),
      device.key === deviceId() && h(Tag, null, t("devices.this")), device.revoked_at && h(Tag, { look: "bad" }, t("devices.revoked")))),
    h("td", null, device.user),
    h("td", { class: "muted nowrap" }, moment(device.seen_at, language.value)),
    h("td", { class: "n" }, !device.revoked_at && h(Button, { look: "quiet", onClick: () => setAsks(true), children: t("devices.revoke") }),
      asks && h(Dialog, { title: t("devices.revoke-title", { name: device.name }), onClose: () => setAsks(false), children: [
        h("p", null, t("devices.revoke-text")),
        h("div", { class: "row" },
          h(Button, { onClick: () => setAsks(false), children: t("cancel") }), h("span", { class: "grow" }),
          h(Button, { look: "danger primary", onClick: revoke, children: t("devices.revoke") })),
      ] })));
}

/** @param {{ offer: Offer, onClose: () => void }} props */
function Offered({ offer, onClose }) {
  return h(Dialog, { title: t("devices.add"), wide: true, onClose, children: [
    h("div", { class: "cols two" },
      h("section", { class: "stack center" }, h("h3", { class: "strong" }, t("devices.first")), h(QrCode, { text: `${offer.address}/#/pair`, label: t("devices.address-qr"), look: "w11" }),
        h("p", { class: "small muted any" }, t("devices.first-text", { address: offer.address }))),
      h("section", { class: "stack center" }, h("h3", { class: "strong" }, t("devices.then")), h(QrCode, { text: `handslag:${offer.code}`, label: t("devices.code-qr"), look: "w11" }),
        h("p", { class: "mono big" }, offer.code), h("p", { class: "small muted" }, t("devices.then-text")))),
    h("div", { class: "row" }, h("span", { class: "grow" }), h(Button, { look: "primary", onClick: onClose, children: t("close") })),
  ] });
}
