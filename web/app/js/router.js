/** Which screen is shown: the part of the address after `#`, so that the server never sees it. */

import { signal } from "../vendor/signals.js";

/** @typedef {{ path: string, parts: string[], query: URLSearchParams }} Place */

/** @returns {Place} */
function here() {
  const [path = "/", search = ""] = (location.hash.slice(1) || "/").split("?");
  return { path, parts: path.split("/").filter(Boolean), query: new URLSearchParams(search) };
}

export const place = signal(here());

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
