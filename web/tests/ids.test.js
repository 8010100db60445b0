import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../app/js/kit/ids.js";

test("an id is a UUID of version 7", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("an id holds its time, so ids sort by age", () => {
  const at = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
  const id = newId(at);
  assert.equal(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16), at);
  assert.ok(id < newId(at + 1));
});

test("a thousand ids of one moment differ", () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => newId(1))).size, 1000);
});
