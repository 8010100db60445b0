import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, pause } from "../app/js/outbox/policy.js";

test("only 200 and 201 let go of a capture", () => {
  for (let status = 0; status < 600; status += 1) {
    assert.equal(judge(status) === "done", status === 200 || status === 201, String(status));
  }
});

for (const [status, type, verdict] of /** @type {[number, string, string][]} */ ([
  [0, "", "later"], [500, "", "later"], [503, "", "later"], [507, "", "later"], [408, "", "later"], [429, "", "later"],
  [422, "digest-mismatch", "later"], [302, "", "later"], [204, "", "later"],
  [401, "not-signed-in", "sign-in"], [401, "device-revoked", "revoked"],
  [410, "capture-erased", "erased"],
  [409, "capture-differs", "refused"], [413, "capture-too-large", "refused"], [415, "unknown-file-kind", "refused"],
  [422, "invalid", "refused"], [403, "not-allowed", "refused"], [404, "not-found", "refused"],
])) {
  test(`${status} ${type} means ${verdict}`, () => assert.equal(judge(status, type), verdict));
}

test("pauses double from half a second to fifteen, with chance in them", () => {
  const middle = () => 0.5;
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 99].map((tries) => pause(tries, middle)), [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.equal(pause(1, () => 0), 250);
  assert.equal(pause(99, () => 1), 22500);
});
