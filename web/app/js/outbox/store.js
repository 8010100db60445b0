/**
 * The outbox on the phone: IndexedDB, touched by pages only, never by the service worker (WebKit
 * lets a suspended worker's transaction block everybody else's for half an hour). An item's facts
 * and its content lie apart, so that the list can be read without the pictures.
 */

import { openDB } from "../../vendor/idb.js";
import { signal } from "../../vendor/signals.js";

/**
 * @typedef {object} Item
 * @property {string} id the item's own id, UUIDv7: items sort by age
 * @property {string} captureId
 * @property {"capture" | "details"} kind
 * @property {string} path where it is PUT, under /api/v1
 * @property {string} type media type of the content
 * @property {number} size bytes
 * @property {string} takenAt the phone's clock
 * @property {string} userId who captured it
 * @property {string | null} [occasionId] the capture's, which asks the questions
 * @property {"waiting" | "refused" | "erased"} state
 * @property {number} tries
 * @property {number} dueAt milliseconds since 1970
 * @property {boolean} [fixed] it may have reached the service: what it holds stays as it is
 * @property {{ status: number, type: string, detail: string } | null} problem
 */

const NAME = "handslag-outbox";
const MADE = "handslag.outbox-made";
const PATIENCE_MS = 10_000;

/** IndexedDB did not answer, twice. The page has to be loaded again; nothing is lost. */
export class StoreStuck extends Error {}

/** The phone has no room, or refuses to keep anything. */
export class StoreFull extends Error {}

/** Whether the store had to be made although this device had one: the browser has cleared it. */
export const wiped = signal(false);

/** @type {Promise<import("idb").IDBPDatabase> | null} */
let opened = null;

function open() {
  opened ??= openDB(NAME, 1, {
    upgrade(database) {
      database.createObjectStore("items", { keyPath: "id" });
      database.createObjectStore("contents");
      wiped.value = localStorage.getItem(MADE) !== null;
      localStorage.setItem(MADE, "yes");
    },
    // Another tab wants a newer shape: let go at once, the next call opens again.
    blocking: (_current, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

/**
 * @template T
 * @param {(database: import("idb").IDBPDatabase) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {StoreStuck}
 * @throws {StoreFull}
 */
async function bounded(work) {
  for (const last of [false, true]) {
    try {
      return await Promise.race([open().then(work), tooLong()]);
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (name === "QuotaExceededError") throw new StoreFull(name);
      opened = null;
      if (last) throw new StoreStuck(String(error));
    }
  }
  throw new StoreStuck();
}

/** @returns {Promise<never>} */
function tooLong() {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new StoreStuck("no answer")), PATIENCE_MS);
  });
}

/**
 * Keep an item and its content, both or none; returns once they are on disk.
 * @param {Item} item
 * @param {ArrayBuffer} content
 */
export function add(item, content) {
  return bounded(async (database) => {
    const work = database.transaction(["items", "contents"], "readwrite", { durability: "strict" });
    void work.objectStore("items").put(item);
    void work.objectStore("contents").put(content, item.id);
    await work.done;
  });
}

/** @returns {Promise<Item[]>} oldest first */
export function list() {
  return bounded((database) => database.getAll("items"));
}

/**
 * @param {string} id
 * @returns {Promise<Item | undefined>}
 */
export function find(id) {
  return bounded((database) => database.get("items", id));
}

/**
 * @param {string} id
 * @returns {Promise<ArrayBuffer | undefined>} sealed
 */
export function content(id) {
  return bounded((database) => database.get("contents", id));
}

/**
 * Change an item's facts; one that is gone meanwhile stays gone.
 * @param {string} id
 * @param {Partial<Item>} facts
 */
export function update(id, facts) {
  return bounded(async (database) => {
    const work = database.transaction("items", "readwrite");
    const item = await work.store.get(id);
    if (item) await work.store.put({ ...item, ...facts });
    await work.done;
  });
}

/**
 * Put other content in place of a capture's that has not left the phone; returns once it is on disk.
 * @param {string} id
 * @param {ArrayBuffer} content
 * @returns {Promise<boolean>} whether it was replaced
 */
export function replace(id, content) {
  return bounded(async (database) => {
    const work = database.transaction(["items", "contents"], "readwrite", { durability: "strict" });
    /** @type {Item | undefined} */
    const item = await work.objectStore("items").get(id);
    const waits = item !== undefined && item.state === "waiting" && !item.fixed;
    if (waits) {
      void work.objectStore("items").put({ ...item, size: content.byteLength });
      void work.objectStore("contents").put(content, id);
    }
    await work.done;
    return waits;
  });
}

/** @param {string} id */
export function remove(id) {
  return bounded(async (database) => {
    const work = database.transaction(["items", "contents"], "readwrite", { durability: "strict" });
    void work.objectStore("items").delete(id);
    void work.objectStore("contents").delete(id);
    await work.done;
  });
}

/**
 * Remove a capture and what was added to it, unless its time to be sent has come.
 * @param {string} captureId
 * @returns {Promise<boolean>} whether it was removed
 */
export function takeBack(captureId) {
  return bounded(async (database) => {
    const work = database.transaction(["items", "contents"], "readwrite", { durability: "strict" });
    /** @type {Item[]} */
    const all = (await work.objectStore("items").getAll()).filter((item) => item.captureId === captureId);
    const waits = all.some((item) => item.kind === "capture" && item.dueAt > Date.now());
    for (const { id } of waits ? all : []) {
      void work.objectStore("items").delete(id);
      void work.objectStore("contents").delete(id);
    }
    await work.done;
    return waits;
  });
}

/**
 * Take away what an item holds and keep only what is said about it.
 * @param {string} id
 * @param {Partial<Item>} facts
 */
export async function empty(id, facts) {
  await bounded((database) => database.delete("contents", id));
  await update(id, facts);
}
