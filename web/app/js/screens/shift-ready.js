/** Making ready for a hall without a network, and saying whether it is done. */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { clock, isToday, day } from "../kit/dates.js";
import { kept, measureRoom, prepare, readyAt, room } from "../preparing.js";
import { language, t } from "../texts.js";
import { Button } from "../ui/button.js";
import { Band } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

export function Ready() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  useEffect(() => void measureRoom(), []);
  const press = () => {
    setBusy(true);
    setError(null);
    prepare().catch(setError).finally(() => setBusy(false));
  };
  const at = readyAt.value;
  const when = at && (isToday(at) ? clock(at, language.value) : day(at, language.value));
  return h("section", { class: "panel" }, h("div", { class: "body stack s" },
    h("div", { class: "row" }, h("h2", { class: "strong grow sub" }, t("ready.title")), when && h(Band, { kind: "done", children: t("ready.done", { when }) })),
    h("p", { class: "small muted" }, t(when ? "ready.has" : "ready.text"), room.value !== null && ` ${t("ready.room", { n: rounded(room.value) })}`),
    kept.value === false && h("p", { class: "small muted" }, t("ready.not-kept")),
    h(ProblemBanner, { error }),
    h(Button, { busy, icon: "download", look: when ? "quiet wide" : "wide", onClick: press, children: t(when ? "ready.again" : "ready.prepare") })));
}

/** Two figures: it is a guess. @param {number} n */
function rounded(n) {
  const step = 10 ** Math.max(0, String(n).length - 2);
  return (Math.floor(n / step) * step).toLocaleString(language.value === "sv" ? "sv-SE" : "en-GB");
}
