import { expect, test } from "vitest";
import { finishSummary } from "../../src/profile/finish-summary.ts";
import { type MergedColumn, mergeSummary } from "../../src/profile/merge-summaries.ts";
import { kernelPartLoops } from "../../src/profile/part-loops.ts";
import { profileNumbers } from "../../src/profile/profile-numbers.ts";
import { summarizeColumn } from "../../src/profile/summarize-column.ts";
import { instantiateColumns } from "../../src/runner/instantiate.ts";
import type { NumericColumn } from "../../src/tables/table.ts";

const loops = kernelPartLoops(instantiateColumns);
const parts = 3;
const partRows = 8300;

function columnOf(values: Float64Array): NumericColumn {
  return { kind: "numeric", name: "x", type: "number", values, invalid: [], invalidCount: 0 };
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let word = Math.imul(seed ^ (seed >>> 15), seed | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The profile of values that are summarized in parts of a file of about `rows`, of which some are picked. */
function profileParts(values: Float64Array, seed: number, rows: number) {
  let merged: MergedColumn | undefined;
  for (let part = 0; part < parts; part++) {
    const column = columnOf(values.subarray(part * partRows, (part + 1) * partRows));
    merged = mergeSummary(merged, summarizeColumn(column, { seed: seed * 1000 + part, rows, loops }));
  }
  const sample = columnOf(values.subarray(0, 100));
  return finishSummary(merged as MergedColumn, { type: "number", sample, share: 100 / values.length });
}

test.each([
  ["all values", 1],
  ["one value of four", 1_100_000],
])(
  "quantiles are within their stated error in 99 % of 1,000 seeds: %s",
  (_, rows) => {
    let wrong = 0;
    let told = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const random = randomOf(seed);
      const values = Float64Array.from({ length: parts * partRows }, (_, row) =>
        seed % 3 === 0 ? random() ** 4 : seed % 3 === 1 ? row + random() : random() - random(),
      );
      const { quantiles = {}, quantile_error: error = 0 } = profileParts(values, seed, rows);
      expect(error).toBeGreaterThan(0.006);
      expect(error).toBeLessThan(0.03);
      for (const [probability, quantile] of Object.entries(quantiles)) {
        let below = 0;
        for (const value of values) if (value <= quantile) below++;
        told++;
        if (Math.abs(below / values.length - Number(probability)) > error) wrong++;
      }
    }
    expect(told).toBe(7000);
    expect(wrong / told).toBeLessThanOrEqual(0.01);
  },
  120_000,
);

test("what is no estimate is that of the whole column", () => {
  const random = randomOf(7);
  const values = Float64Array.from({ length: parts * partRows }, () =>
    random() < 0.01 ? Number.NaN : random() * 1e6 - 5e5,
  );
  const whole = profileNumbers(columnOf(values));
  const profile = profileParts(values, 1, 1);
  for (const key of ["count", "missing", "zeros", "negatives", "infinite", "min", "max"] as const)
    expect(profile[key]).toBe(whole[key]);
  for (const key of ["mean", "std", "skewness"] as const)
    expect(Math.abs((profile[key] ?? 0) / (whole[key] ?? 1) - 1)).toBeLessThan(1e-11);
  expect(Math.abs(profile.distinct / whole.distinct - 1)).toBeLessThan(0.03);
});
