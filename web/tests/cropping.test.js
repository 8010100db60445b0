import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, propose, WHOLE } from "../app/js/kit/cropping.js";
import { look } from "../app/js/kit/seeing.js";

const WIDTH = 240;
const HEIGHT = 180;

/** @typedef {{ left: number, top: number, wide: number, tall: number }} Box */

/** @param {Box[]} cards light ones with print, on a plain dark table */
function scene(...cards) {
  const grey = new Uint8Array(WIDTH * HEIGHT).fill(50);
  for (const { left, top, wide, tall } of cards) {
    for (let y = top; y < top + tall; y += 1) {
      for (let x = left; x < left + wide; x += 1) grey[y * WIDTH + x] = y % 8 === 0 && x % 3 === 0 ? 40 : 220;
    }
  }
  return grey;
}

/** @param {Uint8Array} grey */
const proposed = (grey) => propose(grey, WIDTH, look(grey, WIDTH));
const MIDDLE = { left: 60, top: 60, wide: 120, tall: 66 };

test("a card alone on a plain table is proposed, all of it and a little air", () => {
  const region = proposed(scene(MIDDLE));
  assert.ok(region);
  assert.ok(region.left * WIDTH < 60 && region.left * WIDTH > 48);
  assert.ok(region.right * WIDTH > 180 && region.right * WIDTH < 192);
  assert.ok(region.top * HEIGHT < 60 && region.bottom * HEIGHT > 126);
});

test("where anything else could be print, another card, or the card's own other half, nothing is cut", () => {
  assert.equal(proposed(scene(MIDDLE, { left: 60, top: 140, wide: 120, tall: 36 })), null);
  const oneWord = scene(MIDDLE);
  for (let x = 10; x < 40; x += 3) for (let y = 20; y < 27; y += 1) oneWord[y * WIDTH + x] = 120;
  assert.equal(proposed(oneWord), null);
  const coarse = scene(MIDDLE).map((value, i) => (value === 50 ? 50 + 20 * (i % 6) : value));
  assert.equal(proposed(coarse), null);
});

test("a card that runs out of the picture, or fills it, is not cut", () => {
  assert.equal(proposed(scene({ left: 0, top: 40, wide: 200, tall: 110 })), null);
  assert.equal(proposed(scene({ left: 8, top: 8, wide: 224, tall: 164 })), null);
});

test("a corner stays in the picture and a region stays a region", () => {
  assert.deepEqual(moved(WHOLE, "left", 0.2, "top", -1), { ...WHOLE, left: 0.2 });
  assert.deepEqual(moved(WHOLE, "left", 2, "top", 0), { ...WHOLE, left: 0.95 });
  assert.deepEqual(moved({ ...WHOLE, left: 0.5 }, "right", 0.1, "bottom", 0.7), { left: 0.5, top: 0, right: 0.55, bottom: 0.7 });
});
