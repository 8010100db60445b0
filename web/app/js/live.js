/** The phone's camera as a live picture: opened, lit, looked at and shut again. */

// As large as the camera gives: what is taken from the picture is the card itself.
const WANTED = { facingMode: { ideal: "environment" }, width: { ideal: 3840 }, height: { ideal: 2160 } };

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<MediaStream>} showing in `video`
 * @throws {DOMException} the person or the system said no, or there is no camera
 */
export async function openCamera(video) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false });
  video.srcObject = stream;
  await video.play();
  return stream;
}

/** @param {MediaStream} stream */
export function shutCamera(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * @param {MediaStream} stream
 * @returns {boolean} `getSupportedConstraints` says yes on phones without one; the track tells the truth
 */
export function hasTorch(stream) {
  const capabilities = /** @type {{ torch?: boolean } | undefined} */ (stream.getVideoTracks()[0]?.getCapabilities?.());
  return capabilities?.torch === true;
}

/** @param {MediaStream} stream @param {boolean} on */
export async function light(stream, on) {
  const advanced = /** @type {any} */ ([{ torch: on }]);
  await stream.getVideoTracks()[0]?.applyConstraints({ advanced });
}

/**
 * The picture of this moment, small, for looking.
 * @param {HTMLVideoElement} video
 * @param {number} width
 * @returns {ImageData | null} null before the first picture
 */
export function glance(video, width) {
  if (video.videoWidth === 0) return null;
  const height = Math.round((video.videoHeight * width) / video.videoWidth);
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(video, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

/**
 * The picture of this moment, whole.
 * @param {HTMLVideoElement} video
 * @returns {Promise<Blob>}
 */
export function shot(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}
