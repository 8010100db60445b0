import { encode } from "../../vendor/uqr.js";
import { h } from "../../vendor/preact.js";

/**
 * A QR code, black on white in either theme, so that every camera reads it.
 * @param {{ text: string, label: string, look?: string }} props
 */
export function QrCode({ text, label, look = "" }) {
  const { size, data } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return h("div", { class: `qr ${look}`.trim() },
    h("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
      h("path", { d: path, fill: "#000" })));
}
