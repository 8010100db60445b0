/**
 * Keeps the app on the device new, and never in the middle of a capture or of what somebody types: a new
 * version takes over at the next start, or when the person is on a screen where nothing is under way.
 */

import { place } from "./router.js";
import { effect } from "../vendor/signals.js";

const BUSY = ["capture", "after", "crop", "setup", "signature", "form", "pair", "notice", "receipt"];
const LOOK_AGAIN_MS = 3_600_000;
// A screen's own requests are over by then: while a worker is at work, a newer one cannot take over.
const QUIET_MS = 1500;

/** Whether somebody has pressed or typed anything on this screen. */
let touched = false;

/**
 * The one script address the page may start. Registering is a Trusted Types sink: the policy lets
 * nothing else through.
 * @type {{ createScriptURL(text: string): any }}
 */
const addresses = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("sw", {
  createScriptURL(/** @type {string} */ text) {
    if (text !== "/sw.js") throw new TypeError(text);
    return text;
  },
}) ?? { createScriptURL: (/** @type {string} */ text) => text };

/** Register the service worker and let a waiting version in when that disturbs nobody. */
export async function keepUpToDate() {
  if (!("serviceWorker" in navigator)) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  let leaving = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne && !leaving) {
      leaving = true;
      location.reload();
    }
  });
  const registration = await navigator.serviceWorker.register(addresses.createScriptURL("/sw.js"), {
    updateViaCache: "none",
  });
  // The first app on a phone has its shell alone.
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage("keep-rest"));
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => letIn(registration));
  });
  for (const act of ["click", "input"]) addEventListener(act, () => (touched = true), { capture: true });
  effect(() => {
    void place.value;
    touched = false;
    letIn(registration);
  });
  const look = () => void registration.update().catch(() => undefined);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  addEventListener("online", look);
  setInterval(look, LOOK_AGAIN_MS);
}

/**
 * Let a waiting version in soon, unless somebody is about something by then.
 * @param {ServiceWorkerRegistration} registration
 */
function letIn(registration) {
  setTimeout(() => {
    const busy = touched || BUSY.includes(place.peek().parts[0] ?? "");
    if (!busy) registration.waiting?.postMessage("take-over");
  }, QUIET_MS);
}
