import fc from "fast-check";
import { expect, test } from "vitest";
import { exp, log, log1p, powerBelow, powerFrom } from "../../src/learn/exponential.ts";

/** Two units in the last place: ours and the engine's own are each within one of the truth. */
function expectSame(found: number, wanted: number): void {
  if (Number.isNaN(wanted)) expect(found).toBeNaN();
  else if (!Number.isFinite(wanted) || Math.abs(wanted) < 1e-307)
    expect(Math.abs(found - wanted) <= 5e-324 || found === wanted).toBe(true);
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(2 ** -51 * Math.abs(wanted));
}

test("exp is the engine's, to the last place", () => {
  fc.assert(fc.property(fc.double({ min: -760, max: 720 }), (x) => expectSame(exp(x), Math.exp(x))));
  for (const x of [0, -0, 1, -1, 709.78, 709.79, -745.13, -745.14, -708.5, Infinity, -Infinity, Number.NaN])
    expectSame(exp(x), Math.exp(x));
});

test("log is the engine's, to the last place", () => {
  fc.assert(fc.property(fc.double(), (x) => expectSame(log(x), Math.log(x))));
  for (const x of [0, 1, 2, 0.5, 5e-324, 1e-310, 1.7976931348623157e308, Infinity, -1, Number.NaN])
    expectSame(log(x), Math.log(x));
});

test("log1p keeps what log of a sum would lose", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e10, noNaN: true }), (x) => {
      expect(Math.abs(log1p(x) - Math.log1p(x))).toBeLessThanOrEqual(4 * Number.EPSILON * Math.log1p(x));
    }),
  );
});

test("the bits are these, on every machine", () => {
  const bits = (x: number) => Buffer.from(Float64Array.of(x).buffer).readBigUInt64LE().toString(16);
  expect([exp(1), exp(-0.3), exp(20.5), log(3), log(0.1), log(12345.678)].map(bits)).toMatchInlineSnapshot(`
    [
      "4005bf0a8b14576a",
      "3fe7b4c869c37c05",
      "41c7d6c4f0bcdd5c",
      "3ff193ea7aad030a",
      "c0026bb1bbb55515",
      "4022d79559791e31",
    ]
  `);
});

test("powers of two lie around any number", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-307, max: 1e300, noNaN: true }), (x) => {
      const [below, from] = [powerBelow(x), powerFrom(x)];
      expect(below <= x && x < 2 * below && x <= from && from / 2 < x).toBe(true);
      expect(Number.isInteger(Math.log2(below))).toBe(true);
    }),
  );
  expect([powerBelow(8), powerFrom(8), powerBelow(9), powerFrom(9), powerBelow(0.3)]).toEqual([
    8, 8, 8, 16, 0.25,
  ]);
});
