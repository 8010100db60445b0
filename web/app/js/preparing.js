/** Making ready for a time without a network: the app's files, room, the stand's words, who is suppressed. */

import { signal } from "../vendor/signals.js";
import { NoAnswer } from "./http.js";
import { enlist } from "./outbox/device.js";
import { me } from "./session.js";
import { prepareStand } from "./stand.js";

const KEPT = "handslag.ready";
// A card, sealed, with its share of what else is kept.
const CARD_BYTES = 600_000;

/** When everything was last on the phone, ISO; null: never. */
export const readyAt = signal(localStorage.getItem(KEPT));

/** How many cards there is room for, about; null where the browser does not say. */
export const room = signal(/** @type {number | null} */ (null));

/** Whether the browser promised not to clear the app by itself; null: not asked yet. */
export const kept = signal(/** @type {boolean | null} */ (null));

/** @throws {NoAnswer} */
export async function prepare() {
  kept.value = (await navigator.storage?.persist?.()) ?? false;
  const { fetchSuppressed } = await import("./suppressed.js");
  const { fetchColleagues } = await import("./colleagues.js");
  await Promise.all([prepareStand(), keepFiles(), fetchSuppressed(), fetchColleagues(), me.value ? enlist(me.value.user.id) : undefined]);
  await measureRoom();
  readyAt.value = new Date().toISOString();
  localStorage.setItem(KEPT, readyAt.value);
}

export async function measureRoom() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  room.value = quota > 0 ? Math.floor((quota - usage) / CARD_BYTES) : null;
}

/**
 * Let the service worker fetch what it has not yet.
 * @throws {NoAnswer} some of it did not come
 */
async function keepFiles() {
  const registration = await navigator.serviceWorker?.ready;
  if (!registration?.active) return;
  const whole = await new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => done(data);
    registration.active?.postMessage("keep-rest", [channel.port2]);
  });
  if (!whole) throw new NoAnswer();
}
