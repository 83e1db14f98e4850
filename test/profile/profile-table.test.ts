import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type ColumnProfile, type Profile, profileSchema } from "../../src/profile/profile-schema.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { readCsv } from "../../src/tables/read-csv.ts";
import { readText } from "../tables/read-text.ts";

const samples = path.join(import.meta.dirname, "../../node_modules/@observablehq/sample-datasets");
const fixtures = path.join(import.meta.dirname, "../fixtures/profile");
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, "../golden/profile.json"), "utf8"));
const files = {
  diamonds: path.join(samples, "diamonds.csv"),
  penguins: path.join(samples, "penguins.csv"),
  mixed: path.join(fixtures, "mixed.csv"),
};

async function profileFile(file: string): Promise<Profile> {
  return profileTable(await readCsv(() => createReadStream(file), { source: file }));
}

function columnOf(profile: Profile, name: string): ColumnProfile {
  const column = profile.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(name);
  return column;
}

function expectClose(actual: unknown, expected: unknown, where: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    const error = Math.abs(actual - expected) / (Math.abs(expected) || 1);
    expect(error, `${where}: ${actual}, golden ${expected}`).toBeLessThanOrEqual(1e-12);
    return;
  }
  if (typeof expected !== "object" || expected === null) throw new Error(where);
  for (const [key, value] of Object.entries(expected))
    expectClose((actual as Record<string, unknown> | undefined)?.[key], value, `${where}.${key}`);
}

describe.each(Object.entries(files))("the profile of %s agrees with pandas and numpy", (name, file) => {
  const expected = golden[name];

  test("in its rows and numbers, to 1e-12", async () => {
    const profile = await profileFile(file);
    expect(profileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
    expect(profile.rows).toBe(expected.rows);
    expect(profile.duplicate_rows).toBe(expected.duplicate_rows);
    for (const [column, values] of Object.entries<Record<string, unknown>>(expected.numbers)) {
      const { outliers, ...others } = values;
      const actual = columnOf(profile, column);
      expectClose(actual, others, column);
      if (actual.outliers !== undefined) expect(actual.outliers).toBe(outliers);
    }
  });

  test("in its texts", async () => {
    const profile = await profileFile(file);
    for (const [column, { counts, ...values }] of Object.entries<Record<string, object>>(expected.texts)) {
      const actual = columnOf(profile, column);
      const { mean_length, ...others } = values as { mean_length?: number };
      expectClose(actual.mean_length, mean_length, `${column}.mean_length`);
      expect(actual).toMatchObject(others);
      expect(Object.fromEntries(actual.top_values.map(({ value, count }) => [value, count]))).toEqual(counts);
    }
  });
});

test("what columns have to do with each other agrees with pandas and scipy", async () => {
  const file = path.join(fixtures, "related.csv");
  const table = await readCsv(() => createReadStream(file), { source: file });
  const profile = relateColumns(table, profileTable(table));
  expect(profileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  const { pairs, missing_patterns, days } = golden.related;
  expect(profile.correlations?.rows).toBe(2000);
  expect(profile.correlations?.pairs.map(({ columns }) => columns)).toEqual(
    pairs.map(({ columns }: { columns: string[] }) => columns),
  );
  for (const [index, { columns, ...expected }] of pairs.entries())
    expectClose(profile.correlations?.pairs[index], expected, columns.join());
  const byColumns = (profile.missing_patterns ?? []).toSorted(
    (a, b) => b.rows - a.rows || (a.columns.join("\0") < b.columns.join("\0") ? -1 : 1),
  );
  expect(byColumns).toEqual(missing_patterns.slice(0, 20));
  for (const [name, expected] of Object.entries<object>(days))
    expect(columnOf(profile, name)).toMatchObject(expected);
});

test("a column says what it seems to be for, and why", async () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i + 100},user-${i},${i % 2 ? "a" : "b"},x,,2026-01-0${1 + (i % 9)},${i % 3 === 0}`,
  );
  const table = await readText(`id,user,kind,same,none,day,flag\n${rows.join("\n")}\n`);
  const profile = profileTable(table);
  expect(profile.columns.map(({ name, type, role, why }) => [name, type, role, why])).toEqual([
    ["id", "integer", "identifier", "every value is a different integer"],
    ["user", "text", "identifier", "every value is a different short text"],
    ["kind", "text", "category", "2 different texts in 40 values"],
    ["same", "text", "constant", "every value is the same"],
    ["none", "text", "empty", "no cell has a value"],
    ["day", "date", "time", "values are ISO 8601 dates"],
    ["flag", "boolean", "boolean", "every value is true or false"],
  ]);
  expect(columnOf(profile, "day")).toMatchObject({ min: "2026-01-01", max: "2026-01-09" });
  expect(columnOf(profile, "flag").top_values).toEqual([
    { value: false, count: 26 },
    { value: true, count: 14 },
  ]);
});

test("values seen fewer than 10 times stay out of the profile", async () => {
  const often = Array.from({ length: 10 }, () => "Ann,1").join("\n");
  const seldom = Array.from({ length: 9 }, () => "Secret Person,2").join("\n");
  const profile = profileTable(await readText(`who,n\n${often}\n${seldom}\n`));
  expect(JSON.stringify(profile)).not.toContain("Secret Person");
  expect(columnOf(profile, "who").top_values).toEqual([{ value: "Ann", count: 10 }]);
  expect(columnOf(profile, "n").top_values).toEqual([{ value: 1, count: 10 }]);
});

test("infinite values are counted and left out of the statistics", async () => {
  const profile = profileTable(await readText("x\n1.5\n-2\ninf\n-inf\n"));
  expect(columnOf(profile, "x")).toMatchObject({
    count: 4,
    infinite: 2,
    min: -2,
    max: 1.5,
    mean: -0.25,
    negatives: 2,
  });
});

test("a table without rows has a profile", async () => {
  const profile = profileTable(await readText("a,b\n"));
  expect(profile).toMatchObject({ rows: 0, duplicate_rows: 0 });
  expect(profile.columns.map(({ role }) => role)).toEqual(["empty", "empty"]);
});

test("distinct numbers past 65,536 are estimated, and the estimate says its error", async () => {
  const values = Array.from({ length: 200_000 }, (_, i) => ((i * 7919) % 150_001) * 1e4);
  const column = columnOf(profileTable(await readText(`n\n${values.join("\n")}\n`)), "n");
  expect(column.distinct_error).toBeCloseTo(0.008125, 6);
  expect(Math.abs(column.distinct / 150_001 - 1)).toBeLessThan(4 * (column.distinct_error ?? 0));
});
