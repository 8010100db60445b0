/** Sends what waits, one item after the other, oldest first, from one tab at a time. */

import { signal } from "../../vendor/signals.js";
import { NoAnswer, problemOf, send } from "../http.js";
import { isoWithZone } from "../kit/dates.js";
import { forget, me } from "../session.js";
import { judge, pause } from "./policy.js";
import * as store from "./store.js";

/** @typedef {import("./store.js").Item} Item */

/** What waits on this phone, oldest first. */
export const items = signal(/** @type {Item[]} */ ([]));

/**
 * What keeps items from going: nothing, no network, a service that does not answer, a session that
 * ended, a phone that was revoked, or a store that does not answer.
 * @type {import("@preact/signals").Signal<"" | "offline" | "silent" | "sign-in" | "revoked" | "stuck">}
 */
export const obstacle = signal(/** @type {any} */ (""));

/** The capture that is on its way at this moment. */
export const underway = signal(/** @type {string | null} */ (null));

/** When sending is tried again by itself, milliseconds since 1970; 0 where nothing waits. */
export const nextTry = signal(0);

/** Counts acknowledgements, so that lists of what was sent know when to ask again. */
export const acknowledged = signal(0);

let silences = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

export async function refresh() {
  items.value = await store.list();
}

/** Send everything that is due, now. Another tab that is at it already is left to it. */
export async function drain() {
  clearTimeout(timer);
  try {
    await navigator.locks.request("handslag-outbox", { ifAvailable: true }, async (lock) => {
      if (lock) await sendDue();
    });
    await refresh();
  } catch (error) {
    if (!(error instanceof store.StoreStuck)) throw error;
    obstacle.value = "stuck";
  }
  planNext();
}

/** Try everything that waits at once, whatever its pause. */
export async function sendNow() {
  for (const item of items.value) {
    if (item.state === "waiting") await store.update(item.id, { dueAt: 0 });
  }
  silences = 0;
  await drain();
}

async function sendDue() {
  for (const item of await store.list()) {
    if (!isMine(item) || item.state !== "waiting" || item.dueAt > Date.now()) continue;
    if (item.kind === "details" && (await captureWaits(item))) continue;
    const goOn = await sendOne(item);
    if (!goOn) return;
  }
}

/**
 * A session speaks for one person: somebody else's cards would be registered as theirs.
 * @param {Item} item
 */
export function isMine(item) {
  return item.userId === me.value?.user.id;
}

/** @param {Item} item */
async function captureWaits(item) {
  return (await store.list()).some((other) => other.kind === "capture" && other.captureId === item.captureId);
}

/**
 * @param {Item} item
 * @returns {Promise<boolean>} whether the next one may be tried
 */
async function sendOne(item) {
  const content = await store.content(item.id);
  if (!content) {
    await store.remove(item.id);
    return true;
  }
  underway.value = item.captureId;
  const answer = await put(item, content);
  underway.value = null;
  return settle(item, answer);
}

/**
 * @param {Item} item
 * @param {ArrayBuffer} content
 * @returns {Promise<{ status: number, type: string, detail: string }>} status 0: no answer
 */
async function put(item, content) {
  try {
    const answer = await send("PUT", item.path, {
      body: content,
      headers: { "Content-Type": item.type, "Handslag-Sent-At": isoWithZone() },
    });
    const problem = answer.ok ? {} : await problemOf(answer);
    return { status: answer.status, type: problem.type ?? "", detail: problem.detail ?? "" };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { status: 0, type: "", detail: "" };
  }
}

/**
 * @param {Item} item
 * @param {{ status: number, type: string, detail: string }} answer
 * @returns {Promise<boolean>} whether the next one may be tried
 */
async function settle(item, answer) {
  const verdict = judge(answer.status, answer.type);
  if (verdict === "done") {
    await store.remove(item.id);
    silences = 0;
    obstacle.value = "";
    acknowledged.value += 1;
    await refresh();
    return true;
  }
  if (verdict === "sign-in" || verdict === "revoked") {
    obstacle.value = verdict;
    if (verdict === "sign-in") forget();
    return false;
  }
  if (verdict === "erased") await store.empty(item.id, { state: "erased", problem: answer, size: 0 });
  if (verdict === "refused") await store.update(item.id, { state: "refused", problem: answer });
  if (verdict === "later") await postpone(item, answer);
  return answer.status !== 0;
}

/**
 * @param {Item} item
 * @param {{ status: number, type: string, detail: string }} answer
 */
async function postpone(item, answer) {
  if (answer.status !== 0) {
    const tries = item.tries + 1;
    await store.update(item.id, { tries, dueAt: Date.now() + pause(tries), problem: answer });
    return;
  }
  silences += 1;
  obstacle.value = navigator.onLine ? "silent" : "offline";
}

function planNext() {
  const due = items.value.filter((item) => isMine(item) && item.state === "waiting");
  if (due.length === 0 || obstacle.value === "sign-in" || obstacle.value === "revoked") {
    nextTry.value = 0;
    return;
  }
  const soonest = Math.min(...due.map((item) => item.dueAt));
  const wait = silences > 0 ? pause(silences) : Math.max(0, soonest - Date.now()) + 50;
  nextTry.value = Date.now() + wait;
  timer = setTimeout(() => void drain(), wait);
}
