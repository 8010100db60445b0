import assert from "node:assert/strict";
import { test } from "node:test";
import { bandOf, contactOf, draftOf, nextUncertain, withNew } from "../app/js/review/draft.js";

/** @type {import("../types/api.d.ts").ReadContact} */
const READ = {
  company: "Havrevik Industri AB", person: "Märta Sjöqvist-Åkerhielm", role: null, department: null,
  phones: [{ kind: "mobile", e164: "+46701740621", extension: null }, { kind: "fax", e164: "+46313900613", extension: "12" }],
  emails: ["marta.sjoqvist@havrevik.example"], websites: [], address: null,
  confidence: { company: 0.98, person: 0.99, "phones.0": 0.4, "phones.1": 0.97, "emails.0": 0.8 },
  provenance: [{ field: "phones.0", side: 0, box: [1, 2, 3, 4], text: "070-174 06 21", source: "ocr" }],
};

test("a reading that nobody changed comes back as it was", () => {
  const { confidence, provenance, ...values } = READ;
  assert.ok(confidence && provenance);
  assert.deepEqual(contactOf(draftOf(READ)), values);
});

test("the first stop is the first uncertain field, and the round ends when all are accepted", () => {
  let fields = draftOf(READ);
  assert.equal(nextUncertain(fields, null), "phones.0");
  assert.equal(nextUncertain(fields, "phones.0"), "emails.0");
  assert.equal(nextUncertain(fields, "emails.0"), "phones.0");
  fields = fields.map((field) => ({ ...field, accepted: true }));
  assert.equal(nextUncertain(fields, null), null);
});

test("a missing company asks for a look, a missing role does not", () => {
  const fields = draftOf({ ...READ, company: null, confidence: { person: 1, "phones.0": 1, "phones.1": 1, "emails.0": 1 } });
  assert.equal(nextUncertain(fields, null), "company");
  assert.equal(bandOf(fields[2] ?? assert.fail()), "missing");
});

test("what a person wrote says so", () => {
  const [company] = draftOf(READ);
  assert.equal(bandOf({ ...(company ?? assert.fail()), value: "Havrevik AB", accepted: true }), "hand");
});

test("a value from a code says so", () => {
  const [field] = draftOf({ ...READ, provenance: [{ field: "company", side: 0, box: null, text: "", source: "code" }] });
  assert.equal(bandOf(field ?? assert.fail()), "code");
});

test("cleared and blank fields are left out, added ones come along", () => {
  let fields = withNew(draftOf(READ), "phone", "work");
  fields = fields.map((field) => field.key === "emails.0" ? { ...field, value: " " } : field.key.includes("new") ? { ...field, value: "031-390 06 12" } : field);
  const contact = contactOf(fields);
  assert.deepEqual(contact.emails, []);
  assert.deepEqual(contact.phones.map((phone) => phone.e164), ["+46701740621", "+46313900613", "+46313900612"]);
});

test("a number that cannot be dialled is shown as printed, asks for a look, and comes back as it was", () => {
  const phone = { kind: /** @type {const} */ ("work"), e164: null, extension: null, text: "0 12-34" };
  const fields = draftOf({ ...READ, phones: [phone] });
  const field = fields.find((one) => one.kind === "phone") ?? assert.fail();
  assert.equal(field.value, "0 12-34");
  assert.equal(bandOf(field), "verify");
  assert.deepEqual(contactOf(fields).phones, [phone]);
  const corrected = fields.map((one) => one.kind === "phone" ? { ...one, value: "031-390 06 12" } : one);
  assert.deepEqual(contactOf(corrected).phones.map((one) => one.e164), ["+46313900612"]);
});
