/** What kind of screen this is: a phone in the hand, or a desk. */

import { signal } from "../../vendor/signals.js";

const wide = matchMedia("(min-width: 60rem)");

export const isDesk = signal(wide.matches);

wide.addEventListener("change", () => {
  isDesk.value = wide.matches;
});
