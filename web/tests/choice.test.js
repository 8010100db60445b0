import assert from "node:assert/strict";
import { test } from "node:test";
import { suggested, valueOf, ways } from "../app/js/merging/choice.js";

/** @param {object} changes */
function contact(changes) {
  return /** @type {import("../types/api.d.ts").Contact} */ ({
    id: "1", version: 1, person: "Åsa Öhrström", role: "Inköpare", department: null, organization: { id: "2", name: "Norvika Bygg AB" },
    methods: [], registers: ["customer"], address: null, state: "active", ...changes,
  });
}

test("what was handed over last is suggested, and nothing is lost for being left out", () => {
  const older = contact({ address: "Hamngatan 1" });
  const newer = contact({ role: "Inköpschef", organization: { id: "3", name: "Tallmo Färg AB" } });
  assert.deepEqual([...suggested(older, newer)], ["organization", "role"]);
  assert.equal(valueOf(newer, "address"), "");
});

test("ways to reach somebody are kept from both, each once", () => {
  const mobile = { kind: /** @type {const} */ ("mobile"), value: "+46701740621", extension: null };
  const older = contact({ methods: [mobile, { kind: "email", value: "a@norvika.example", extension: null }] });
  const newer = contact({ methods: [mobile, { ...mobile, register: "supplier_service" }] });
  assert.deepEqual(ways(older, newer).map((way) => [way.kind, way.newer.length, way.both.length]), [["email", 0, 1], ["mobile", 1, 1]]);
});
