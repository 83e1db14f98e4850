import fc from "fast-check";
import { expect, test } from "vitest";
import type { OpenColumnKernel } from "../../src/profile/column-kernel.ts";
import { kernelLoops } from "../../src/profile/kernel-loops.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { plainLoops } from "../../src/profile/row-loops.ts";
import { instantiateColumns } from "../../src/runner/instantiate.ts";
import type { Column, InvalidCell, Table } from "../../src/tables/table.ts";

const specials = [
  Number.NaN,
  0,
  -0,
  Infinity,
  -Infinity,
  5e-324,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 53,
  0.1,
];
const cell = {
  whole: fc.integer({ min: -50, max: 50 }),
  money: fc.integer({ min: -9999, max: 99_999 }).map((cents) => cents / 100),
  real: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  any: fc.oneof(fc.double(), fc.constantFrom(...specials)),
  gappy: fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10),
  ),
};

/** Tables of one to six columns of numbers and texts; rows repeat, so that there are duplicates and many blocks. */
const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    times: fc.constantFrom(1, 2, 60),
    kinds: fc.array(fc.constantFrom("whole", "money", "real", "any", "gappy", "text", "boolean"), {
      minLength: 1,
      maxLength: 6,
    }),
    invalid: fc.boolean(),
  })
  .chain(({ rows, times, kinds, invalid }) =>
    fc
      .tuple(
        ...kinds.map((kind) =>
          fc.array(
            kind === "text"
              ? fc.integer({ min: -1, max: 3 })
              : kind === "boolean"
                ? fc.constantFrom(0, 1)
                : cell[kind],
            { minLength: rows, maxLength: rows },
          ),
        ),
      )
      .map((columns) => tableOf(columns as number[][], kinds, times, invalid)),
  );

function tableOf(cells: number[][], kinds: readonly string[], times: number, isInvalid: boolean): Table {
  const rows = (cells[0]?.length ?? 0) * times;
  const columns = cells.map((each, index): Column => {
    const all = Array.from({ length: rows }, (_, row) => each[row % each.length] ?? 0);
    const name = `c${index}`;
    if (kinds[index] === "text")
      return {
        kind: "text",
        name,
        type: "text",
        codes: Int32Array.from(all),
        dictionary: ["a", "b", "", "dé"],
      };
    const values = Float64Array.from(all);
    const invalid: InvalidCell[] = [];
    if (isInvalid) {
      invalid.push({ row: rows - 1, text: "x" });
      values[rows - 1] = Number.NaN;
    }
    const type = kinds[index] === "boolean" ? "boolean" : "number";
    return { kind: "numeric", name, type, values, invalid, invalidCount: invalid.length };
  });
  return { source: "t.csv", rows, columns, lines: new Uint32Array(0), bytes: 1, digest: "" };
}

test("a profile by the kernel is that of the plain loops to the last bit", () => {
  const profileBy = (table: Table, open?: OpenColumnKernel): unknown =>
    relateColumns(table, profileTable(table, open), open);
  fc.assert(
    fc.property(tables, (table) => {
      expect(profileBy(table, instantiateColumns)).toEqual(profileBy(table));
    }),
    { numRuns: 300 },
  );
});

test("moments of the kernel are those of the plain loop over all magnitudes and blocks", () => {
  fc.assert(
    fc.property(
      fc.array(cell.any, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 90 }),
      (seed, times) => {
        const values = Float64Array.from(
          { length: seed.length * times },
          (_, i) => seed[i % seed.length] ?? 0,
        );
        const loops = kernelLoops(instantiateColumns, values.length);
        expect(loops.momentsOf(values)).toEqual(plainLoops.momentsOf(values));
      },
    ),
    { numRuns: 200 },
  );
});

test("values of few decimals are counted one by one even where the first ones are whole", () => {
  const values = Float64Array.from({ length: 3000 }, (_, row) => (row < 100 ? row : row / 10));
  const counted = kernelLoops(instantiateColumns, values.length).countGrid(values, 0, 299.9);
  expect(counted?.keys).toHaveLength(new Set(values).size);
  expect([...(counted?.keys ?? [])]).toEqual([...new Set(values)].sort((a, b) => a - b));
});
