/** When sending is tried: at the start, when the network or the page comes back, when a timer rings. */

import { drain, items, refresh } from "./sending.js";

/** Start watching; called once. */
export async function watch() {
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake();
  });
  navigator.serviceWorker?.addEventListener("message", (event) => {
    // Asking for another bell here would ring it at once, again and again.
    if (event.data === "wake") void drain();
  });
  await refresh();
  wake();
}

function wake() {
  void drain();
  void askForBackgroundSync();
}

/** An extra bell where the browser has one (Chromium); the page itself does the sending. */
async function askForBackgroundSync() {
  if (items.value.length === 0 || !("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration || !("sync" in registration)) return;
  const sync = /** @type {{ register(tag: string): Promise<void> }} */ (registration.sync);
  // Refused in private windows: then the other bells do.
  await sync.register("outbox").catch(() => undefined);
}
