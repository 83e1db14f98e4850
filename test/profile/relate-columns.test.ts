import fc from "fast-check";
import { expect, test } from "vitest";
import { correlateColumns } from "../../src/profile/correlate-columns.ts";
import { countMissing, mergeMissing } from "../../src/profile/count-missing.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { averageRanks, centredRanks, rankCodes } from "../../src/statistics/ranks.ts";
import type { NumericColumn, Table } from "../../src/tables/table.ts";
import { readText } from "../tables/read-text.ts";

function tableOf(columns: Record<string, ArrayLike<number>>): Table {
  const numeric = Object.entries(columns).map(
    ([name, values]): NumericColumn => ({
      kind: "numeric",
      name,
      type: "number",
      values: Float64Array.from(values),
      invalid: [],
      invalidCount: 0,
    }),
  );
  const rows = numeric[0]?.values.length ?? 0;
  return { source: "x", rows, columns: numeric, lines: new Uint32Array(0), bytes: 0, digest: "" };
}

test("patterns of what is missing are those of the rows, also when parts are put together", () => {
  const cells = fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), { maxLength: 40 });
  fc.assert(
    fc.property(cells, fc.nat(40), (rows, cut) => {
      const count = (part: boolean[][]) =>
        countMissing(
          tableOf(
            Object.fromEntries([0, 1, 2, 3].map((i) => [i, part.map((row) => (row[i] ? Number.NaN : 1))])),
          ),
        );
      const expected = new Map<string, number>();
      for (const row of rows) {
        const key = row.flatMap((isMissing, i) => (isMissing ? [i] : [])).join();
        if (key !== "") expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      for (const found of [count(rows), mergeMissing(count(rows.slice(0, cut)), count(rows.slice(cut)))])
        expect(new Map(found.map((each) => [each.columns.join(), each.rows]))).toEqual(expected);
    }),
  );
});

test("ranks are average ranks, on a grid and off it", () => {
  const value = fc.oneof(
    fc.integer({ min: -9, max: 9 }),
    fc.double({ noNaN: true }),
    fc.constant(Number.NaN),
  );
  const grid = fc.integer({ min: -50, max: 50 }).map((each) => each / 100);
  fc.assert(
    fc.property(fc.oneof(fc.array(value), fc.array(grid)), (all) => {
      const finite = all.filter(Number.isFinite);
      const rank = (x: number): number =>
        finite.filter((each) => each < x).length + (finite.filter((each) => each === x).length + 1) / 2;
      const codes = rankCodes(Float64Array.from(all), {
        min: Math.min(...finite),
        max: Math.max(...finite),
      });
      const expected = all.map((x) => (Number.isFinite(x) ? rank(x) : Number.NaN));
      expect([...averageRanks(codes)]).toEqual(expected);
      if (finite.length < all.length || all.length === 0) return;
      const { values, norm } = centredRanks(codes);
      expect([...values]).toEqual(expected.map((each) => each - (all.length + 1) / 2));
      expect(norm ** 2).toBeCloseTo(
        values.reduce((sum, each) => sum + each * each, 0),
        6,
      );
    }),
  );
});

test("above 100,000 rows correlations are those of a sample that is always the same", () => {
  const rows = 150_000;
  const a = Float64Array.from({ length: rows }, (_, i) => (i * 7919) % 1009);
  const b = a.map((each, i) => each + ((i * 104_729) % 499));
  const table = tableOf({ a, b });
  const once = correlateColumns(table, profileTable(table));
  expect(once).toEqual(correlateColumns(table, profileTable(table)));
  expect(once.rows).toBe(100_000);
  const [pair] = once.pairs;
  const part = tableOf({ a: a.slice(0, 100_000), b: b.slice(0, 100_000) });
  const [exact] = correlateColumns(part, profileTable(part)).pairs;
  expect(pair?.pearson).toBeCloseTo(exact?.pearson ?? 0, 2);
  expect(pair?.spearman).toBeCloseTo(exact?.spearman ?? 0, 2);
});

test("columns past the first 20 are left out and counted; constants and personal data are not compared", async () => {
  const wide = tableOf(
    Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`c${i}`, [1.5, 2, i, 4, 4.5, 4.5]])),
  );
  const { columns_left_out, pairs } = correlateColumns(wide, profileTable(wide));
  expect([columns_left_out, pairs.length]).toEqual([5, 190]);
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2}.5,7,a${i % 2}@example.org,${i % 4}.25`);
  const table = await readText(`x,same,mail,y\n${rows.join("\n")}\n`);
  const related = relateColumns(table, profileTable(table));
  expect(related.correlations?.pairs.map(({ columns }) => columns)).toEqual([["x", "y"]]);
  expect(related.missing_patterns).toEqual([]);
});
