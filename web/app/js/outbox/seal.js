/**
 * Sealing: what waits on the phone can be opened by the service alone, not by this app, nor by
 * whoever finds the phone. The form of a sealed body is told in api/storage/sealing.py.
 */

const INFO = new TextEncoder().encode("handslag outbox 1");
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export const SEALED = "application/vnd.handslag.sealed";

/** @typedef {{ kid: string, key: string }} OutboxKey the service's public key, base64, and its name */

/**
 * @param {OutboxKey} to
 * @param {string} path the whole path the body will be sent to
 * @param {string} type media type of the body
 * @param {ArrayBuffer} body
 * @returns {Promise<ArrayBuffer>}
 */
export async function seal(to, path, type, body) {
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const key = await agreedKey(own.privateKey, to, point);
  const sealed = await crypto.subtle.encrypt(
    // One key seals one message, so its nonce may be zero.
    { name: "AES-GCM", iv: new Uint8Array(12), additionalData: new TextEncoder().encode(path) },
    key,
    joined([lengthOf(type), new TextEncoder().encode(type), new Uint8Array(body)]),
  );
  return joined([new TextEncoder().encode(to.kid), point, new Uint8Array(sealed)]).buffer;
}

/**
 * @param {CryptoKey} own
 * @param {OutboxKey} to
 * @param {Uint8Array<ArrayBuffer>} point
 */
async function agreedKey(own, to, point) {
  const raw = Uint8Array.from(atob(to.key), (letter) => letter.charCodeAt(0));
  const theirs = await crypto.subtle.importKey("raw", raw, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: point, info: INFO };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

/** @param {string} type */
function lengthOf(type) {
  return new Uint8Array([type.length >> 8, type.length & 255]);
}

/** @param {Uint8Array<ArrayBuffer>[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
