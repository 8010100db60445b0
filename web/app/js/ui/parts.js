/**
 * Small parts of every screen: chips, tags, banners, bands, avatars, empty lists.
 * @import { ComponentChildren } from "preact"
 */

import { h } from "../../vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * A choice among several. Selected is shown by a tick as well as by colour.
 * @param {{ selected: boolean, onClick: () => void, children?: ComponentChildren }} props
 */
export function Chip({ selected, onClick, children }) {
  return h(
    "button",
    { class: "chip", type: "button", "aria-pressed": selected ? "true" : "false", onClick },
    selected && h(Icon, { name: "check", size: "s" }),
    children,
  );
}

/**
 * A fact that cannot be pressed.
 * @param {{ look?: "ok" | "warn" | "bad", icon?: string, children?: ComponentChildren }} props
 */
export function Tag({ look, icon, children }) {
  return h("span", { class: look ? `tag ${look}` : "tag" }, icon && h(Icon, { name: icon, size: "s" }), children);
}

/**
 * One at a time: a bold fact, then what to do.
 * @param {{ look?: "ok" | "warn" | "bad", icon: string, alert?: boolean, children?: ComponentChildren }} props
 */
export function Banner({ look, icon, alert, children }) {
  return h(
    "div",
    { class: look ? `banner ${look}` : "banner", role: alert ? "alert" : "status" },
    h(Icon, { name: icon }),
    h("p", { class: "grow" }, children),
  );
}

const BANDS = {
  sure: "sure", verify: "verify", missing: "missing", hand: "pencil", code: "qr",
  done: "sure", linked: "link",
};

/**
 * How sure a value is: a shape and a word, never colour alone.
 * @param {{ kind: keyof typeof BANDS, children?: ComponentChildren }} props
 */
export function Band({ kind, children }) {
  const look = kind === "hand" || kind === "code" ? "sure" : kind === "linked" ? "done" : kind;
  return h("span", { class: `band ${look}` }, h(Icon, { name: BANDS[kind], size: "s" }), children);
}

/**
 * A text whose *starred* words are strong.
 * @param {string} text
 */
export function starred(text) {
  return text.split("*").map((part, i) => (i % 2 ? h("strong", null, part) : part));
}

/**
 * @param {{ name: string, large?: boolean, building?: boolean }} props
 */
export function Avatar({ name, large, building }) {
  const letters = name.split(/\s+/).filter(Boolean);
  const initials = [letters[0], letters.length > 1 ? letters.at(-1) : ""].map((part) => part?.[0] ?? "");
  return h(
    "span",
    { class: large ? "avatar l" : "avatar", "aria-hidden": "true" },
    building ? h(Icon, { name: "building" }) : initials.join("").toUpperCase(),
  );
}

/**
 * A list with nothing in it: what it is, and when it fills.
 * @param {{ icon: string, title: string, children?: ComponentChildren }} props
 */
export function Empty({ icon, title, children }) {
  return h(
    "div",
    { class: "empty" },
    h(Icon, { name: icon }),
    h("p", { class: "strong" }, title),
    h("p", { class: "muted small" }, children),
  );
}

/**
 * @param {{ label: string, children?: ComponentChildren }} props
 */
export function Segments({ label, children }) {
  return h("div", { class: "seg", role: "group", "aria-label": label }, children);
}

/**
 * @param {{ pressed: boolean, onClick: () => void, children?: ComponentChildren }} props
 */
export function Segment({ pressed, onClick, children }) {
  return h("button", { type: "button", "aria-pressed": pressed ? "true" : "false", onClick }, children);
}

/**
 * @param {{ on: boolean, label: string, onChange: (on: boolean) => void }} props
 */
export function Switch({ on, label, onChange }) {
  return h("button", {
    class: "switch",
    type: "button",
    role: "switch",
    "aria-checked": on ? "true" : "false",
    "aria-label": label,
    onClick: () => onChange(!on),
  });
}
