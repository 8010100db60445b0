/**
 * Keeps the app on the device new, and never in the middle of a capture or of what somebody types: a new
 * version takes over at the next start, or when the person is on a screen where nothing is under way.
 */

import { place } from "./router.js";
import { effect } from "../vendor/signals.js";

const BUSY = ["capture", "after", "crop", "setup", "signature", "form", "pair", "notice", "receipt"];
const LOOK_AGAIN_MS = 3_600_000;

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
    registration.installing?.addEventListener("statechange", () => hasTyped() || letIn(registration));
  });
  effect(() => {
    if (!BUSY.includes(place.value.parts[0] ?? "")) letIn(registration);
  });
  const look = () => void registration.update().catch(() => undefined);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  addEventListener("online", look);
  setInterval(look, LOOK_AGAIN_MS);
}

/** Whether a field on the screen says other than it did at first. Who goes elsewhere has left it. */
function hasTyped() {
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("main :is(input, textarea)"));
  return Array.from(fields).some((field) => field.value !== field.defaultValue);
}

/** @param {ServiceWorkerRegistration} registration */
function letIn(registration) {
  if (!BUSY.includes(place.peek().parts[0] ?? "")) registration.waiting?.postMessage("take-over");
}
