/** Makes an outbox item of what the seller captured. */

import { newId } from "../kit/ids.js";
import { isoWithZone } from "../kit/dates.js";
import { me } from "../session.js";
import { drain, refresh } from "./sending.js";
import * as store from "./store.js";

/**
 * @typedef {object} Part
 * @property {"front" | "back" | "document"} name
 * @property {Blob} blob
 * @property {string} fileName
 */

/**
 * Store a capture on the phone and start sending. Returns once it is safe on the phone.
 * @param {{ channel: string, context: object, register: string }} told
 * @param {Part[]} parts
 * @returns {Promise<string>} the capture's id
 * @throws {store.StoreFull}
 * @throws {store.StoreStuck}
 */
export async function keepCapture(told, parts) {
  const captureId = newId();
  const takenAt = isoWithZone();
  const form = new FormData();
  form.append("capture", new Blob([JSON.stringify({ taken_at: takenAt, ...told })], { type: "application/json" }));
  for (const part of parts) form.append(part.name, part.blob, part.fileName);
  const packed = new Response(form);
  const type = packed.headers.get("content-type") ?? "";
  await keep({ captureId, kind: "capture", path: `/captures/${captureId}`, type, takenAt }, await packed.arrayBuffer());
  return captureId;
}

/**
 * Store what the seller adds after the shot: an item of its own, sent after its capture.
 * @param {string} captureId
 * @param {{ revision: number, answers: object, note: string | null, next_step: object | null }} details
 */
export async function keepDetails(captureId, details) {
  const body = new TextEncoder().encode(JSON.stringify(details));
  const path = `/captures/${captureId}/details`;
  const type = "application/json";
  await keep({ captureId, kind: "details", path, type, takenAt: isoWithZone() }, body.buffer);
}

/**
 * @param {Pick<store.Item, "captureId" | "kind" | "path" | "type" | "takenAt">} what
 * @param {ArrayBuffer} content
 */
async function keep(what, content) {
  /** @type {store.Item} */
  const item = {
    ...what,
    id: newId(),
    size: content.byteLength,
    userId: me.value?.user.id ?? "",
    state: "waiting",
    tries: 0,
    dueAt: 0,
    problem: null,
  };
  await store.add(item, content);
  await refresh();
  void drain();
}
