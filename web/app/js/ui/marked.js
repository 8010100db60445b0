import { h } from "../../vendor/preact.js";
import { folded } from "../kit/folding.js";

/**
 * A text with the part that was searched for underlined, whatever its accents.
 * @param {{ text: string, wanted: string }} props
 */
export function Marked({ text, wanted }) {
  const first = wanted.split(/\s+/)[0] ?? "";
  const at = first ? folded(text).indexOf(folded(first)) : -1;
  if (at < 0) return text;
  const end = at + first.length;
  return [text.slice(0, at), h("mark", null, text.slice(at, end)), text.slice(end)];
}
