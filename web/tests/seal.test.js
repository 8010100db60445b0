import assert from "node:assert/strict";
import { test } from "node:test";
import { seal } from "../app/js/outbox/seal.js";

const PATH = "/api/v1/captures/0199";
const CURVE = { name: "ECDH", namedCurve: "P-256" };

/** @param {ArrayBuffer} sealed @param {CryptoKey} own @param {string} path */
async function opened(sealed, own, path) {
  const point = new Uint8Array(sealed.slice(7, 72));
  const theirs = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("handslag outbox 1");
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: point, info }, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"],
  );
  const additionalData = new TextEncoder().encode(path);
  return Buffer.from(await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData }, key, sealed.slice(72)));
}

test("what was sealed is opened by the private key, for its own path, and says its type", async () => {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  const to = { kid: "2026-11", key: Buffer.from(raw).toString("base64") };
  const body = new TextEncoder().encode("ett kort").buffer;
  const sealed = await seal(to, PATH, "text/plain", body);
  assert.equal(Buffer.from(sealed.slice(0, 7)).toString(), "2026-11");
  assert.ok(!Buffer.from(sealed).includes("ett kort"));
  const plain = await opened(sealed, pair.privateKey, PATH);
  assert.equal(plain.readUInt16BE(), "text/plain".length);
  assert.equal(plain.subarray(2).toString(), "text/plainett kort");
  await assert.rejects(opened(sealed, pair.privateKey, "/api/v1/captures/0200"));
});

test("the same card sealed twice is never the same bytes", async () => {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  const to = { kid: "2026-11", key: Buffer.from(raw).toString("base64") };
  const body = new TextEncoder().encode("ett kort").buffer;
  const [one, two] = await Promise.all([seal(to, PATH, "text/plain", body), seal(to, PATH, "text/plain", body)]);
  assert.notDeepEqual(Buffer.from(one), Buffer.from(two));
});
