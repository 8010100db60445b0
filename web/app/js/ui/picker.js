/**
 * A button that opens the phone's own camera, or its pictures. The native camera is the default:
 * full resolution, flash, no question about permission.
 * @import { ComponentChildren, TargetedEvent } from "preact"
 */

import { h } from "../../vendor/preact.js";

/**
 * @param {{ id: string, look: string, camera?: boolean, accept?: string, multiple?: boolean, label?: string,
 *   onPick: (files: File[]) => void, children?: ComponentChildren }} props
 */
export function Picker({ id, look, camera, accept = "image/*", multiple, label, onPick, children }) {
  return h(
    "label",
    { class: `${look} picker`, for: id },
    h("input", {
      id,
      class: "vh",
      type: "file",
      accept,
      multiple,
      capture: camera ? "environment" : undefined,
      "aria-label": label,
      onChange: (/** @type {TargetedEvent<HTMLInputElement>} */ event) => {
        const files = Array.from(event.currentTarget.files ?? []);
        event.currentTarget.value = "";
        if (files.length > 0) onPick(files);
      },
    }),
    children,
  );
}
