import { expect, test } from "vitest";
import { finishSummary } from "../../src/profile/finish-summary.ts";
import { type MergedColumn, mergeSummary } from "../../src/profile/merge-summaries.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { summarizeColumn } from "../../src/profile/summarize-column.ts";
import type { NumericColumn } from "../../src/tables/table.ts";

function numbers(values: Float64Array, type: NumericColumn["type"]): NumericColumn {
  return { kind: "numeric", name: "x", type, values, invalid: [], invalidCount: 0 };
}

/** The profile by ten parts, with every fifth row as the sample. */
function byParts(column: NumericColumn) {
  const { values, type } = column;
  let merged: MergedColumn | undefined;
  for (let part = 0; part < 10; part++) {
    const rows = values.slice((values.length * part) / 10, (values.length * (part + 1)) / 10);
    merged = mergeSummary(merged, summarizeColumn(numbers(rows, type), { seed: part, rows: values.length }));
  }
  const sample = numbers(
    values.filter((_, row) => row % 5 === 0),
    type,
  );
  return finishSummary(merged as MergedColumn, { type, sample, share: 0.2 });
}

test("a column that is read part by part is an identifier where the sample says so and the estimate allows it", () => {
  const ids = Float64Array.from({ length: 200_000 }, (_, i) => ((i * 7919) % 200_003) * 4099);
  expect(byParts(numbers(ids, "integer"))).toMatchObject({
    role: "identifier",
    why: "every value of a sample is different",
  });
  const twice = ids.map((_, row) => ids[row % 120_000]!);
  expect(byParts(numbers(twice, "integer"))).toMatchObject({ role: "number" });
  const { distinct } = byParts(numbers(ids, "integer"));
  expect(distinct).toBeLessThanOrEqual(200_000);
});

test("moments and gaps of parts are those of the whole", () => {
  const day = 86_400_000;
  const dates = numbers(
    Float64Array.from({ length: 5000 }, (_, i) => Math.floor(i ** 1.3 / 50) * day),
    "date",
  );
  const table = {
    source: "x",
    rows: 5000,
    columns: [dates],
    lines: new Uint32Array(0),
    bytes: 0,
    digest: "",
  };
  const { days, missing_days, largest_gap, min, max } = profileTable(table).columns[0] ?? {};
  expect(byParts(dates)).toMatchObject({ days, missing_days, largest_gap, min, max });
  const skewed = numbers(
    dates.values.map((each) => (each / day) ** 2),
    "number",
  );
  const whole = profileTable({ ...table, columns: [skewed] }).columns[0];
  const parts = byParts(skewed);
  for (const key of ["mean", "std", "skewness"] as const)
    expect((parts[key] ?? 0) / (whole?.[key] ?? 1)).toBeCloseTo(1, 10);
});
