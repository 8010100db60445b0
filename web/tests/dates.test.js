import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, day, isoWithZone, isToday, moment } from "../app/js/kit/dates.js";

test("a moment is written with its zone and means the same moment", () => {
  const at = new Date("2026-11-20T09:12:13.120Z");
  const text = isoWithZone(at);
  assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  assert.equal(new Date(text).getTime(), at.getTime());
});

test("the time of day has a point in Swedish and a colon in English", () => {
  const local = new Date(2026, 10, 18, 14, 32).toISOString();
  assert.equal(clock(local, "sv"), "14.32");
  assert.equal(clock(local, "en"), "14:32");
  assert.equal(moment(local, "sv"), "18 nov 2026, 14.32");
});

test("a bare date is that day in every zone", () => {
  assert.equal(day("2026-11-18", "sv"), "18 nov 2026");
  assert.equal(day("2026-11-18", "en"), "18 Nov 2026");
});

test("today is by the device's own calendar", () => {
  const now = new Date(2026, 10, 18, 23, 59);
  assert.ok(isToday(new Date(2026, 10, 18, 0, 1).toISOString(), now));
  assert.ok(!isToday(new Date(2026, 10, 17, 23, 59).toISOString(), now));
});
