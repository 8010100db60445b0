/**
 * The picture beside the fields: sides, boxes, turning, and the line a field was read from.
 * The boxes are mirrored by the list of fields, so they are hidden from assistive technology.
 * @import { KeptFile, Provenance, QueueItem } from "../../../types/api.d.ts"
 * @import { DraftField } from "./draft.js"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { day, moment } from "../kit/dates.js";
import { language, t, word } from "../texts.js";
import { IconButton } from "../ui/button.js";
import { Banner, Segment, Segments } from "../ui/parts.js";
import { isUncertain } from "./draft.js";

/**
 * @param {{ item: QueueItem, fields: DraftField[], current: string | null, side: number,
 *   onSide: (side: number) => void, onChoose: (key: string) => void, onZoom: () => void,
 *   children?: import("preact").ComponentChildren }} props
 */
export function Board({ item, fields, current, side, onSide, onChoose, onZoom, children }) {
  const [turns, setTurns] = useState(0);
  const pictures = item.files.filter((file) => file.type.startsWith("image/"));
  const picture = pictures.find((file) => file.side === side) ?? pictures[0];
  return h(
    "section",
    { class: "board", "aria-label": t("review.picture") },
    h("div", { class: "row" },
      pictures.length > 1 && h(Segments, {
        label: t("review.side"),
        children: pictures.map((file) =>
          h(Segment, { pressed: file === picture, onClick: () => onSide(file.side), children: word("side", String(file.side)) })),
      }),
      h("span", { class: "grow" }),
      picture && h(IconButton, { icon: "rotate", label: t("review.turn"), onClick: () => setTurns(turns + 1) }),
      picture && h(IconButton, { icon: "zoom", label: t("review.zoom"), onClick: onZoom })),
    picture
      ? h(Photo, { picture, fields, current, turns, onChoose })
      : h(Text, { item }),
    (item.suppressed ?? []).length > 0 && h(Banner, { look: "warn", icon: "leave", children: t("review.suppressed") }),
    h(Facts, { item }),
    h(Added, { item }),
    children,
  );
}

/**
 * @param {{ picture: KeptFile, fields: DraftField[], current: string | null, turns: number,
 *   onChoose: (key: string) => void }} props
 */
function Photo({ picture, fields, current, turns, onChoose }) {
  const width = picture.width ?? 1000;
  const height = picture.height ?? 600;
  const here = fields.filter((field) => field.from?.box && field.from.side === picture.side);
  return h(
    "div",
    { class: `turning turned${turns % 4}` },
    h(
      "svg",
      { class: "photo", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": word("review.picture-of", String(picture.side)) },
      h("image", { href: picture.url, width, height }),
      h("g", { "aria-hidden": "true" }, here.map((field) => h(Box, { field, now: field.key === current, scale: width / 1000, onChoose }))),
    ),
  );
}

/** @param {{ field: DraftField, now: boolean, scale: number, onChoose: (key: string) => void }} props */
function Box({ field, now, scale, onChoose }) {
  const [left, top, right, bottom] = /** @type {[number, number, number, number]} */ (field.from?.box);
  const air = 6 * scale;
  const look = now ? "box now" : isUncertain(field) ? "box verify" : "box ok";
  return h("rect", {
    class: look, x: left - air, y: top - air, width: right - left + 2 * air, height: bottom - top + 2 * air,
    rx: 6 * scale, onClick: () => onChoose(field.key),
  });
}

/**
 * The line a value was read from, cut out of the picture.
 * @param {{ picture: KeptFile | undefined, from: Provenance | null, label: string }} props
 */
export function Strip({ picture, from, label }) {
  if (!picture || !from?.box) return null;
  const [left, top, right, bottom] = from.box;
  const width = picture.width ?? 1000;
  const tall = Math.max(bottom - top, 8);
  const span = Math.min(width, Math.max((right - left) * 1.3, tall * 7));
  const x = Math.min(Math.max(0, (left + right) / 2 - span / 2), width - span);
  return h(
    "svg",
    { class: "strip", viewBox: `${x} ${top - tall * 0.5} ${span} ${tall * 2}`, role: "img", "aria-label": label },
    h("image", { href: picture.url, width, height: picture.height ?? 600 }),
    h("path", { class: "under thin", d: `M${left} ${bottom + tall * 0.22}H${right}` }),
  );
}

/** @param {{ item: QueueItem }} props */
function Text({ item }) {
  const lines = (item.reading?.contacts ?? []).flatMap((contact) => contact.provenance ?? []).map((from) => from.text);
  return h("div", { class: "panel" }, h("div", { class: "body stack s" },
    h("h2", { class: "over" }, word("channel", item.channel)),
    lines.map((line) => h("p", null, line))));
}

/** What the seller added after the shot. @param {{ item: QueueItem }} props */
function Added({ item }) {
  const { answers = {}, note, next_step: step, notice, consent } = item.details ?? {};
  const answered = Object.values(answers).flat().filter(Boolean).join(", ");
  const next = step && [step.text, step.due_on && day(step.due_on, language.value), step.owner].filter(Boolean).join(", ");
  const lines = /** @type {[string, string | null | undefined | false][]} */ ([
    [t("review.answers"), answered],
    [t("after.next-step"), next],
    [t("after.note"), note],
    [t("review.shown"), notice && t("notice.policy", { version: notice.policy_version })],
    [t("review.agreed"), consent && t("notice.newsletter")],
  ]).filter(([, value]) => value);
  if (lines.length === 0) return null;
  return h("dl", { class: "kv small" }, lines.map(([name, value]) => [h("dt", null, name), h("dd", { class: "any" }, value)]));
}

/** @param {{ item: QueueItem }} props */
function Facts({ item }) {
  const now = language.value;
  const where = item.context.occasion_name ?? word("context", item.context.kind);
  return h(
    "dl",
    { class: "kv pair" },
    h("dt", null, t("review.occasion")), h("dd", null, [where, item.context.note].filter(Boolean).join(", ")),
    h("dt", null, t("review.taken")), h("dd", null, moment(item.taken_at, now)),
    h("dt", null, t("review.seller")), h("dd", null, item.seller ?? "–"),
    h("dt", null, t("review.received")), h("dd", null, moment(item.received_at, now)),
    item.context.reference && [h("dt", null, t("shift.reference")), h("dd", null, item.context.reference)],
    h("dt", null, t("review.policy")), h("dd", null, item.policy_version),
  );
}

