/** The way to the register's search from any screen of the desk: pressed, or by `/`. */

import { h } from "../../vendor/preact.js";
import { useEffect } from "../../vendor/hooks.js";
import { go } from "../router.js";
import { t } from "../texts.js";
import { Icon } from "./icon.js";

const TYPED_IN = "input, textarea, select, dialog[open] *";

export function FindLink() {
  useEffect(() => {
    // Which keys act is the review's to say; a phone does not carry it along.
    /** @type {typeof import("../review/keys.js") | undefined} */
    let keys;
    void import("../review/keys.js").then((loaded) => (keys = loaded));
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const typing = event.target instanceof Element && event.target.matches(TYPED_IN);
      if (keys?.commandOf(event, { typing, letters: keys.lettersOn() }) !== "search") return;
      event.preventDefault();
      go("/contacts?find");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return h("a", { class: "find link end", href: "#/contacts?find", "aria-keyshortcuts": "/" },
    h(Icon, { name: "search", size: "s" }), h("span", { class: "grow" }, t("search.register")), h("kbd", { "aria-hidden": "true" }, "/"));
}
