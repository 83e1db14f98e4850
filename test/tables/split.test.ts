import fc from "fast-check";
import { expect, test } from "vitest";
import { hashRows, type RowHashes, rowIds } from "../../src/tables/row-hash.ts";
import { type SplitOptions, splitRows } from "../../src/tables/split.ts";
import { readText } from "./read-text.ts";

async function hashesOf(rows: readonly (string | number)[]): Promise<RowHashes> {
  return hashRows(await readText(`x\n${rows.join("\n")}\n`, { types: { x: "text" } }), ["x"]);
}

/** The part that each row's content falls in. */
function partsOf(hashes: RowHashes, options: SplitOptions): Map<string, string> {
  const split = splitRows(hashes, options);
  const ids = rowIds(hashes).map((id) => id.slice(0, 16));
  return new Map(
    Object.entries(split).flatMap(([part, rows]) =>
      [...(rows as Uint32Array)].map((row) => [ids[row] ?? "", part]),
    ),
  );
}

const options = { test: 0.3, validation: 0.2, seed: 42 };

test("rows that come, go or move never move the others", async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(names, names, fc.integer(), async (before, others, seed) => {
      const parts = partsOf(await hashesOf(before), { ...options, seed });
      const after = [...others, ...before.slice(Math.floor(before.length / 2))].reverse();
      const changed = partsOf(await hashesOf(after), { ...options, seed });
      for (const [id, part] of changed) if (parts.has(id)) expect(part).toBe(parts.get(id));
    }),
  );
});

test("the parts are disjoint, ascending, complete and near their shares; duplicates stay together", async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => i % 19_000);
  const hashes = await hashesOf(rows);
  const { train, test: tests, validation } = splitRows(hashes, options);
  for (const part of [train, tests, validation]) expect([...part]).toEqual([...part].sort((a, b) => a - b));
  expect(new Set([...train, ...tests, ...validation]).size).toBe(rows.length);
  expect(Math.abs(tests.length / rows.length - 0.3)).toBeLessThan(0.015);
  expect(Math.abs(validation.length / rows.length - 0.2)).toBeLessThan(0.015);
  const contents = new Set([...tests].map((row) => rows[row]));
  expect([...train].some((row) => contents.has(rows[row]))).toBe(false);
});

test("different seeds divide independently", async () => {
  const hashes = await hashesOf(Array.from({ length: 20_000 }, (_, i) => i));
  const first = new Set(splitRows(hashes, { test: 0.3, seed: 1 }).test);
  const second = splitRows(hashes, { test: 0.3, seed: 2 }).test;
  const both = [...second].filter((row) => first.has(row)).length;
  expect(Math.abs(both / 20_000 - 0.09)).toBeLessThan(0.01);
});

test("the split of a seed never changes", async () => {
  const hashes = await hashesOf(Array.from({ length: 40 }, (_, i) => i));
  expect([...splitRows(hashes, { test: 0.25, seed: 42 }).test]).toMatchInlineSnapshot(`
    [
      2,
      3,
      4,
      6,
      8,
      9,
      11,
      18,
      26,
      27,
      28,
      29,
      35,
    ]
  `);
});

test("stratified parts hold every class's share, and duplicates stay together", async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => i);
  const stratify = Int32Array.from(rows, (row) => (row < 900 ? 0 : row < 990 ? 1 : -1));
  const { test: tests } = splitRows(await hashesOf(rows), { test: 0.2, seed: 7, stratify });
  const count = (code: number): number => [...tests].filter((row) => stratify[row] === code).length;
  expect([count(0), count(1), count(-1)]).toEqual([180, 18, 2]);

  const pairs = rows.map((row) => row % 500);
  const split = splitRows(await hashesOf(pairs), { test: 0.2, seed: 7, stratify: new Int32Array(1000) });
  const contents = new Set([...split.test].map((row) => pairs[row]));
  expect([...split.train].some((row) => contents.has(pairs[row]))).toBe(false);
});

test.each([
  { test: 1, seed: 0 },
  { test: 0.6, validation: 0.4, seed: 0 },
  { test: -0.1, seed: 0 },
  { test: Number.NaN, seed: 0 },
])("shares that leave nothing to train on are refused: %j", async (shares) => {
  const hashes = await hashesOf([1, 2]);
  expect(() => splitRows(hashes, shares)).toThrow(
    /^Cannot split the rows: "test" \(.*\) and "validation" \(.*\) must/,
  );
});
