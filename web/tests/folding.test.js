import assert from "node:assert/strict";
import { test } from "node:test";
import { folded } from "../app/js/kit/folding.js";

test("letters lose their marks one for one", () => {
  assert.equal(folded("Søren Åkerhjelm Wójcik Łódź"), "soren akerhjelm wojcik lodz");
});

test("the folded text is as long as the text, so places are the same", () => {
  for (const text of ["Sjöqvist-Åkerhielm", "ﬁ æ ß œ", "Žižkov", "İstanbul", "张伟 😀"]) {
    assert.equal(folded(text).length, text.toLowerCase().length, text);
  }
});
