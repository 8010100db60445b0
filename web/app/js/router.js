/** Which screen is shown: the part of the address after `#`, so that the server never sees it. */

import { useRef } from "../vendor/hooks.js";
import { signal } from "../vendor/signals.js";

/** @typedef {{ path: string, parts: string[], query: URLSearchParams }} Place */

/** @returns {Place} */
function here() {
  const [path = "/", search = ""] = (location.hash.slice(1) || "/").split("?");
  return { path, parts: path.split("/").filter(Boolean), query: new URLSearchParams(search) };
}

export const place = signal(here());

/**
 * What follows the screen's own name in the address, such as an id. While the screen that the
 * address names next is on its way, it stays what it was: the id there is another thing's.
 * @param {string} screen
 * @returns {string} empty where nothing follows
 */
export function usePart(screen) {
  const last = useRef("");
  if (place.value.parts[0] === screen) last.current = place.value.parts[1] ?? "";
  return last.current;
}

addEventListener("hashchange", () => {
  place.value = here();
  scrollTo(0, 0);
});

/**
 * @param {string} path such as `/contacts/1`
 * @param {{ replace?: boolean }} [how] `replace`: "back" does not return to where one is now
 */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", `#${path}`);
  else history.pushState(null, "", `#${path}`);
  place.value = here();
  scrollTo(0, 0);
}
