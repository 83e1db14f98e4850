import fc from "fast-check";
import { expect, test } from "vitest";
import { clipText, makeVisible } from "../src/visible-text.ts";

test.each([
  ["plain, é, 漢字, ﷽", "plain, é, 漢字, ﷽"],
  ["a\nb\r\tc\u0000\u007f", "a␊b␍␉c␀␡"],
  ["\u001b[31mred", "␛[31mred"],
  ["\u009b31m", "⟨U+009B⟩31m"],
  ["\u202Etxt\u202C", "⟨U+202E⟩txt⟨U+202C⟩"],
  ["pay\u200Bpal \u00AD\uFEFF", "pay⟨U+200B⟩pal ⟨U+00AD⟩⟨U+FEFF⟩"],
  ["a\u200Db", "a⟨U+200D⟩b"],
  ["👩‍👩‍👧", "👩‍👩‍👧"],
  ["می‌خواهم", "می‌خواهم"],
  ["\uD800x", "⟨U+D800⟩x"],
  ["a\u2028b", "a⟨U+2028⟩b"],
  ["\u{E0041}", "⟨U+E0041⟩"],
])("makeVisible(%j)", (text, expected) => {
  expect(makeVisible(text)).toBe(expected);
});

test("nothing that moves a cursor is left", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(makeVisible(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u2028\u2029]|\p{Cs}/u);
    }),
  );
});

test("clipText counts code points and never splits one", () => {
  expect(clipText("👍👍👍", 3)).toBe("👍👍👍");
  expect(clipText("👍👍👍👍", 3)).toBe("👍👍…");
  expect(clipText("abc", 3)).toBe("abc");
  expect(clipText("abcd", 3)).toBe("ab…");
});
