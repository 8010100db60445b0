import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressesIn, canonical } from "../app/js/kit/addresses.js";

/** @type {["email" | "phone", string, string][]} the same table that tests/api/suppressions holds Python to */
const SPELLINGS = JSON.parse(readFileSync(new URL("addresses.json", import.meta.url), "utf8"));

for (const [kind, value, one] of SPELLINGS) {
  test(`${value} is known as ${one}`, () => assert.equal(canonical({ kind, value }), one));
}

test("every address in a signature, a vCard and a link is found", () => {
  const text = "Åsa <asa@norvika.example>, mailto:info@norvika.example\nEMAIL;TYPE=work:asa@norvika.example\nTel 070-174 06 21, +46 8 123 45 67\nOrg.nr 556012-5790";
  assert.deepEqual(addressesIn(text).map(({ value }) => value), [
    "asa@norvika.example", "info@norvika.example", "+46701740621", "+4681234567",
  ]);
});

test("what an address is known by in the set is what the service puts there", async () => {
  // Where the app's own modules run there is a page: this one asks for nothing of it before a call.
  Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => undefined } });
  const { memberOf } = await import("../app/js/suppressed.js");
  const [key, salt] = ["00ff".repeat(16), "a1".repeat(16)];
  const mark = createHmac("sha256", Buffer.from(key, "hex")).update("asa@norvika.example").digest();
  const member = createHash("sha256").update(Buffer.from(salt, "hex")).update(mark).digest("hex").slice(0, 12);
  const set = { key, salt, bytes: 6, members: [] };
  assert.equal(await memberOf(set, { kind: "email", value: "ASA+x@norvika.example" }), member);
});
