/** Makes an outbox item of what the seller captured. */

import { newId } from "../kit/ids.js";
import { isoWithZone } from "../kit/dates.js";
import { me } from "../session.js";
import { outboxKey } from "./device.js";
import { seal, SEALED } from "./seal.js";
import { changed, drain } from "./sending.js";
import * as store from "./store.js";

// So long a capture can be taken back, if nothing else is photographed meanwhile.
export const UNDO_MS = 10_000;

/**
 * @typedef {object} Part
 * @property {"front" | "back" | "document"} name
 * @property {Blob} blob
 * @property {string} fileName
 */

/** @typedef {{ channel: string, context: { occasion_id: string | null }, register: string }} Told what a capture says beside its parts */

/**
 * Store a capture on the phone and start sending. Returns once it is safe on the phone.
 * @param {Told} told
 * @param {Part[]} parts
 * @returns {Promise<string>} the capture's id
 * @throws {store.StoreFull}
 * @throws {store.StoreStuck}
 */
export async function keepCapture(told, parts) {
  const captureId = newId();
  const takenAt = isoWithZone();
  const { type, body } = await packed(takenAt, told, parts);
  const what = {
    captureId, kind: /** @type {const} */ ("capture"), path: `/captures/${captureId}`, takenAt, occasionId: told.context.occasion_id,
  };
  await keep(what, type, body, Date.now() + UNDO_MS);
  return captureId;
}

/**
 * Store other parts in place of a capture's, both or none, while it has not been sent.
 * @param {string} captureId
 * @param {Told} told
 * @param {Part[]} parts
 * @returns {Promise<boolean>} false where it has gone, or may have
 */
export async function replaceCapture(captureId, told, parts) {
  const item = (await store.list()).find((one) => one.captureId === captureId && one.kind === "capture");
  if (!item) return false;
  const { type, body } = await packed(item.takenAt, told, parts);
  const replaced = await store.replace(item.id, await seal(await outboxKey(), `/api/v1${item.path}`, type, body));
  await changed();
  return replaced;
}

/** @param {string} takenAt @param {Told} told @param {Part[]} parts */
async function packed(takenAt, told, parts) {
  const form = new FormData();
  form.append("capture", new Blob([JSON.stringify({ taken_at: takenAt, ...told })], { type: "application/json" }));
  for (const part of parts) form.append(part.name, part.blob, part.fileName);
  const whole = new Response(form);
  return { type: whole.headers.get("content-type") ?? "", body: await whole.arrayBuffer() };
}

/**
 * Send at once what could still have been taken back.
 * @param {string} captureId
 */
export async function release(captureId) {
  for (const item of await store.list()) {
    if (item.captureId === captureId && item.tries === 0) await store.update(item.id, { dueAt: 0 });
  }
  await drain();
}

/**
 * Keep a capture on the phone while somebody thinks about taking it back, or looks at its picture.
 * @param {string} captureId
 * @param {number} time milliseconds
 * @returns {Promise<number>} until when, milliseconds since 1970; 0 where it has gone, or may have
 */
export async function hold(captureId, time) {
  const until = Date.now() + time;
  const item = (await store.list()).find((one) => one.captureId === captureId && one.kind === "capture");
  if (!item || item.fixed) return 0;
  await store.update(item.id, { dueAt: until });
  // Its bell was set for another moment.
  await drain();
  return until;
}

/**
 * Take a capture back, with all that was added to it.
 * @param {string} captureId
 * @returns {Promise<boolean>} false where it has gone to the service already
 */
export async function undo(captureId) {
  const taken = await store.takeBack(captureId);
  await changed();
  return taken;
}

/**
 * Store what the seller adds after the shot: an item of its own, sent after its capture.
 * @param {string} captureId
 * @param {{ revision: number, only: string[] }} details
 * @returns {Promise<string>} the item's id
 */
export function keepDetails(captureId, details) {
  const body = new TextEncoder().encode(JSON.stringify(details));
  const path = `/captures/${captureId}/details`;
  return keep({ captureId, kind: "details", path, takenAt: isoWithZone() }, "application/json", body.buffer, 0);
}

/**
 * Store details that say all that an earlier item says, which is of no more use then.
 * @param {string} earlier the item's id
 * @param {string} captureId
 * @param {{ revision: number, only: string[] }} details
 * @returns {Promise<string>} the new item's id
 */
export async function replaceDetails(earlier, captureId, details) {
  const id = await keepDetails(captureId, details);
  await store.remove(earlier);
  await changed();
  return id;
}

/**
 * @param {Pick<store.Item, "captureId" | "kind" | "path" | "takenAt" | "occasionId">} what
 * @param {string} type media type of the body
 * @param {ArrayBuffer} body
 * @param {number} dueAt when it may go, milliseconds since 1970
 * @returns {Promise<string>} the item's id
 */
async function keep(what, type, body, dueAt) {
  const content = await seal(await outboxKey(), `/api/v1${what.path}`, type, body);
  /** @type {store.Item} */
  const item = {
    ...what,
    id: newId(),
    type: SEALED,
    size: content.byteLength,
    userId: me.value?.user.id ?? "",
    state: "waiting",
    tries: 0,
    dueAt,
    problem: null,
  };
  await store.add(item, content);
  await changed();
  void drain();
  return item.id;
}
