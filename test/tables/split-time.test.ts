import fc from "fast-check";
import { expect, test } from "vitest";
import { splitTime } from "../../src/tables/split-time.ts";

test("the latest rows are tested, those of the cut's own moment with them", () => {
  const times = Float64Array.of(5, 1, 3, Number.NaN, 4, 4, 2);
  expect(splitTime(times, 0.2)).toMatchObject({
    train: Uint32Array.of(1, 2, 3, 4, 5, 6),
    test: Uint32Array.of(0),
  });
  expect([...splitTime(times, 0.4).test]).toEqual([0, 4, 5]);
});

test("every row is in one part, and no training row is later than a test row", () => {
  const time = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: 50 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (given, share) => {
        const times = Float64Array.from(given);
        const { train, test: tested } = splitTime(times, share);
        expect([...train, ...tested].sort((a, b) => a - b)).toEqual([...times.keys()]);
        for (const row of train) for (const other of tested) expect(times[row]! >= times[other]!).toBe(false);
      },
    ),
  );
});
