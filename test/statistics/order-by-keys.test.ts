import fc from "fast-check";
import { expect, test } from "vitest";
import { orderByKeys } from "../../src/statistics/order-by-keys.ts";
import { sortWithEnds } from "../../src/statistics/sort-rows.ts";

const word = fc.oneof(fc.nat(5), fc.nat(2 ** 31), fc.constantFrom(2 ** 32 - 1, 2 ** 22, 2 ** 11));

test("keys are in order, those of one key in that of their rows, and what was given stays", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), (given) => {
      const keys = Uint32Array.from(given);
      const sorted = orderByKeys(keys);
      const expected = [...given.keys()].sort((a, b) => given[a]! - given[b]! || a - b);
      expect([...sorted.order]).toEqual(expected);
      expect([...sorted.keys]).toEqual(expected.map((row) => given[row]));
      expect([...keys]).toEqual(given);
    }),
  );
});

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 0.5, 0.5 + 2 ** -40, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324),
);

test("values of any size are in order, equal ones in that of their rows, with where each ends", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 100 }), (given) => {
      const { order, ends } = sortWithEnds(Float64Array.from(given));
      const expected = [...given.keys()].sort((a, b) =>
        given[a]! < given[b]! ? -1 : given[a]! > given[b]! ? 1 : a - b,
      );
      expect([...order]).toEqual(expected);
      const last = (place: number) =>
        place + 1 === given.length || given[expected[place]!] !== given[expected[place + 1]!];
      expect([...ends]).toEqual([...given.keys()].filter(last).map((place) => place + 1));
    }),
  );
});
