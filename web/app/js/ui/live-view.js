/**
 * The live picture: a guide on the card's edges, advice in words, a shutter that goes off by itself
 * when the card lies still and sharp; or a reader of codes.
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef, useState } from "../../vendor/hooks.js";
import { advise, greyOf, look } from "../kit/seeing.js";
import { glance, hasTorch, light, openCamera, shot, shutCamera } from "../live.js";
import { t, word } from "../texts.js";
import { IconButton } from "./button.js";

/** @typedef {import("../kit/seeing.js").Point} Point */
/** @typedef {import("../kit/seeing.js").Seen} Seen */

const WIDTH = 320;
const CODE_WIDTH = 960;
const EVERY_MS = 120;

/**
 * @typedef {object} LiveProps
 * @property {boolean} [codes] reads codes instead of photographing cards
 * @property {(picture: Blob) => Promise<void>} [onShot]
 * @property {(text: string) => Promise<void>} [onCode]
 * @property {(error: unknown) => void} onProblem the camera cannot be used
 * @property {{ current: (() => void) | null }} [shutter] set to what takes a picture now
 */

/** @param {LiveProps} props */
export function LiveView({ codes = false, onShot, onCode, onProblem, shutter }) {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [stream, setStream] = useState(/** @type {MediaStream | null} */ (null));
  const [lit, setLit] = useState(false);
  const [seen, setSeen] = useState(/** @type {{ corners: Point[] | null, height: number, said: string }} */ ({ corners: null, height: 240, said: "none" }));

  useEffect(() => {
    /** @type {MediaStream | null} */
    let open = null;
    let gone = false;
    const begin = async () => {
      if (!video.current || open || document.visibilityState !== "visible") return;
      try {
        open = await openCamera(video.current);
        if (gone) shutCamera(open);
        else setStream(open);
      } catch (error) {
        onProblem(error);
      }
    };
    // iOS gives back a frozen picture after a while in the background: shut, and open anew.
    const turn = () => {
      if (document.visibilityState === "hidden" && open) {
        shutCamera(open);
        open = null;
        setStream(null);
      }
      void begin();
    };
    document.addEventListener("visibilitychange", turn);
    void begin();
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", turn);
      if (open) shutCamera(open);
    };
  }, []);

  useEffect(() => {
    if (!stream) return undefined;
    return codes ? scanning(video, onCode) : watching(video, setSeen, onShot, shutter);
  }, [stream, codes]);

  const toggle = () => {
    if (stream) void light(stream, !lit).then(() => setLit(!lit));
  };
  return [
    h("video", { class: "scene live", ref: video, playsInline: true, muted: true, "aria-label": t("capture.live") }),
    codes
      ? h("svg", { class: "scene over", viewBox: "0 0 320 480", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
        h("path", { class: "guide", d: "M90 190v-16a8 8 0 0 1 8-8h16M206 166h16a8 8 0 0 1 8 8v16M230 280v16a8 8 0 0 1-8 8h-16M114 304H98a8 8 0 0 1-8-8v-16" }))
      : h(Guide, seen),
    stream && hasTorch(stream) && h(IconButton, { icon: "torch", look: "glass icon torch", label: t("capture.torch"), pressed: lit, onClick: toggle }),
    h("p", { class: "say mid", role: "status" }, h("span", null, codes ? t("capture.point-code") : word("advice", seen.said))),
  ];
}

/** @param {{ corners: Point[] | null, height: number }} props */
function Guide({ corners, height }) {
  if (!corners) {
    return h("svg", { class: "scene over", viewBox: "0 0 390 844", "aria-hidden": "true" },
      h("rect", { class: "aim", x: 24, y: 246, width: 342, height: 208, rx: 6 }));
  }
  const points = corners.map(({ x, y }) => `${x},${y}`).join(" ");
  return h(
    "svg",
    { class: "scene over", viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
    h("polygon", { class: "casing", points }), h("polygon", { class: "guide thin", points }),
  );
}

/**
 * Look several times a second; take the picture when it is the moment, and not again before the card
 * has been taken away.
 * @param {{ current: HTMLVideoElement | null }} video
 * @param {(seen: { corners: Point[] | null, height: number, said: string }) => void} show
 * @param {LiveProps["onShot"]} onShot
 * @param {LiveProps["shutter"]} shutter
 * @returns {() => void} stops looking
 */
function watching(video, show, onShot, shutter) {
  /** @type {Seen[]} */
  const frames = [];
  let armed = true;
  let busy = false;
  const takeNow = async () => {
    if (busy || !video.current?.videoWidth) return;
    busy = true;
    armed = false;
    await onShot?.(await shot(video.current));
    busy = false;
  };
  if (shutter) shutter.current = () => void takeNow();
  const timer = setInterval(() => {
    const picture = video.current && glance(video.current, WIDTH);
    if (!picture || busy) return;
    frames.push(look(greyOf(picture), WIDTH));
    if (frames.length > 20) frames.shift();
    const said = advise(frames, WIDTH);
    if (said === "none") armed = true;
    show({ corners: frames.at(-1)?.corners ?? null, height: picture.height, said: armed ? said : "taken" });
    if (said === "now" && armed) void takeNow();
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    if (shutter) shutter.current = null;
  };
}

/**
 * @param {{ current: HTMLVideoElement | null }} video
 * @param {LiveProps["onCode"]} onCode
 * @returns {() => void} stops reading
 */
function scanning(video, onCode) {
  let over = false;
  const scan = async () => {
    // Fetched when it is first wanted: most sellers never scan.
    const { readCode } = await import("../codes.js");
    const picture = video.current && glance(video.current, CODE_WIDTH);
    const text = picture && (await readCode(picture));
    if (over) return;
    if (text) await onCode?.(text);
    setTimeout(() => void scan(), text ? 2000 : EVERY_MS);
  };
  void scan();
  return () => {
    over = true;
  };
}
