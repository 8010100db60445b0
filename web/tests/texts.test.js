import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const APP = new URL("../app/", import.meta.url);
const sv = catalogue("sv");
const en = catalogue("en");
const sources = readdirSync(new URL("js/", APP), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, text: readFileSync(new URL(`js/${name}`, APP), "utf8") }));

/**
 * @param {"sv" | "en"} language
 * @returns {Record<string, string>} what the phone says, then what only the desk says
 */
function catalogue(language) {
  const parts = [`texts/${language}.json`, `texts/desk/${language}.json`];
  return Object.assign({}, ...parts.map((part) => JSON.parse(readFileSync(new URL(part, APP), "utf8"))));
}

test("both languages have the same keys, in the same order", () => {
  assert.deepEqual(Object.keys(sv), Object.keys(en));
});

test("no text stands in both catalogues of a language", () => {
  const keys = (/** @type {string} */ part) => Object.keys(JSON.parse(readFileSync(new URL(part, APP), "utf8")));
  const desk = new Set(keys("texts/desk/sv.json"));
  assert.deepEqual(keys("texts/sv.json").filter((key) => desk.has(key)), []);
});

test("both languages fill the same braces", () => {
  const braces = (/** @type {string} */ text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(sv)) assert.deepEqual(braces(text), braces(en[key] ?? ""), key);
});

test("no text shouts, excuses itself or calls anything invalid", () => {
  for (const text of [...Object.values(sv), ...Object.values(en)]) {
    assert.doesNotMatch(text, /!|vänligen|oops|ogiltig|invalid|please/i);
  }
});

test("every plural has its forms", () => {
  for (const key of Object.keys(sv)) {
    if (key.endsWith("_one")) assert.ok(key.replace(/_one$/, "_other") in sv, key);
  }
});

test("every key that a source names exists", () => {
  for (const { name, text } of sources) {
    for (const [, key] of text.matchAll(/\bcount\("([^"]+)"/g)) assert.ok(`${key}_other` in sv, `${name}: ${key}`);
    for (const [, prefix] of text.matchAll(/\b(?:word|knows)\("([^"]+)"/g)) {
      assert.ok(Object.keys(sv).some((key) => key.startsWith(`${prefix}.`)), `${name}: ${prefix}`);
    }
  }
});

test("every text is used", () => {
  const all = sources.map(({ text }) => text).join("\n");
  for (const key of Object.keys(sv)) {
    const bare = key.replace(/_(one|other)$/, "");
    const prefix = bare.split(".").slice(0, -1).join(".");
    assert.ok(all.includes(`"${bare}"`) || all.includes(`("${prefix}"`), key);
  }
});
