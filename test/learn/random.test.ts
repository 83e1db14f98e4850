import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom, randomState } from "../../src/learn/random.ts";

test("is xoshiro128++ 1.0: the first numbers from the state 1, 2, 3, 4, by its authors' C code", () => {
  const random = randomFrom(Uint32Array.of(1, 2, 3, 4));
  expect(Array.from({ length: 5 }, random.next)).toEqual([641, 1573767, 3222811527, 3517856514, 836907274]);
});

test("below is the high word of the product, exactly", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
      const state = randomState(seed, 1);
      const high = (BigInt(randomFrom(state).next()) * BigInt(n)) >> 32n;
      expect(randomFrom(state).below(n)).toBe(Number(high));
    }),
  );
});

test("streams and seeds beside each other have nothing in common", () => {
  const firsts = new Set<number>();
  for (const seed of [0, 1, -1, 0.5, 42, 2 ** 40, 2 ** 40 + 1])
    for (let stream = 0; stream < 1000; stream++) firsts.add(randomFrom(randomState(seed, stream)).next());
  expect(firsts.size).toBeGreaterThan(6990);
  const random = randomFrom(randomState(42, 7));
  const counts = new Float64Array(10);
  for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});
