/**
 * Pictures before they are stored: upright, 2400 pixels at most, and without what the camera wrote
 * into them (place, device). What this browser cannot decode (HEIC) goes as it is; the service can.
 */

const LONGEST_SIDE = 2400;
const QUALITY = 0.85;

/**
 * @param {Blob} picture
 * @returns {Promise<Blob>}
 */
export async function prepare(picture) {
  let bitmap;
  try {
    bitmap = await decoded(picture);
  } catch {
    return picture;
  }
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext("2d");
  if (!pen) return picture;
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
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

const LOOKED_AT = 480;

/**
 * @param {Blob} picture
 * @returns {Promise<"" | "dark" | "blurred">} why it had better be taken again, if it had
 */
export async function faultOf(picture) {
  try {
    const { fault, greyOf, look } = await import("./kit/seeing.js");
    const bitmap = await createImageBitmap(picture, { resizeWidth: LOOKED_AT, resizeQuality: "medium" });
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (!pen) return "";
    pen.drawImage(bitmap, 0, 0);
    const seen = look(greyOf(pen.getImageData(0, 0, bitmap.width, bitmap.height)), bitmap.width);
    bitmap.close();
    return fault(seen);
  } catch {
    // What this browser cannot show, it cannot judge.
    return "";
  }
}
