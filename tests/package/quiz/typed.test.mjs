// What was typed into a field, and the digits of other languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumber } from "../../../pkg-template/quiz/inputs.js";
import { plainDigits, typedText } from "../../../pkg-template/quiz/typed.js";

test("what nobody can see is nothing", () => {
  for (const value of ["", " ", "\u00A0", "\u200B\u2060", "\u202E \u2066", "\u3164", "\u0007"]) {
    assert.equal(typedText({ value }), "", JSON.stringify(value));
  }
  assert.equal(typedText({ value: " \u202Ea\u200B " }), "\u202Ea\u200B", "the rest stays as it was typed");
});

test("digits of any language are read, and nothing else is taken for one", () => {
  assert.equal(plainDigits("٤٢ ۴۲ ४२ 𝟜𝟚 42"), "42 42 42 42 42");
  assert.equal(plainDigits("x² Ⅳ ½ 四"), "x² Ⅳ ½ 四");
  assert.equal(readNumber("٤٢", "ar"), 42);
  assert.deepEqual(readNumber("٤٠–٤٥", "ar"), { min: 40, max: 45 });
  assert.equal(readNumber("4²", "en"), null);
});
