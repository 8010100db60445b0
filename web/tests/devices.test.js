import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOfDevice } from "../app/js/kit/devices.js";

for (const [agent, name] of /** @type {[string, string][]} */ ([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1", "Safari, iPhone"],
  ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36", "Chrome, Android"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0", "Edge, Windows"],
  ["", "?"],
])) {
  test(`a device is called ${name}`, () => assert.equal(nameOfDevice(agent), name));
}
