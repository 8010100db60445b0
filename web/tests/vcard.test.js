import assert from "node:assert/strict";
import { test } from "node:test";
import { vcardOf } from "../app/js/kit/vcard.js";

test("a vCard says what is filled in, and nothing else", () => {
  assert.equal(
    vcardOf({ person: "Åsa Öhrström", company: "Norvika Bygg AB", email: "asa@norvika.example" }),
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åsa Öhrström\r\nN:Öhrström;Åsa;;;\r\nORG:Norvika Bygg AB\r\nEMAIL:asa@norvika.example\r\nEND:VCARD\r\n",
  );
});

test("nothing that is typed ends a line or begins another", () => {
  const card = vcardOf({ company: "A; B, C\\D\nEND:VCARD" });
  assert.ok(card.includes("ORG:A\\; B\\, C\\\\D\\nEND:VCARD\r\n"));
  assert.equal(card.match(/^END:VCARD/gm)?.length, 1);
});
