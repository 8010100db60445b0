/** Capturing: home of the seller. One tap opens the camera, the next card follows at once. */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef, useState } from "../../vendor/hooks.js";
import { fault, front, latest, live, setLive, take, takeBack, takeDocument, thumbnails, undoUntil, withBack } from "../capturing.js";
import { items, lost } from "../outbox/sending.js";
import { go } from "../router.js";
import { shift } from "../shift.js";
import { count, t, word } from "../texts.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { told } from "../ui/problem.js";
import { Undo } from "../ui/undo.js";

/** @typedef {(pictures: Blob[]) => Promise<void>} OnPictures */

export function Capture() {
  const [said, setSaid] = useState("");
  const [codes, setCodes] = useState(false);
  const shutter = useRef(/** @type {(() => void) | null} */ (null));
  const now = shift.value;
  useEffect(() => {
    if (!now) go("/shift", { replace: true });
  }, [now]);
  if (!now) return null;

  /** @type {OnPictures} */
  async function onPictures(pictures) {
    try {
      let id = null;
      for (const picture of pictures) {
        setSaid("");
        id = await take(picture);
        setSaid(t(id ? "capture.stored" : "capture.now-back"));
      }
      if (id && pictures.length === 1 && now && now.questions.length > 0) go(`/after/${id}`);
    } catch (error) {
      setSaid(told(error));
    }
  }

  /** @param {string} text */
  async function onCode(text) {
    const id = await takeDocument(new Blob([text], { type: "text/plain" }), "code");
    setCodes(false);
    go(`/after/${id}`);
  }

  /** @param {unknown} error */
  function onNoCamera(error) {
    setSaid(error instanceof DOMException && error.name === "NotAllowedError" ? t("problem.camera-refused") : t("problem.no-camera"));
    setCodes(false);
    setLive(false);
  }

  const looks = live.value || codes;
  return h(
    PhoneFrame,
    { tabs: false },
    h(
      "main",
      { class: "capture" },
      h("h1", { class: "vh" }, t("capture.title")),
      looks
        ? h(Live, { key: codes ? "codes" : "cards", codes, onShot: (picture) => onPictures([picture]), onCode, onProblem: onNoCamera, shutter })
        : h(Scene, {}),
      h(Veil, { onPictures }),
      h("div", { class: looks ? "say high" : "say mid" }, h("p", { role: "status" }, (said || lost.value > 0) && h("span", null, said || count("outbox.lost", lost.value))), h(Latest, { onPictures })),
      h(Deck, { codes, onCodes: setCodes, onPictures, shutter: looks ? shutter : null }),
    ),
  );
}

/**
 * The live picture, fetched when it is first wanted.
 * @param {import("../ui/live-view.js").LiveProps} props
 */
function Live(props) {
  const [view, setView] = useState(/** @type {{ LiveView: typeof import("../ui/live-view.js").LiveView } | null} */ (null));
  useEffect(() => void import("../ui/live-view.js").then(setView), []);
  return view && h(view.LiveView, props);
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

/** Where one is, and what is rare. @param {{ onPictures: OnPictures }} props */
function Veil({ onPictures }) {
  const now = shift.value;
  if (!now) return null;
  return h("div", { class: "veil" },
    h("a", { class: "glass", href: "#/shift" }, h(Icon, { name: now.kind === "fair" ? "fair" : "place" }),
      h("span", { class: "where" }, h("span", { class: "cut" }, now.name ?? word("context", now.kind)), now.stand && h("span", { class: "cut tiny" }, now.stand))),
    h("span", { class: "grow" }),
    h("a", { class: "glass icon", href: "#/notice", "aria-label": t("capture.notice") }, h(Icon, { name: "shield" })),
    h("button", { class: "glass icon", type: "button", "aria-label": t("capture.live"), "aria-pressed": live.value ? "true" : "false", onClick: () => setLive(!live.value) },
      h(Icon, { name: live.value ? "eye" : "camera" })),
    h(Picker, { id: "pick", look: "glass icon", multiple: true, label: t("capture.pick"), onPick: (files) => void onPictures(files), children: h(Icon, { name: "upload" }) }));
}

/** The card stored last: what is wrong with it, taking it back, adding to it. @param {{ onPictures: OnPictures }} props */
function Latest({ onPictures }) {
  const id = latest.value;
  if (!id) return null;
  return h("div", { class: "row wrap center-h" },
    fault.value && h("span", { class: "glass warnglass", role: "status" }, h(Icon, { name: "verify" }), word("problem", fault.value)),
    fault.value && undoUntil.value > 0 && h(Picker, {
      id: "again", look: "glass", camera: true, label: t("outbox.retake"),
      onPick: (files) => void takeBack().then(() => onPictures(files)), children: [h(Icon, { name: "camera" }), t("outbox.retake")],
    }),
    h(Undo, { look: "glass", onUndo: () => void takeBack() }),
    h("a", { class: "glass", href: `#/after/${id}` }, h(Icon, { name: "plus" }), t("capture.add")));
}

/**
 * @param {{ codes: boolean, onCodes: (on: boolean) => void, onPictures: OnPictures,
 *   shutter: { current: (() => void) | null } | null }} props
 */
function Deck({ codes, onCodes, onPictures, shutter }) {
  const waiting = items.value.filter((item) => item.kind === "capture").length;
  const picture = latest.value ? thumbnails.value[latest.value] : undefined;
  return h(
    "div",
    { class: "deck" },
    h(Modes, { codes, onCodes }),
    h("div", { class: "trigger" },
      h("a", { class: "side", href: "#/outbox", "aria-label": count("capture.pile", waiting) },
        h("span", { class: "pile" },
          picture ? h("img", { src: picture, alt: "" }) : h("span", { class: "squircle" }, h(Icon, { name: "outbox" })),
          waiting > 0 && h("span", { class: "count" }, waiting)),
        t(waiting > 0 ? "state.stored" : "nav.outbox")),
      shutter
        ? h("button", { class: "shutter", type: "button", "aria-label": t(front.value ? "capture.shoot-back" : "capture.shoot"), disabled: codes, onClick: () => shutter.current?.() }, h("span", null))
        : h(Picker, { id: "shoot", look: "shutter", camera: true, label: t(front.value ? "capture.shoot-back" : "capture.shoot"), onPick: (files) => void onPictures(files), children: h("span", null) }),
      h("button", {
        class: "side r", type: "button", "aria-pressed": withBack.value ? "true" : "false",
        onClick: () => {
          withBack.value = !withBack.value;
          front.value = null;
        },
      }, h("span", { class: withBack.value ? "squircle on" : "squircle" }, h(Icon, { name: "flip" })), t("capture.back-too"))),
  );
}

/** @param {{ codes: boolean, onCodes: (on: boolean) => void }} props */
function Modes({ codes, onCodes }) {
  return h("div", { class: "modes", role: "group", "aria-label": t("capture.modes") },
    h("button", { type: "button", "aria-pressed": codes ? "false" : "true", onClick: () => onCodes(false) }, t("mode.card")),
    h("button", { type: "button", "aria-pressed": codes ? "true" : "false", onClick: () => onCodes(true) }, t("mode.code")),
    h("button", { type: "button", "aria-pressed": "false", onClick: () => go("/signature") }, t("mode.signature")),
    h("button", { type: "button", "aria-pressed": "false", onClick: () => go("/form") }, t("mode.form")));
}
