/**
 * Doing something at the desk: the button that waits, the refusal in words, the question before.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { t } from "../texts.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Form } from "./field.js";
import { ProblemBanner } from "./problem.js";

/**
 * @param {() => void} [after] once what was asked is done
 * @returns {{ error: unknown, busy: boolean, act: (doing: Promise<unknown>, then?: (told: any) => void) => void }}
 */
export function useAct(after) {
  const [state, setState] = useState(/** @type {{ error: unknown, busy: boolean }} */ ({ error: null, busy: false }));
  return {
    ...state,
    act: (doing, then) => {
      setState({ error: null, busy: true });
      doing.then(
        (told) => {
          setState({ error: null, busy: false });
          then?.(told);
          after?.();
        },
        (error) => setState({ error, busy: false }));
    },
  };
}

/**
 * A question in a dialog: fields, what happens, and the verb on the button.
 * @param {{ title: string, verb: string, danger?: boolean, wide?: boolean, disabled?: boolean, ask: () => Promise<unknown>,
 *   onClose: () => void, onDone: (told: any) => void, children?: ComponentChildren }} props
 */
export function Asking({ title, verb, danger, wide = false, disabled = false, ask, onClose, onDone, children }) {
  const { error, busy, act } = useAct();
  return h(Dialog, { title, wide, onClose, children: h(Form, { onSubmit: () => act(ask(), onDone), children: [
    children,
    h(ProblemBanner, { error }),
    h("div", { class: "row" },
      h(Button, { look: "quiet", onClick: onClose, children: t("cancel") }), h("span", { class: "grow" }),
      h(Button, { submit: true, look: danger ? "danger primary" : "primary", disabled, busy, children: verb })),
  ] }) });
}
