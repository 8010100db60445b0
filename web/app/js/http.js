/** Calls to the service. Every answer is JSON; every refusal is a problem (RFC 9457). */

import { language } from "./texts.js";

const PATIENCE_MS = 20_000;
// What a crowded hall's network gives at worst: a large picture needs its time.
const SLOWEST_BYTES_PER_MS = 20;

/** The service understood, and said no. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {{ type?: string, detail?: string, errors?: { where: string[], rule: string }[] }} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? String(status));
    this.status = status;
    this.type = problem.type ?? "unknown";
    this.errors = problem.errors ?? [];
  }
}

/** No answer came: no network, no server, or somebody else's sign-in page in between. */
export class NoAnswer extends Error {}

/** A page that is not the service's answered: a network that wants a sign-in of its own first. */
export class OtherPage extends NoAnswer {}

/**
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path under `/api/v1`
 * @param {object | null} [body] sent as JSON
 * @returns {Promise<any>} the answer's JSON, or null where there is none
 * @throws {Refusal} the service said no
 * @throws {NoAnswer} nothing came that the service would say
 */
export async function call(method, path, body = null) {
  const answer = await send(method, path, body === null ? {} : {
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
  if (!answer.ok) throw new Refusal(answer.status, await problemOf(answer));
  if (answer.status === 204) return null;
  return answer.json();
}

/**
 * Send one request with the app's own headers; the answer is returned whatever its status.
 * @param {string} method
 * @param {string} path under `/api/v1`
 * @param {{ body?: BodyInit, headers?: Record<string, string>, size?: number }} [what] `size`: bytes of the body
 * @returns {Promise<Response>}
 * @throws {NoAnswer}
 */
export async function send(method, path, { body, headers, size = 0 } = {}) {
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      body: body ?? null,
      headers: { "Handslag-App": "1", "Accept-Language": language.value, ...headers },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS + size / SLOWEST_BYTES_PER_MS),
    });
  } catch (error) {
    throw new NoAnswer(String(error));
  }
  if (!spokenByService(answer)) throw new OtherPage("another page answered");
  return answer;
}

/**
 * A hotel's network answers 200 with a page of its own: that must never count as an acknowledgement.
 * @param {Response} answer
 */
function spokenByService(answer) {
  const type = answer.headers.get("content-type") ?? "";
  return answer.status === 204 || answer.status >= 500 || /json|vcard|spreadsheet|rfc822|^image\/|^text\/plain/.test(type);
}

/**
 * @param {Response} answer
 * @returns {Promise<{ type?: string, detail?: string }>}
 */
export async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}
