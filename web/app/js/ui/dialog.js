/**
 * Dialogs: the question as title, the consequence as text, the verb on the button. Only for what
 * cannot be undone. The browser's own modal keeps the focus inside and gives it back.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useRef } from "../../vendor/hooks.js";

/**
 * @param {{ title: string, wide?: boolean, onClose: () => void, children?: ComponentChildren }} props
 */
export function Dialog({ title, wide, onClose, children }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return h(
    "dialog",
    {
      ref: box,
      class: wide ? "dialog wide2" : "dialog",
      "aria-labelledby": "dialog-title",
      onCancel: (/** @type {Event} */ event) => {
        event.preventDefault();
        onClose();
      },
    },
    h("h2", { class: "title", id: "dialog-title" }, title),
    children,
  );
}
