/**
 * One capture under way: the sides taken so far, until it is stored on the phone; and the one stored
 * last, which can still be taken back.
 */

import { effect, signal } from "../vendor/signals.js";
import { hold, keepCapture, release, replaceCapture, undo, UNDO_MS } from "./outbox/items.js";
import { items, underway } from "./outbox/sending.js";
import { prepare, thumbnail } from "./photos.js";
import { me } from "./session.js";
import { contextOf, shift } from "./shift.js";

/** @typedef {import("./outbox/items.js").Part} Part */
/** @typedef {import("./outbox/items.js").Told} Told */
/** @typedef {import("./kit/cropping.js").Region} Region */

// Pictures of the camera are large.
const MOST_UNCROPPED = 20;
// So long somebody may look at a card, or stand on its "undo".
const LONG_MS = 600_000;

/** What the next card is taken with: the phone's own camera, or the live picture in the app. */
export const live = signal(localStorage.getItem("handslag.live") === "on");

/** Whether the next card has a back side to photograph. */
export const withBack = signal(false);

/** The front that waits for its back. */
export const front = signal(/** @type {Blob | null} */ (null));

/** Small pictures of this session's captures, by capture id: gone at the next start. */
export const thumbnails = signal(/** @type {Record<string, string>} */ ({}));

/** The capture stored last. */
export const latest = signal(/** @type {string | null} */ (null));

/** Until when the latest can be taken back, milliseconds since 1970; 0 when it cannot. */
export const undoUntil = signal(0);

/** What is wrong with the latest picture, if it had better be taken again. */
export const fault = signal(/** @type {"" | "dark" | "blurred"} */ (""));

/** @typedef {{ told: Told, sides: Blob[], regions: Region[] }} Uncropped sides as the camera gave them, what was kept of each */

/** This session's pictures that are on the phone alone, by capture id: what is sealed cannot be opened here. */
export const uncropped = signal(/** @type {Record<string, Uncropped>} */ ({}));

// Who signs out leaves no picture behind.
effect(() => {
  if (me.value !== null) return;
  for (const address of Object.values(thumbnails.peek())) URL.revokeObjectURL(address);
  thumbnails.value = {};
  front.value = null;
  latest.value = null;
  uncropped.value = {};
});

// What may have left the phone is not cropped any more.
effect(() => {
  const here = items.value.filter((item) => item.kind === "capture" && item.state === "waiting" && !item.fixed);
  const kept = Object.entries(uncropped.peek()).filter(([id]) => here.some((item) => item.captureId === id));
  uncropped.value = Object.fromEntries(kept.slice(-MOST_UNCROPPED));
});

/**
 * @param {string} id
 * @returns {boolean} whether another part of its picture can be kept still
 */
export function canCrop(id) {
  return id in uncropped.value && underway.value !== id;
}

/** @param {boolean} on */
export function setLive(on) {
  live.value = on;
  localStorage.setItem("handslag.live", on ? "on" : "off");
}

/**
 * Take in a picture: the front, or the back that was waited for.
 * @param {Blob} picture
 * @returns {Promise<string | null>} the capture's id once it is stored, null while the back is missing
 */
export async function take(picture) {
  if (withBack.value && front.value === null) {
    front.value = picture;
    return null;
  }
  const sides = front.value ? [front.value, picture] : [picture];
  const prepared = await Promise.all(sides.map((side) => prepare(side)));
  const told = toldOf("card");
  const id = await store(prepared.map(partOf), told);
  front.value = null;
  const regions = prepared.flatMap(({ region }) => region ?? []);
  if (regions.length === sides.length) uncropped.value = { ...uncropped.value, [id]: { told, sides, regions } };
  fault.value = prepared[0]?.fault ?? "";
  await show(id, prepared[0]?.blob);
  return id;
}

/**
 * @param {{ blob: Blob }} prepared
 * @param {number} side
 * @returns {Part}
 */
