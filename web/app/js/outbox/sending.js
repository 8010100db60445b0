/** Sends what waits, one item after the other, oldest first, from one tab at a time. */

import { signal } from "../../vendor/signals.js";
import { NoAnswer, OtherPage, problemOf, Refusal, send } from "../http.js";
import { isoWithZone } from "../kit/dates.js";
import { forget, me } from "../session.js";
import { compare } from "./cleared.js";
import { dropToken, enlist, tokenOf, tokenUsers } from "./device.js";
import { judge, pause } from "./policy.js";
import * as store from "./store.js";

/** @typedef {import("./store.js").Item} Item */

/** What waits on this phone, oldest first. */
export const items = signal(/** @type {Item[]} */ ([]));

/**
 * What keeps items from going: nothing, no network, a network that wants a sign-in of its own, a
 * service that does not answer, a session that ended, a phone that was revoked, or a store that does
 * not answer.
 * @type {import("@preact/signals").Signal<"" | "offline" | "portal" | "silent" | "sign-in" | "revoked" | "stuck">}
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

// What one tab keeps or sends, the others show.
const tabs = new BroadcastChannel("handslag-outbox");
tabs.addEventListener("message", () => void refresh().then(planNext));

export async function refresh() {
  items.value = await store.list();
  compare(items.value);
}

/** The store was changed here: show it, in every tab. */
export async function changed() {
  await refresh();
  tabs.postMessage("changed");
}

/** Send everything that is due, now. Another tab that is at it already is left to it. */
export async function drain() {
  clearTimeout(timer);
  try {
    await navigator.locks.request("handslag-outbox", { ifAvailable: true }, async (lock) => {
      if (lock) await sendDue();
    });
    await refresh();
    dropIdleTokens();
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
  for (const { id } of await store.list()) {
    const item = await store.find(id);
    if (!item || item.state !== "waiting" || item.dueAt > Date.now() || !canSend(item)) continue;
    if (await olderWaits(item)) continue;
    const goOn = await sendOne(item);
    if (!goOn) return;
  }
}

/**
 * @param {Item} item
 * @returns {boolean} whether it was captured by who is signed in
 */
export function isMine(item) {
  return item.userId === me.value?.user.id;
}

/**
 * A card is sent in the name of who captured it: by the token they left on this device, or in their
 * own session.
 * @param {Item} item
 */
export function canSend(item) {
  return isMine(item) || tokenOf(item.userId) !== undefined;
}

/**
 * What is added to a card goes after the card, and after what was added before: the service passes over
 * an older revision that comes late.
 * @param {Item} item
 */
async function olderWaits(item) {
  // A clock that was put back makes later ids smaller: a card comes first whatever its id.
  return (await store.list()).some((other) =>
    other.captureId === item.captureId && other.id !== item.id && other.state !== "erased"
    && item.kind === "details" && (other.kind === "capture" || other.id < item.id));
}

/**
 * @param {Item} item
 * @returns {Promise<boolean>} whether the next one may be tried
 */
async function sendOne(item) {
  // Where there is no network at all, nothing of it can arrive.
  if (navigator.onLine && !item.fixed) await store.update(item.id, { fixed: true });
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

/** @typedef {{ status: number, type: string, detail: string }} Answer status 0: no answer */

/**
 * @param {Item} item
 * @param {ArrayBuffer} content
 * @returns {Promise<Answer>}
 */
async function put(item, content) {
  try {
    const answer = await send("PUT", item.path, { body: content, size: item.size, headers: headersOf(item) });
    const problem = answer.ok ? {} : await problemOf(answer);
    return { status: answer.status, type: problem.type ?? "", detail: problem.detail ?? "" };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { status: 0, type: error instanceof OtherPage ? "portal" : "", detail: "" };
  }
}

/** @param {Item} item */
function headersOf(item) {
  const token = tokenOf(item.userId);
  // A clock that was put back says that the card was taken after now: then it tells nothing.
  const right = Date.parse(item.takenAt) <= Date.now();
  return {
    "Content-Type": item.type,
    ...(right ? { "Handslag-Sent-At": isoWithZone() } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}

/**
 * @param {Item} item
 * @param {Answer} answer
 * @returns {Promise<boolean>} whether the next one may be tried
 */
async function settle(item, answer) {
  const verdict = judge(answer.status, answer.type);
  if (verdict === "done") {
    await store.remove(item.id);
    silences = 0;
    obstacle.value = "";
    acknowledged.value += 1;
    await changed();
    return true;
  }
  if (verdict === "sign-in" || verdict === "revoked") return unknownHere(item, verdict);
  if (verdict === "erased") await store.empty(item.id, { state: "erased", problem: answer, size: 0 });
  if (verdict === "refused") await store.update(item.id, { state: "refused", problem: answer });
  if (verdict === "later") await postpone(item, answer);
  return answer.status !== 0;
}

/**
 * The service knows this person's token no more, or the session either.
 * @param {Item} item
 * @param {"sign-in" | "revoked"} verdict
 * @returns {Promise<boolean>} whether the next one may be tried
 */
async function unknownHere(item, verdict) {
  const hadToken = tokenOf(item.userId) !== undefined;
  dropToken(item.userId);
  if (verdict === "sign-in" && hadToken && isMine(item) && (await enlisted(item.userId))) return true;
  obstacle.value = verdict;
  if (isMine(item)) forget();
  // Those of other people may go still.
  return true;
}

/**
 * Another sign-in on this device may have superseded the token: the session gives a new one.
 * @param {string} userId
 */
async function enlisted(userId) {
  try {
    await enlist(userId);
    return true;
  } catch (error) {
    if (error instanceof Refusal || error instanceof NoAnswer) return false;
    throw error;
  }
}

/**
 * @param {Item} item
 * @param {Answer} answer
 */
async function postpone(item, answer) {
  if (answer.status !== 0) {
    const tries = item.tries + 1;
    await store.update(item.id, { tries, dueAt: Date.now() + pause(tries), problem: answer });
    return;
  }
  silences += 1;
  if (answer.type === "portal") obstacle.value = "portal";
  else obstacle.value = navigator.onLine ? "silent" : "offline";
}

/** Who has signed out and left nothing behind leaves no token either. */
function dropIdleTokens() {
  for (const userId of tokenUsers()) {
    if (userId !== me.value?.user.id && !items.value.some((item) => item.userId === userId)) dropToken(userId);
  }
}

function planNext() {
  clearTimeout(timer);
  const due = items.value.filter((item) => item.state === "waiting" && canSend(item));
  if (due.length === 0) {
    nextTry.value = 0;
    return;
  }
  const soonest = Math.min(...due.map((item) => item.dueAt));
  const wait = silences > 0 ? pause(silences) : Math.max(0, soonest - Date.now()) + 50;
  nextTry.value = Date.now() + wait;
  timer = setTimeout(() => void drain(), wait);
}
