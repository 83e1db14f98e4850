import fc from "fast-check";
import { expect, test } from "vitest";
import { baseOf, idOf, type RowIds, readIds } from "../../src/gate/row-ids.ts";
import { digestInOrder, digestRows, orderRows } from "../../src/gate/row-order.ts";
import type { Column } from "../../src/tables/table.ts";

function idsOf(dictionary: string[]): RowIds {
  const codes = Int32Array.from(dictionary.keys());
  const column: Column = { kind: "text", name: "row_id", type: "text", codes, dictionary };
  const table = { source: "rows", rows: codes.length, columns: [column], bytes: 0, digest: "" };
  return readIds({ ...table, lines: new Uint32Array(0) }, column);
}

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
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.nat(3000).map((number) => `customer-${number}`),
  hex.map((text) => text.toUpperCase()),
);

test.each([
  ["ids of ours", id],
  ["any ids", any],
])("%s are put in the order of their texts, then of what was so", (_, one) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(one, fc.nat(2)), { maxLength: 60, size: "max" }), (given) => {
      const ids = given.map(([text]) => text);
      const bytes = idsOf(ids);
      expect(ids.map((_, row) => idOf(bytes, row))).toEqual(ids);
      const bases = ids.map((_, row) => baseOf(bytes, row));
      const actual = Float64Array.from(given, ([, value]) => value);
      const key = (row: number) => [bases[row]!, actual[row]!, ids[row]!] as const;
      const expected = [...ids.keys()].sort((a, b) => {
        for (const [index, left] of key(a).entries()) {
          const right = key(b)[index]!;
          if (left !== right) return left < right ? -1 : 1;
        }
        return 0;
      });
      const { order, repeats } = orderRows(bytes, actual);
      const found = [...order];
      expect(found.map(key)).toEqual(expected.map(key));
      expect(new Set(found).size).toBe(ids.length);
      const isRepeat = (place: number) => place > 0 && bases[found[place]!] === bases[found[place - 1]!];
      expect([...repeats]).toEqual(found.map((_, place) => Number(isRepeat(place))));
    }),
    { numRuns: 300 },
  );
});

test("the base of an id is without the number of its occurrence", () => {
  const basesOf = (ids: string[]) => ids.map((_, row) => baseOf(idsOf(ids), row));
  expect(basesOf(["0123456789abcdef", "0123456789abcdef-2", "0123456789abcdef-12"])).toEqual(
    new Array(3).fill("0123456789abcdef"),
  );
  const others = ["patient-2", "0123456789abcdef-0", "0123456789abcdef-", "0123456789ABCDEF-2", "own-3", ""];
  expect(basesOf(others)).toEqual(others);
});

test("rows in order have the digest of their sorted lines", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.nat(30)), { minLength: 1, maxLength: 60 }), (given) => {
      const ids = idsOf(given.map(([text]) => text));
      const actual = Float64Array.from(given, ([, value]) => value);
      const lineOf = (row: number) => `${baseOf(ids, row)} ${actual[row]}`;
      const lines = given.map((_, row) => lineOf(row));
      expect(digestInOrder(orderRows(ids, actual), lineOf)).toBe(digestRows(lines));
    }),
  );
});
