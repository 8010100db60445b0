/**
 * Pictures before they are stored: upright, cropped to the card where that is sure, 2400 pixels at most, and
 * without what the camera wrote into them (place, device). What this browser cannot decode (HEIC) goes as it
 * is; the service can.
 * @import { Region } from "./kit/cropping.js"
 */

const LONGEST_SIDE = 2400;
const QUALITY = 0.85;
const LOOKED_AT = 480;

/**
 * @typedef {object} Prepared
 * @property {Blob} blob
 * @property {Region | null} region what was kept of the picture; null: it could not be looked into
 * @property {"" | "dark" | "blurred"} fault why it had better be taken again, if it had
 */

/**
 * @param {Blob} picture
 * @param {Region | null} [region] what a person chose to keep; else what is proposed
 * @returns {Promise<Prepared>}
 */
export async function prepare(picture, region = null) {
  let bitmap;
  try {
    bitmap = await decoded(picture);
  } catch {
    return { blob: picture, region: null, fault: "" };
  }
  const { fault, proposed } = await examined(bitmap);
  const kept = region ?? proposed;
  const [left, top] = [Math.round(kept.left * bitmap.width), Math.round(kept.top * bitmap.height)];
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(kept.right * bitmap.width) - left),
    Math.max(1, Math.round(kept.bottom * bitmap.height) - top),
  );
  canvas.getContext("2d")?.drawImage(bitmap, -left, -top);
  bitmap.close();
  return { blob: await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY }), region: kept, fault };
}

/**
 * @param {ImageBitmap} bitmap
 * @returns {Promise<{ fault: Prepared["fault"], proposed: Region }>}
 */
async function examined(bitmap) {
  const whole = { left: 0, top: 0, right: 1, bottom: 1 };
  try {
    const [{ fault, greyOf, look }, { propose }] = await Promise.all([import("./kit/seeing.js"), import("./kit/cropping.js")]);
    const small = await createImageBitmap(bitmap, { resizeWidth: LOOKED_AT, resizeQuality: "medium" });
    const pen = new OffscreenCanvas(small.width, small.height).getContext("2d", { willReadFrequently: true });
    if (!pen) return { fault: "", proposed: whole };
    pen.drawImage(small, 0, 0);
    const grey = greyOf(pen.getImageData(0, 0, small.width, small.height));
    const seen = look(grey, small.width);
    small.close();
    return { fault: fault(seen), proposed: propose(grey, LOOKED_AT, seen) ?? whole };
  } catch {
    // What is not on the phone yet looks at nothing: the picture is kept whole.
    return { fault: "", proposed: whole };
  }
}

/**
 * The picture upright, scaled while decoding: an iPhone's canvas takes 16.7 MP at most.
 * @param {Blob} picture
 */
async function decoded(picture) {
  const whole = await createImageBitmap(picture, { imageOrientation: "from-image" });
  const scale = LONGEST_SIDE / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  const size = { width: Math.round(whole.width * scale), height: Math.round(whole.height * scale) };
  whole.close();
  return createImageBitmap(picture, {
    imageOrientation: "from-image",
    resizeWidth: size.width,
    resizeHeight: size.height,
    resizeQuality: "high",
  });
}

/**
 * A small picture for the list, kept in memory only.
 * @param {Blob} picture
 * @returns {Promise<string | null>} a `blob:` address, or null where it cannot be shown
 */
export async function thumbnail(picture) {
  try {
    const bitmap = await createImageBitmap(picture, { resizeWidth: 640, resizeQuality: "medium" });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return URL.createObjectURL(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.7 }));
  } catch {
    return null;
  }
}
