import assert from "node:assert/strict";
import { test } from "node:test";
import { e164, readable } from "../app/js/kit/phones.js";

for (const [number, text] of [
  ["+46701740621", "070-174 06 21"],
  ["+46313900612", "031-390 06 12"],
  ["+46846500400", "08-465 004 00"],
  ["+46980319200", "0980-31 92 00"],
  ["+4520123456", "+452 012 345 6"],
]) {
  test(`${number} is read as ${text}`, () => {
    if (number?.startsWith("+46")) assert.equal(readable(number), text);
    assert.equal(e164(readable(number ?? "")), number);
  });
}

for (const typed of ["070-174 06 21", "0701740621", "+46 (0)70 174 06 21", "0046 70-174 06 21"]) {
  test(`"${typed}" is +46701740621`, () => assert.equal(e164(typed), "+46701740621"));
}
