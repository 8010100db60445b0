/** Reads QR codes. What they say is text from a stranger: it is kept, shown, and never opened. */

import { prepareZXingModule, readBarcodes } from "../vendor/zxing-reader.js";

let ready = false;

function prepare() {
  if (ready) return;
  const at = new URL("../vendor/zxing_reader.wasm", import.meta.url).href;
  void prepareZXingModule({ overrides: { locateFile: () => at }, fireImmediately: true });
  ready = true;
}

/**
 * @param {ImageData | Blob} picture
 * @returns {Promise<string | null>} what the first code in it says
 */
export async function readCode(picture) {
  prepare();
  const [found] = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true });
  return found?.isValid ? found.text : null;
}
