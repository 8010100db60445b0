import { h } from "../../vendor/preact.js";
import { DRAWINGS } from "./drawings.js";

/**
 * An icon beside its word; an icon alone needs an `aria-label` on what it stands in.
 * @param {{ name: string, size?: "s" | "l" }} props
 */
export function Icon({ name, size }) {
  const drawing = DRAWINGS[name] ?? "";
  const strokes = typeof drawing === "string" ? [drawing] : drawing;
  return h(
    "svg",
    { class: size ? `ico ${size}` : "ico", "aria-hidden": "true", viewBox: "0 0 24 24" },
    strokes.map((stroke) =>
      typeof stroke === "string" ? h("path", { d: stroke }) : h("path", { d: stroke[0], ...stroke[1] }),
    ),
  );
}

const US = "M12.5 10.5v27M12.5 18.5h13a4 4 0 0 1 4 4v.9";
const VISITOR = "M35.5 37.5v-27M35.5 29.5h-13a4 4 0 0 1-4-4v-.9";

/** The mark in the colour of the text, beside the name. */
export function PlainMark() {
  return h("svg", { class: "ico l", "aria-hidden": "true", viewBox: "0 0 48 48" },
    h("path", { "stroke-width": 5, d: `${US}${VISITOR}` }));
}

/** The mark: two uprights whose arms grip past each other. */
export function Mark() {
  return h(
    "svg",
    { viewBox: "0 0 48 48", role: "img", "aria-label": "Handslag" },
    h("rect", { width: 48, height: 48, rx: 11, fill: "#0A6152" }),
    h("g", { fill: "none", "stroke-width": 4.6, "stroke-linecap": "round", "stroke-linejoin": "round" }, [
      h("path", { stroke: "#FFFFFF", d: US }),
      h("path", { stroke: "#8FE3CD", d: VISITOR }),
    ]),
  );
}
