/**
 * Cropping by hand: four corners to drag, or to move with the arrow keys. What was stored stays stored until
 * the other part is.
 * @import { Region } from "../kit/cropping.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef, useState } from "../../vendor/hooks.js";
import { cropAnew, pauseUndo, resumeUndo, uncropped } from "../capturing.js";
import { moved, WHOLE } from "../kit/cropping.js";
import { go, usePart } from "../router.js";
import { t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { Segment, Segments } from "../ui/parts.js";
import { told } from "../ui/problem.js";

// A thumb's width, in CSS pixels.
const THUMB = 48;
const STEP = 0.01;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const CORNERS = /** @type {const} */ (["left-top", "right-top", "left-bottom", "right-bottom"]);

/** @typedef {(to: (now: Region) => Region) => void} OnChange several may come between two pictures of the screen */

export function Crop() {
  const id = usePart("crop");
  // As it was when the screen opened: once it has gone, keeping another part says so.
  const [kept] = useState(uncropped.peek()[id]);
  const [side, setSide] = useState(0);
  const [regions, setRegions] = useState(kept?.regions ?? []);
  const [said, setSaid] = useState("");
  const after = `/after/${id}`;
  useEffect(() => {
    if (!kept) go("/capture", { replace: true });
    void pauseUndo(id);
    return () => void resumeUndo(id);
  }, []);
  const picture = usePicture(kept?.sides[side]);
  const region = regions[side];
  if (!kept || !region) return null;

  /** @type {OnChange} */
  const change = (to) => setRegions((all) => all.map((one, n) => (n === side ? to(one) : one)));
  const keep = async () => {
    try {
      if (await cropAnew(id, regions)) go(after, { replace: true });
      else setSaid(t("crop.gone"));
    } catch (error) {
      setSaid(told(error));
    }
  };
  return h(
    PhoneFrame,
    { tabs: false },
    h("main", null,
      h("div", { class: "stack t" }, h("h1", null, t("crop.title")), h("p", { class: "muted" }, t("crop.lede"))),
      kept.sides.length > 1 && h(Segments, {
        label: t("crop.side"),
        children: kept.sides.map((_, n) => h(Segment, { pressed: n === side, onClick: () => setSide(n), children: word("side", String(n)) })),
      }),
      picture && h(Board, { ...picture, region, onChange: change }),
      said && h("p", { class: "err", role: "alert" }, said),
      h(Button, { look: "wide", onClick: () => change(() => WHOLE), children: t("crop.whole") })),
    h("div", { class: "dock" },
      h(Button, { look: "primary tall wide", onClick: () => void keep(), children: t("crop.keep") }),
      h(Button, { look: "quiet wide", onClick: () => go(after, { replace: true }), children: t("cancel") })),
  );
}

/**
 * @param {Blob | undefined} blob
 * @returns {{ href: string, width: number, height: number } | null}
 */
function usePicture(blob) {
  const [picture, setPicture] = useState(/** @type {{ href: string, width: number, height: number } | null} */ (null));
  useEffect(() => {
    if (!blob) return undefined;
    const href = URL.createObjectURL(blob);
    const image = new Image();
    image.onload = () => setPicture({ href, width: image.naturalWidth, height: image.naturalHeight });
    image.src = href;
    return () => URL.revokeObjectURL(href);
  }, [blob]);
  return picture;
}

/** @param {{ href: string, width: number, height: number, region: Region, onChange: OnChange }} props */
function Board({ href, width, height, region, onChange }) {
  const board = useRef(/** @type {SVGSVGElement | null} */ (null));
  const [room, setRoom] = useState({ wide: 2 * THUMB, tall: 2 * THUMB });
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setRoom({ wide: entry.contentRect.width, tall: entry.contentRect.height }));
    if (board.current) watch.observe(board.current);
    return () => watch.disconnect();
  }, []);
  // Pixels of the picture to one of the screen, with room for a thumb around.
  const scale = Math.max(width / Math.max(1, room.wide - THUMB), height / Math.max(1, room.tall - THUMB));
  const [x, y] = [region.left * width, region.top * height];
  const [wide, tall] = [(region.right - region.left) * width, (region.bottom - region.top) * height];
  const air = (THUMB / 2) * scale;
  return h(
    "svg",
    {
      ref: board, viewBox: `${-air} ${-air} ${width + 2 * air} ${height + 2 * air}`, role: "group", "aria-label": t("crop.title"),
      style: { touchAction: "none", width: "100%", height: "50vh" },
    },
    h("image", { href, width, height }),
    // All but what is kept lies in the shade.
    h("path", { d: `M0 0H${width}V${height}H0ZM${x} ${y}V${y + tall}H${x + wide}V${y}Z`, fill: "#060908", "fill-opacity": 0.6 }),
    h("rect", { class: "guide", x, y, width: wide, height: tall, style: { strokeWidth: 3 * scale } }),
    CORNERS.map((corner) => h(Corner, { key: corner, corner, region, size: { width, height }, scale, board, onChange })),
  );
}

/**
 * @param {{ corner: typeof CORNERS[number], region: Region, size: { width: number, height: number }, scale: number,
 *   board: { current: SVGSVGElement | null }, onChange: OnChange }} props
 */
function Corner({ corner, region, size, scale, board, onChange }) {
  const [across, down] = /** @type {["left" | "right", "top" | "bottom"]} */ (corner.split("-"));

  /** @param {PointerEvent} event */
  const drag = (event) => {
    const hand = /** @type {Element} */ (event.currentTarget);
    if (event.type === "pointerdown") hand.setPointerCapture(event.pointerId);
    const matrix = board.current?.getScreenCTM();
    if (!matrix || !hand.hasPointerCapture(event.pointerId)) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    onChange((now) => moved(now, across, at.x / size.width, down, at.y / size.height));
  };
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const times = event.shiftKey ? 5 : 1;
    onChange((now) => moved(now, across, now[across] + times * arrow[0], down, now[down] + times * arrow[1]));
  };
  return h(
    "g",
    {
      role: "button", tabindex: 0, "aria-label": word("crop", corner), "aria-roledescription": t("crop.corner"),
      transform: `translate(${region[across] * size.width} ${region[down] * size.height})`,
      onPointerDown: drag, onPointerMove: drag, onKeyDown: press,
    },
    h("circle", { r: (THUMB / 2) * scale, fill: "#060908", "fill-opacity": 0.35 }),
    h("circle", { r: 10 * scale, fill: "#5FD0B5", stroke: "#04221B", "stroke-width": 2 * scale }),
  );
}