function partOf({ blob }, side) {
  const name = side === 0 ? "front" : "back";
  return { name, blob, fileName: name };
}

/**
 * Keep other parts of a capture's pictures. What was stored before stands until this is.
 * @param {string} id
 * @param {Region[]} regions one a side
 * @returns {Promise<boolean>} false where it has gone to the service already
 */
export async function cropAnew(id, regions) {
  const kept = uncropped.value[id];
  if (!kept) return false;
  const prepared = await Promise.all(kept.sides.map((side, n) => prepare(side, regions[n])));
  if (!(await replaceCapture(id, kept.told, prepared.map(partOf)))) return false;
  uncropped.value = { ...uncropped.value, [id]: { ...kept, regions } };
  await show(id, prepared[0]?.blob);
  return true;
}

/**
 * Take in what is no picture of a card: a signature, what a code says, what was typed by hand.
 * @param {Blob} content
 * @param {"signature" | "code" | "other"} channel
 * @param {string | null} [note] required of the channel `other`
 * @returns {Promise<string>} the capture's id
 */
export async function takeDocument(content, channel, note = null) {
  const id = await store([{ name: "document", blob: content, fileName: "document" }], toldOf(channel, note));
  void import("./suppressed.js").then(({ lookThrough }) => lookThrough(id, content));
  return id;
}

/**
 * @param {"card" | "signature" | "code" | "other"} channel
 * @param {string | null} [note]
 * @returns {Told}
 */
function toldOf(channel, note = null) {
  const now = shift.value;
  if (!now) throw new Error("no shift was chosen");
  return { channel: now.kind === "website" ? "website" : channel, context: contextOf(now, note), register: now.register };
}

/**
 * @param {Part[]} parts
 * @param {Told} told
 */
async function store(parts, told) {
  const before = latest.value;
  const id = await keepCapture(told, parts);
  latest.value = id;
  fault.value = "";
  undoUntil.value = Date.now() + UNDO_MS;
  // Refused, and complained of, where nobody has touched the page since it was opened.
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(30);
  // The next card is the end of doubts about the one before.
  if (before) void release(before);
  return id;
}

/**
 * @param {string} id
 * @param {Blob} [picture]
 */
async function show(id, picture) {
  const small = picture && (await thumbnail(picture));
  const before = thumbnails.value[id];
  if (small) thumbnails.value = { ...thumbnails.value, [id]: small };
  if (small && before) URL.revokeObjectURL(before);
}

/** Let nothing of a capture go while somebody looks at it longer. */
export function pauseUndo(id = latest.value) {
  return keepBack(id, LONG_MS);
}

/** Ten seconds more for thinking again. */
export function resumeUndo(id = latest.value) {
  return keepBack(id, UNDO_MS);
}

/** @param {string | null} id @param {number} time milliseconds */
async function keepBack(id, time) {
  const until = id ? await hold(id, time) : 0;
  if (id === latest.value) undoUntil.value = until;
}

/**
 * After a start anew, a capture that has not gone yet can still be taken back.
 * @param {string} id
 * @param {import("./outbox/store.js").Item[]} waiting
 */
export function offerUndo(id, waiting) {
  const item = waiting.find((one) => one.captureId === id && one.kind === "capture" && one.tries === 0);
  if (latest.value || !item || item.dueAt <= Date.now()) return;
  latest.value = id;
  undoUntil.value = item.dueAt;
}

/** @returns {Promise<boolean>} whether the latest capture was taken back */
export async function takeBack() {
  const id = latest.value;
  undoUntil.value = 0;
  if (!id || !(await undo(id))) return false;
  void import("./details.js").then(({ drop }) => drop(id));
  const { [id]: gone, ...rest } = thumbnails.value;
  if (gone) URL.revokeObjectURL(gone);
  thumbnails.value = rest;
  latest.value = null;
  fault.value = "";
  return true;
}
