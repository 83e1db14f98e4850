import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { compilePattern, compilePatternWith, PatternTooLarge } from "../../src/patterns/compile-pattern.ts";
import { estimateSize } from "../../src/patterns/estimate-size.ts";

test.each(["a{1000}".repeat(1390), `(?:${"a".repeat(200)}){1000}`, "(?:(?:a{10}){10}){10}".repeat(400)])(
  "a pattern that stands for too many characters is refused before re2js sees it",
  async (pattern) => {
    await expect(compilePattern(pattern)).rejects.toThrow(PatternTooLarge);
    expect(() => compilePatternWith(RE2JS, pattern)).toThrow("more than 100,000 characters");
  },
);

test("a pattern of more instructions than were estimated is refused too", () => {
  const pattern = "(?:a?b?a?b?a?b?a?b?){500}".repeat(15);
  expect(estimateSize(pattern)).toBeLessThan(200_000);
  expect(() => compilePatternWith(RE2JS, pattern)).toThrow(PatternTooLarge);
});

test.each([
  ["abc", 3],
  ["a{3}b{2,}c{1,4}d{0}", 9],
  ["(ab){10}", 40],
  ["(?:a{2}){3}", 18],
  ["[a-z]{5}[]{9}]{2}[^]x]{2}[[:alpha:]{7}]{2}", 11],
  ["\\x{1000}\\p{Lu}\\{100}\\d{3}", 10],
  ["\\Qa{1000}\\E", 11],
  ["a{b}{", 5],
  [")))", 3],
])("%s stands for about %i characters", (pattern, size) => {
  expect(estimateSize(pattern)).toBe(size);
});
