import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../app/js/review/keys.js";

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const outside = { typing: false, letters: true };

test("letters are commands outside inputs only, and can be switched off", () => {
  const x = { ...plain, key: "x" };
  assert.equal(commandOf(x, outside), "reject");
  assert.equal(commandOf(x, { typing: true, letters: true }), null);
  assert.equal(commandOf(x, { typing: false, letters: false }), null);
});

test("Enter accepts the field and Shift+Enter approves the card, also while typing", () => {
  for (const typing of [true, false]) {
    assert.equal(commandOf({ ...plain, key: "Enter" }, { typing, letters: false }), "accept");
    assert.equal(commandOf({ ...plain, key: "Enter", shiftKey: true }, { typing, letters: false }), "approve");
    assert.equal(commandOf({ ...plain, key: "Escape" }, { typing, letters: false }), "leave");
  }
});

test("figures choose candidates", () => {
  assert.equal(commandOf({ ...plain, key: "3" }, outside), "candidate 3");
  assert.equal(commandOf({ ...plain, key: "0" }, outside), null);
});

test("the browser's own shortcuts stay the browser's", () => {
  assert.equal(commandOf({ ...plain, key: "t", ctrlKey: true }, outside), null);
  assert.equal(commandOf({ ...plain, key: "x", metaKey: true }, outside), null);
});
