/** What another app handed to this one: taken in at once, then shown where it belongs. */

import { useEffect, useState } from "../../vendor/hooks.js";
import { h } from "../../vendor/preact.js";
import { go } from "../router.js";
import { takeShared } from "../sharing.js";
import { shift } from "../shift.js";
import { PhoneFrame } from "../ui/frame.js";
import { ProblemBanner } from "../ui/problem.js";

export function Shared() {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  useEffect(() => {
    if (shift.value) takeShared().then((path) => go(path, { replace: true }), setError);
    // Without a shift a card would have no setting; what was shared waits until there is one.
    else go("/shift", { replace: true });
  }, []);
  return h(PhoneFrame, null, h("main", null, h(ProblemBanner, { error })));
}
