/**
 * Where a card lies in a small grey picture, and whether it could be read: for the guide in the live
 * view and for the question "take it again?". A hint only: the service finds the card for itself.
 */

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {object} Seen
 * @property {Point[] | null} corners top left, top right, bottom right, bottom left, in pixels; null: no card
 * @property {number} share of the picture the card fills, 0 to 1
 * @property {boolean} cut the card runs out of the picture
 * @property {number} light mean grey, 0 to 255
 * @property {number} glare share of burnt-out pixels
 * @property {number} sharp edge strength against contrast; to be compared with other frames of the scene
 */

const SMALLEST_SHARE = 0.1;
// How much of its four-cornered hull a card fills; clutter fills less.
const FULLEST = 0.72;
const BURNT = 253;

/**
 * @param {{ data: Uint8ClampedArray }} picture RGBA, as a canvas gives it
 * @returns {Uint8Array}
 */
export function greyOf({ data }) {
  const grey = new Uint8Array(data.length / 4);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = (77 * (data[4 * i] ?? 0) + 150 * (data[4 * i + 1] ?? 0) + 29 * (data[4 * i + 2] ?? 0)) >> 8;
  }
  return grey;
}

/**
 * @param {Uint8Array} grey row by row
 * @param {number} width
 * @returns {Seen}
 */
export function look(grey, width) {
  const height = grey.length / width;
  const soft = blurred(grey, width);
  const blob = blobAtCentre(soft, width, otsu(soft));
  const corners = cornersOf(blob, width);
  const share = areaOf(corners) / grey.length;
  const isCard = share > SMALLEST_SHARE && blob.length / grey.length > FULLEST * share;
  return {
    corners: isCard ? corners : null,
    share,
    cut: corners.some(({ x, y }) => x < 3 || y < 3 || x > width - 4 || y > height - 4),
    light: grey.reduce((sum, value) => sum + value, 0) / grey.length,
    glare: grey.reduce((sum, value) => sum + (value >= BURNT ? 1 : 0), 0) / grey.length,
    sharp: sharpness(soft, width),
  };
}

/** Three by three means: without them noise alone looks sharp. @param {Uint8Array} grey @param {number} width */
function blurred(grey, width) {
  const soft = new Uint8Array(grey);
  for (let i = width + 1; i < grey.length - width - 1; i += 1) {
    let sum = 0;
    for (const row of [i - width, i, i + width]) sum += (grey[row - 1] ?? 0) + (grey[row] ?? 0) + (grey[row + 1] ?? 0);
    soft[i] = sum / 9;
  }
  return soft;
}

/** The grey that parts light from dark best (Otsu 1979). @param {Uint8Array} grey */
function otsu(grey) {
  const counts = new Float64Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  const total = counts.reduce((sum, n, value) => sum + n * value, 0);
  let [below, sumBelow, best, threshold] = [0, 0, -1, 127];
  for (let value = 0; value < 256; value += 1) {
    below += counts[value] ?? 0;
    sumBelow += (counts[value] ?? 0) * value;
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, value];
  }
  return threshold;
}

/**
 * The pixels that hang together with the middle and are of its kind, light or dark.
 * @param {Uint8Array} grey @param {number} width @param {number} threshold
 * @returns {number[]} indexes
 */
function blobAtCentre(grey, width, threshold) {
  const seeds = centre(grey.length / width, width);
  const light = seeds.filter((i) => (grey[i] ?? 0) > threshold).length * 2 > seeds.length;
  const isKind = (/** @type {number} */ i) => (grey[i] ?? 0) > threshold === light;
  const seen = new Uint8Array(grey.length);
  const found = seeds.filter(isKind);
  for (const i of found) seen[i] = 1;
  for (let next = 0; next < found.length; next += 1) {
    const i = found[next] ?? 0;
    const x = i % width;
    for (const step of [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0, -width, width]) {
      const j = i + step;
      if (step === 0 || j < 0 || j >= grey.length || seen[j] || !isKind(j)) continue;
      seen[j] = 1;
      found.push(j);
    }
  }
  return found;
}

