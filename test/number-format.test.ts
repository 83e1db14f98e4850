import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatBytes,
  formatCell,
  formatDifference,
  formatDuration,
  formatNumber,
  formatPercent,
} from "../src/number-format.ts";

describe("formatNumber", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [20_640, "20,640"],
    [-1210, "−1,210"],
    [0.82312, "0.8231"],
    [0.5, "0.5"],
    [47_950.32, "47,950"],
    [123_456.7, "123,457"],
    [9.99996, "10"],
    [0.0000123456, "0.00001235"],
    [1.2e-9, "1.2e−9"],
    [1.5e21, "1.5e21"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is %s", (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  test.each([
    [0.82, 3, "0.820"],
    [0.9996, 3, "1.00"],
    [12, 3, "12"],
    [47_950.32, 3, "47,950"],
  ])("%d with %i digits is %s", (value, digits, expected) => {
    expect(formatNumber(value, { digits })).toBe(expected);
  });

  test("four significant digits are kept of any number", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        const back = Number(formatNumber(value).replaceAll(",", "").replace("−", "-"));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 5.001e-4);
      }),
    );
  });

  test.each([
    [0.5, 2, "0.50"],
    [-1234.56, 0, "−1,235"],
    [0.0000001, 2, "0.00"],
  ])("%d with %i decimals is %s", (value, decimals, expected) => {
    expect(formatNumber(value, { decimals })).toBe(expected);
  });

  test("has a unit", () => {
    expect(formatNumber(3.5, { unit: "ms" })).toBe("3.5 ms");
  });
});

test.each([
  [0.0123, 3, "+0.0123"],
  [-1210, undefined, "−1,210"],
  [0, undefined, "±0"],
  [-0, undefined, "±0"],
  [Number.NaN, undefined, "NaN"],
])("formatDifference(%d)", (value, digits, expected) => {
  expect(formatDifference(value, { digits })).toBe(expected);
});

test.each([
  [0.0123, "1.23 %"],
  [1, "100 %"],
  [0.5, "50 %"],
])("formatPercent(%d)", (share, expected) => {
  expect(formatPercent(share)).toBe(expected);
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_234_567, "1.23 MB"],
  [999_999, "1,000 kB"],
  [5e15, "5,000 TB"],
])("formatBytes(%d)", (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});

test.each([
  [0.4, "0 ms"],
  [850, "850 ms"],
  [999.6, "1 s"],
  [1900, "1.9 s"],
  [59_400, "59 s"],
  [59_700, "1 min 0 s"],
  [125_000, "2 min 5 s"],
  [4_320_000, "1 h 12 min"],
])("formatDuration(%d)", (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});

test("formatCell shows missing values and booleans as words", () => {
  expect([null, undefined, true, false, "x", 0.82312].map((cell) => formatCell(cell))).toEqual([
    "–",
    "–",
    "yes",
    "no",
    "x",
    "0.8231",
  ]);
});

test.each([
  [0, "no minutes"],
  [59_999, "no minutes"],
  [119 * 60_000, "119 minutes"],
  [120 * 60_000, "2 hours"],
  [47.9 * 3_600_000, "47 hours"],
  [48 * 3_600_000, "2 days"],
  [-5, "no minutes"],
])("an age of %s ms is %s", (age, text) => expect(formatAge(age)).toBe(text));
