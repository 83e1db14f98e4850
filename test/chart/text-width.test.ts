import { expect, test } from "vitest";
import { textWidth } from "../../src/chart/text-width.ts";

test.each([
  // DejaVu Sans at 12 px, as Chromium's measureText has it.
  ["median_income", 94.9],
  ["0.0364", 42],
  ["ocean_proximity=INLAND", 154.8],
  ["Mean absolute SHAP value, 200 test", 218],
  ["illi", 13.3],
])("%s is not wider than it is taken for, nor much narrower", (text, measured) => {
  expect(textWidth(text, 12) / measured).toBeGreaterThan(0.95);
  expect(textWidth(text, 12) / measured).toBeLessThan(1.3);
});

test("a character of Chinese is as wide as the font is high", () => {
  expect(textWidth("日本", 10)).toBe(20);
});
