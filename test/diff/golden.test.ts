import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffData } from "../../src/diff/diff-data.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

interface Counts {
  added: number;
  removed: number;
  changed: number;
}

interface Golden {
  before: string;
  after: string;
  by_content: Counts;
  by_content_but_species: Counts;
  by_key: Counts;
  cells: Record<string, number>;
  /** Missing cells before and after. */
  missing: Record<string, [number, number]>;
}

const golden = JSON.parse(readFileSync("test/golden/diff.json", "utf8")) as Golden;

async function sideOf(text: string, leftOut = "") {
  const chunks = async function* () {
    yield new TextEncoder().encode(text);
  };
  const read = await readCsv(chunks, { source: "penguins.csv" });
  const table = { ...read, columns: read.columns.filter(({ name }) => name !== leftOut) };
  return { table, profile: profileTable(table) };
}

test("rows are counted as DuckDB's EXCEPT ALL and INTERSECT ALL count them", async () => {
  const [before, after] = [await sideOf(golden.before, "nr"), await sideOf(golden.after, "nr")];
  expect(diffData(before, after).changes).toMatchObject(golden.by_content);
  expect(diffData(before, after, { target: "species" }).changes).toMatchObject(golden.by_content_but_species);
});

test("rows with a key, and their cells, are counted as DuckDB's joins count them", async () => {
  const [before, after] = [await sideOf(golden.before), await sideOf(golden.after)];
  const { changes, columns } = diffData(before, after, { key: ["nr"] });
  expect(changes).toMatchObject(golden.by_key);
  expect(Object.fromEntries((changes?.cells ?? []).map(({ column, rows }) => [column, rows]))).toEqual(
    golden.cells,
  );
  for (const { column, missing } of columns)
    expect(missing).toEqual({
      before: (golden.missing[column]?.[0] ?? 0) / before.table.rows,
      after: (golden.missing[column]?.[1] ?? 0) / after.table.rows,
    });
  expect(columns.length).toBeGreaterThan(3);
});
