/** How a device is called in the list of devices: "Chrome, Android". */

const SYSTEMS = /** @type {[RegExp, string][]} */ ([
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"], [/CrOS/, "Chromebook"], [/Linux/, "Linux"],
]);
const BROWSERS = /** @type {[RegExp, string][]} */ ([
  [/Edg\//, "Edge"], [/OPR\//, "Opera"], [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox|FxiOS/, "Firefox"], [/Chrome|CriOS/, "Chrome"], [/Safari/, "Safari"],
]);

/**
 * @param {string} agent what the browser says it is
 * @returns {string}
 */
export function nameOfDevice(agent) {
  const named = (/** @type {[RegExp, string][]} */ all) => all.find(([sign]) => sign.test(agent))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(", ") || "?";
}
