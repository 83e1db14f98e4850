import fc from "fast-check";
import { expect, test } from "vitest";
import { countPart, sketchAll } from "../../src/profile/count-part.ts";
import { momentsOf } from "../../src/profile/moments.ts";
import { kernelPartLoops } from "../../src/profile/part-loops.ts";
import { instantiateColumns } from "../../src/runner/instantiate.ts";

const loops = kernelPartLoops(instantiateColumns);

const value = fc.oneof(
  fc.constantFrom(Number.NaN, 0, -0, Infinity, -Infinity, 1e308, -1e308, 5e-324, 1e-200),
  fc.integer({ min: -1000, max: 1000 }),
  fc.double(),
);

test("the kernel's moments, sketches and counts are those of the code without it, to the bit", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 50 }), fc.integer({ min: 1, max: 60 }), (values, times) => {
      const length = values.length * times;
      const column = Float64Array.from({ length }, (_, row) => values[row % values.length]!);
      const moments = momentsOf(column);
      expect(loops.momentsOf(column)).toEqual(moments);
      expect(loops.sketch(column)).toEqual(sketchAll(column));
      expect(countPart(column, moments, 20, loops)).toEqual(countPart(column, moments, 20));
    }),
    { numRuns: 500 },
  );
  const large = Float64Array.from({ length: 200_001 }, (_, row) => Math.sqrt(row));
  expect(loops.momentsOf(large)).toEqual(momentsOf(large));
  expect(loops.sketch(large)).toEqual(sketchAll(large));
  const cents = large.map((root) => Math.round(root * 100) / 100);
  const moments = loops.momentsOf(cents);
  expect(countPart(cents, moments, 50_000, loops)).toEqual(countPart(cents, moments, 50_000));
});

test("many different values are sketched, few are counted", () => {
  const rootsOf = (different: number) =>
    Float64Array.from({ length: 20_000 }, (_, row) => Math.sqrt(row % different));
  const range = { min: 0, max: 200 };
  expect(countPart(rootsOf(8192), range, 8192).values?.counts.length).toBe(8192);
  for (const different of [8193, 20_000]) {
    const sketch = sketchAll(rootsOf(different));
    expect(countPart(rootsOf(different), range, 8192)).toEqual({ values: undefined, sketch });
  }
});
