import fc from "fast-check";
import { expect, test } from "vitest";
import { baseOf, orderRows } from "../../src/gate/row-order.ts";

const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 16, maxLength: 16 });
/** Ids that begin alike are many among those of few digits. */
const near = fc.tuple(
  fc.constantFrom("00000000", "0000000a", "ffffffff"),
  fc.constantFrom("00000001", "000000ff", "abcdef01"),
);
const id = fc.oneof(
  hex,
  near.map((halves) => halves.join("")),
  hex.map((text) => `${text}-2`),
);
const any = fc.oneof(
  id,
  fc.string({ maxLength: 20 }),
  hex.map((text) => text.toUpperCase()),
);

test.each([
  ["ids of ours", id],
  ["any ids", any],
])("%s are put in the order of their texts, then of what was so", (_, one) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(one, fc.nat(2)), { maxLength: 40 }), (given) => {
      const ids = given.map(([text]) => text);
      const bases = ids.map(baseOf);
      const actual = Float64Array.from(given, ([, value]) => value);
      const key = (row: number) => [bases[row]!, actual[row]!, ids[row]!] as const;
      const expected = [...ids.keys()].sort((a, b) => {
        for (const [index, left] of key(a).entries()) {
          const right = key(b)[index]!;
          if (left !== right) return left < right ? -1 : 1;
        }
        return 0;
      });
      const found = [...orderRows({ bases, actual }, ids)];
      expect(found.map(key)).toEqual(expected.map(key));
      expect(new Set(found).size).toBe(ids.length);
    }),
    { numRuns: 300 },
  );
});

test("the base of an id is without the number of its occurrence", () => {
  expect(["0123456789abcdef", "0123456789abcdef-2", "0123456789abcdef-12"].map(baseOf)).toEqual(
    new Array(3).fill("0123456789abcdef"),
  );
  const others = ["patient-2", "0123456789abcdef-0", "0123456789abcdef-", "0123456789ABCDEF-2", "own-3", ""];
  expect(others.map(baseOf)).toEqual(others);
});