/** @param {number} height @param {number} width */
function centre(height, width) {
  const found = [];
  for (let y = Math.round(height * 0.4); y < height * 0.6; y += 1) {
    for (let x = Math.round(width * 0.4); x < width * 0.6; x += 1) found.push(y * width + x);
  }
  return found;
}

/**
 * The outermost points along both diagonals.
 * @param {number[]} blob @param {number} width
 * @returns {Point[]}
 */
function cornersOf(blob, width) {
  const best = [Infinity, -Infinity, -Infinity, Infinity];
  const corners = best.map(() => ({ x: 0, y: 0 }));
  for (const i of blob) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [sum, difference] = [x + y, x - y];
    if (sum < (best[0] ?? 0)) [best[0], corners[0]] = [sum, { x, y }];
    if (difference > (best[1] ?? 0)) [best[1], corners[1]] = [difference, { x, y }];
    if (sum > (best[2] ?? 0)) [best[2], corners[2]] = [sum, { x, y }];
    if (difference < (best[3] ?? 0)) [best[3], corners[3]] = [difference, { x, y }];
  }
  return corners;
}

/** @param {Point[]} corners */
function areaOf(corners) {
  return Math.abs(corners.reduce((sum, { x, y }, i) => {
    const next = corners[(i + 1) % corners.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0)) / 2;
}

/** Variance of the Laplacian over the picture's own variance. @param {Uint8Array} grey @param {number} width */
function sharpness(grey, width) {
  let [n, sum, square, mean, meanSquare] = [0, 0, 0, 0, 0];
  for (let i = width + 1; i < grey.length - width - 1; i += 1) {
    const here = grey[i] ?? 0;
    const edge = 4 * here - (grey[i - 1] ?? 0) - (grey[i + 1] ?? 0) - (grey[i - width] ?? 0) - (grey[i + width] ?? 0);
    n += 1;
    sum += edge;
    square += edge * edge;
    mean += here;
    meanSquare += here * here;
  }
  const contrast = meanSquare / n - (mean / n) ** 2;
  return contrast < 1 ? 0 : (square / n - (sum / n) ** 2) / contrast;
}

const DARK = 45;
// A reflection burns out part of a card; where most of it is burnt out, the paper is white.
const GLARING = { from: 0.06, to: 0.4 };
const STILL = 0.015;
const FRAMES = 5;
const FILLED = 0.25;

/**
 * What to tell the seller, and whether it is the moment: the last frames must show the same card,
 * sharp beside the best of them.
 * @param {Seen[]} frames latest last
 * @param {number} width
 * @returns {"none" | "dark" | "glare" | "cut" | "closer" | "hold" | "now"}
 */
export function advise(frames, width) {
  const last = frames.at(-1);
  if (!last) return "none";
  if (last.light < DARK) return "dark";
  if (!last.corners) return "none";
  if (last.cut) return "cut";
  const burnt = last.glare / last.share;
  if (burnt > GLARING.from && burnt < GLARING.to) return "glare";
  if (last.share < FILLED) return "closer";
  const recent = frames.slice(-FRAMES);
  const best = Math.max(...frames.slice(-20).map((one) => one.sharp));
  const still = recent.length === FRAMES && recent.every((one) => moved(one, last) < STILL * width);
  return still && last.sharp > 0.7 * best ? "now" : "hold";
}

/** How far the corner that moved most has moved. @param {Seen} a @param {Seen} b */
function moved(a, b) {
  if (!a.corners || !b.corners) return Infinity;
  return Math.max(...a.corners.map(({ x, y }, i) => Math.hypot(x - (b.corners?.[i]?.x ?? 0), y - (b.corners?.[i]?.y ?? 0))));
}

// Below this a photograph of print is blurred: measured on invented cards, sharp and blurred alike.
const BLURRED = 0.012;

/**
 * Whether a still picture had better be taken again.
 * @param {Seen} seen
 * @returns {"" | "dark" | "blurred"}
 */
export function fault(seen) {
  if (seen.light < DARK) return "dark";
  return seen.sharp < BLURRED ? "blurred" : "";
}
