import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fold, foldRows, foldTimes, foldValues } from "../../src/tables/folds.ts";

const hashesOf = (keys: readonly number[]) => ({
  high: Uint32Array.from(keys, (key) => Math.imul(key + 1, 0x9e3779b1)),
  low: Uint32Array.from(keys, (key) => Math.imul(key + 7, 0x85ebca6b)),
});

function expectPartition(folds: readonly Fold[], rows: Uint32Array): void {
  expect(folds.flatMap(({ test: own }) => [...own]).sort((a, b) => a - b)).toEqual([...rows]);
  for (const { train, test: own } of folds)
    expect([...train, ...own].sort((a, b) => a - b)).toEqual([...rows]);
}

test("folds part the rows, evenly, and rows of one content stay together", () => {
  const keys = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 40, maxLength: 200 });
  fc.assert(
    fc.property(
      keys,
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 0, max: 9 }),
      (content, count, seed) => {
        const rows = Uint32Array.from(content.keys()).filter((row) => row % 3 !== 0);
        const folds = foldRows(rows, { hashes: hashesOf(content), count, seed });
        expectPartition(folds, rows);
        for (const { train, test: own } of folds) {
          const seen = new Set(Array.from(train, (row) => content[row]));
          for (const row of own) expect(seen).not.toContain(content[row]);
        }
      },
    ),
  );
  const even = foldRows(
    Uint32Array.from({ length: 100 }, (_, row) => row),
    {
      hashes: hashesOf(Array.from({ length: 100 }, (_, row) => row)),
      count: 5,
      seed: 1,
    },
  );
  expect(even.map(({ test: own }) => own.length)).toEqual([20, 20, 20, 20, 20]);
});

test("each class is parted by itself", () => {
  const classes = Int32Array.from({ length: 200 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const rows = Uint32Array.from({ length: 200 }, (_, row) => row);
  const hashes = hashesOf([...rows]);
  for (const { test: own } of foldRows(rows, { hashes, count: 4, seed: 3, classes }))
    expect(own.filter((row) => classes[row] === 1)).toHaveLength(5);
});

test("time goes forward, as in scikit-learn's TimeSeriesSplit, and a moment is not cut", () => {
  const times = Float64Array.of(5, 1, 2, 3, 4, 6, Number.NaN, 6);
  const folds = foldTimes(Uint32Array.from(times.keys()), times, 2);
  expect(folds.map(({ train, test: own }) => [[...train], [...own]])).toEqual([
    [
      [1, 2, 6],
      [3, 4],
    ],
    [
      [1, 2, 3, 4, 6],
      [0, 5, 7],
    ],
  ]);
});

test("a gap keeps the moments before a stretch out of what it is predicted from", () => {
  const times = Float64Array.of(1, 2, 2, 3, 4, 5, 6);
  const folds = foldTimes(Uint32Array.from(times.keys()), times, 1, 1);
  expect(folds.map(({ train, test: own }) => [[...train], [...own]])).toEqual([[[0], [3, 4, 5, 6]]]);
});

test("folds by value leave out who has none", () => {
  const folds = foldValues(Uint32Array.of(0, 1, 2, 3), Float64Array.of(2, 1, Number.NaN, 2));
  expect(folds.map(({ train, test: own }) => [[...train], [...own]])).toEqual([
    [[0, 2, 3], [1]],
    [
      [1, 2],
      [0, 3],
    ],
  ]);
});
