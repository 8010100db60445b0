/**
 * What other apps hand to this one (Android): the service worker keeps it for the page, which takes it
 * from there. A picture is a card; a text, mail or vCard is a signature.
 */

import { signal } from "../vendor/signals.js";
import { takeDocument, take } from "./capturing.js";

const KEPT = "shared";

/** A shared text that waits on the signature screen. */
export const shared = signal(/** @type {string | null} */ (null));

/**
 * Take in what was shared.
 * @returns {Promise<string>} the screen that shows it
 */
export async function takeShared() {
  const cache = await caches.open(KEPT);
  let last = "/capture";
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    const content = answer ? await answer.blob() : new Blob();
    if (content.type === "text/plain" && request.url.endsWith("text")) {
      shared.value = await content.text();
      last = "/signature";
    } else {
      const id = content.type.startsWith("image/") ? await take(content) : await takeDocument(content, "signature");
      last = id ? `/after/${id}` : last;
    }
    await cache.delete(request);
  }
  await caches.delete(KEPT);
  return last;
}
