import assert from "node:assert/strict";
import { test } from "node:test";
import { advise, fault, look } from "../app/js/kit/seeing.js";

const WIDTH = 160;
const HEIGHT = 120;

/**
 * A light card with rows of print on a dark table.
 * @param {{ left?: number, top?: number, wide?: number, tall?: number, paper?: number, table?: number, print?: number }} [how]
 */
function scene({ left = 30, top = 30, wide = 100, tall = 60, paper = 220, table = 60, print = 40 } = {}) {
  const grey = new Uint8Array(WIDTH * HEIGHT).fill(table);
  for (let y = Math.max(0, top); y < Math.min(HEIGHT, top + tall); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(WIDTH, left + wide); x += 1) {
      const inked = y > top + 10 && y < top + tall - 10 && x > left + 10 && x < left + wide - 10 && y % 8 === 0 && x % 3 === 0;
      grey[y * WIDTH + x] = inked ? print : paper;
    }
  }
  return grey;
}

test("a light card on a dark table is found by its corners", () => {
  const { corners, share, cut } = look(scene(), WIDTH);
  const printed = [[30, 30], [129, 30], [129, 89], [30, 89]];
  corners?.forEach(({ x, y }, i) => assert.ok(Math.hypot(x - (printed[i]?.[0] ?? 0), y - (printed[i]?.[1] ?? 0)) < 3));
  assert.equal(corners?.length, 4);
  assert.ok(share > 0.25 && share < 0.35);
  assert.equal(cut, false);
});

test("a dark card on a light table is found as well", () => {
  assert.ok(look(scene({ paper: 40, table: 200, print: 220 }), WIDTH).corners);
});

test("an empty table is no card", () => {
  const noise = new Uint8Array(WIDTH * HEIGHT).map((_, i) => 60 + ((i * 7919) % 13));
  assert.equal(look(noise, WIDTH).corners, null);
});

for (const [said, how] of /** @type {[string, object][]} */ ([
  ["dark", { paper: 60, table: 20, print: 10 }],
  ["cut", { left: -20, wide: 150 }],
  ["closer", { left: 50, top: 38, wide: 60, tall: 44 }],
  ["hold", {}],
  ["hold", { paper: 255 }],
])) {
  test(`the seller is told "${said}"`, () => assert.equal(advise([look(scene(how), WIDTH)], WIDTH), said));
}

test("the shutter goes off when the card lies still, and not while it moves", () => {
  const still = look(scene(), WIDTH);
  const moving = [20, 23, 26, 29, 32].map((left) => look(scene({ left }), WIDTH));
  assert.equal(advise(Array(5).fill(still), WIDTH), "now");
  assert.equal(advise(Array(4).fill(still), WIDTH), "hold");
  assert.equal(advise(moving, WIDTH), "hold");
});

test("a blurred picture is told from a sharp one", () => {
  assert.equal(fault(look(scene(), WIDTH)), "");
  const smooth = new Uint8Array(WIDTH * HEIGHT).map((_, i) => 60 + 150 * (0.5 + 0.5 * Math.sin((i % WIDTH) / 25)));
  assert.equal(fault(look(smooth, WIDTH)), "blurred");
  assert.equal(fault(look(scene({ paper: 50, table: 10, print: 5 }), WIDTH)), "dark");
});
