/**
 * Which part of a photograph holds the card. A proposal is made only where nothing that could be text or
 * another card lies outside: what is cut away here is gone, and the service finds the card for itself.
 * @import { Seen } from "./seeing.js"
 */

/**
 * Shares of the picture's width and height, 0 to 1.
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Region
 */

export const WHOLE = { left: 0, top: 0, right: 1, bottom: 1 };

// Air around the card, as a share of its longer side: corners are found to a few pixels.
const AIR = 0.05;
const SMALLEST = 0.1;
// Cutting less than this away gains nothing.
const LARGEST = 0.85;
// A step of grey between neighbours that print or an edge makes, and the noise of a plain table does not.
const STEP = 12;
// Looked at in squares of so many pixels, of which so large a share may be steps: measured on invented photos
// of one card and of two, on six kinds of table.
const SQUARE = 12;
const QUIET = 0.05;

/**
 * @param {Uint8Array} grey row by row
 * @param {number} width
 * @param {Seen} seen what `look` found in it
 * @returns {Region | null} null: keep the whole picture
 */
export function propose(grey, width, { corners, cut, share }) {
  if (!corners || cut || share < SMALLEST || share > LARGEST) return null;
  const region = around(corners, width, Math.floor(grey.length / width));
  if ((region.right - region.left) * (region.bottom - region.top) > LARGEST) return null;
  const half = halved(grey, width);
  return isQuietOutside(half, width >> 1, region) ? region : null;
}

/**
 * The upright box around the card, with air.
 * @param {{ x: number, y: number }[]} corners
 * @param {number} width
 * @param {number} height
 * @returns {Region}
 */
function around(corners, width, height) {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const air = AIR * Math.max(right - left, bottom - top);
  return {
    left: Math.max(0, (left - air) / width), top: Math.max(0, (top - air) / height),
    right: Math.min(1, (right + air) / width), bottom: Math.min(1, (bottom + air) / height),
  };
}

/** Four pixels are one: print still makes steps, noise hardly. @param {Uint8Array} grey @param {number} width */
function halved(grey, width) {
  const [wide, tall] = [width >> 1, Math.floor(grey.length / width) >> 1];
  const half = new Uint8Array(wide * tall);
  for (let i = 0; i < half.length; i += 1) {
    const from = 2 * Math.floor(i / wide) * width + 2 * (i % wide);
    half[i] = ((grey[from] ?? 0) + (grey[from + 1] ?? 0) + (grey[from + width] ?? 0) + (grey[from + width + 1] ?? 0)) >> 2;
  }
  return half;
}

/**
 * Whether no square outside the region has steps as print, an edge or another card has them.
 * @param {Uint8Array} grey @param {number} width @param {Region} region
 */
function isQuietOutside(grey, width, region) {
  const height = grey.length / width;
  const across = Math.ceil(width / SQUARE);
  const steps = new Uint16Array(across * Math.ceil(height / SQUARE));
  const [left, right, top, bottom] = [region.left * width, region.right * width, region.top * height, region.bottom * height];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      if (x >= left && x < right && y >= top && y < bottom) continue;
      const i = y * width + x;
      const step = Math.max(Math.abs((grey[i + 1] ?? 0) - (grey[i - 1] ?? 0)), Math.abs((grey[i + width] ?? 0) - (grey[i - width] ?? 0)));
      const square = Math.floor(y / SQUARE) * across + Math.floor(x / SQUARE);
      if (step > STEP) steps[square] = (steps[square] ?? 0) + 1;
    }
  }
  return steps.every((n) => n <= QUIET * SQUARE * SQUARE);
}

// A card is never narrower than this share of its picture.
const LEAST = 0.05;

/**
 * The region with one corner elsewhere; it stays in the picture, and stays a region.
 * @param {Region} region
 * @param {"left" | "right"} across
 * @param {number} x
 * @param {"top" | "bottom"} down
 * @param {number} y
 * @returns {Region}
 */
export function moved(region, across, x, down, y) {
  const [least, most] = across === "left" ? [0, region.right - LEAST] : [region.left + LEAST, 1];
  const [highest, lowest] = down === "top" ? [0, region.bottom - LEAST] : [region.top + LEAST, 1];
  return { ...region, [across]: Math.min(most, Math.max(least, x)), [down]: Math.min(lowest, Math.max(highest, y)) };
}
