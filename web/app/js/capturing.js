/**
 * One capture under way: the sides taken so far, until it is stored on the phone.
 */

import { effect, signal } from "../vendor/signals.js";
import { keepCapture } from "./outbox/items.js";
import { prepare, thumbnail } from "./photos.js";
import { me } from "./session.js";
import { contextOf, shift } from "./shift.js";

/** Whether the next card has a back side to photograph. */
export const withBack = signal(false);

/** The front that waits for its back. */
export const front = signal(/** @type {Blob | null} */ (null));

/** Small pictures of this session's captures, by capture id: gone at the next start. */
export const thumbnails = signal(/** @type {Record<string, string>} */ ({}));

/** The capture stored last. */
export const latest = signal(/** @type {string | null} */ (null));

// Who signs out leaves no picture behind.
effect(() => {
  if (me.value !== null) return;
  for (const address of Object.values(thumbnails.peek())) URL.revokeObjectURL(address);
  thumbnails.value = {};
  front.value = null;
  latest.value = null;
});

/**
 * Take in a picture: the front, or the back that was waited for.
 * @param {File} picture
 * @returns {Promise<string | null>} the capture's id once it is stored, null while the back is missing
 */
export async function take(picture) {
  if (withBack.value && front.value === null) {
    front.value = picture;
    return null;
  }
  const sides = front.value ? [front.value, picture] : [picture];
  const id = await store(sides);
  front.value = null;
  return id;
}

/** @param {Blob[]} sides */
async function store(sides) {
  const now = shift.value;
  if (!now) throw new Error("no shift was chosen");
  const pictures = await Promise.all(sides.map(prepare));
  const parts = pictures.map((blob, side) => ({
    name: side === 0 ? /** @type {const} */ ("front") : /** @type {const} */ ("back"),
    blob,
    fileName: side === 0 ? "front" : "back",
  }));
  const channel = now.kind === "website" ? "website" : "card";
  const id = await keepCapture({ channel, context: contextOf(now), register: now.register }, parts);
  latest.value = id;
  navigator.vibrate?.(30);
  const small = pictures[0] && (await thumbnail(pictures[0]));
  if (small) thumbnails.value = { ...thumbnails.value, [id]: small };
  return id;
}
