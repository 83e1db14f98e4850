import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuantity } from "../../src/config/quantity.ts";

test.each([
  ["25MB", 25e6, "bytes"],
  ["1.5 GB", 1.5e9, "bytes"],
  ["300 B", 300, "bytes"],
  ["2MiB", 2 ** 21, "bytes"],
  ["30d", 2_592_000, "seconds"],
  ["50ms", 0.05, "seconds"],
  ["250µs", 0.00025, "seconds"],
  ["250us", 0.00025, "seconds"],
  ["1.5 h", 5400, "seconds"],
  ["5%", 0.05, "share"],
  ["0.1 %", 0.001, "share"],
  ["-2%", -0.02, "share"],
  ["110%", 1.1, "share"],
])("%s is %s of %s", (text, value, unit) => {
  expect(parseQuantity(text)).toEqual({ value, unit });
});

test.each([
  "",
  "25",
  "MB",
  "25 mb",
  "1e3MB",
  "25MBs",
  "5 %%",
  "٣d",
  "1.MB",
  ".5%",
  "9".repeat(40),
  "1 toString",
])("%j is none", (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test("whatever is written, it is a finite number or nothing", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      expect(Number.isFinite(parseQuantity(text)?.value ?? 0)).toBe(true);
    }),
  );
});
