import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import type { Table } from "../../src/tables/table.ts";

/** 90,000 different numbers that lie on no small grid, of which the profile only estimates how many there are. */
const different = 90_000;
const values = Float64Array.from({ length: 100_000 }, (_, row) => Math.sqrt(2 + (row % different)) * 1e6);
const table: Table = {
  source: "data.csv",
  rows: values.length,
  columns: [{ kind: "numeric", name: "x", type: "number", values, invalid: [], invalidCount: 0 }],
  lines: new Uint32Array(0),
  bytes: 0,
  digest: "",
};
const profile = profileTable(table);

test("the profile's count is an estimate that is not exact", () => {
  expect(profile.columns[0]?.distinct_error).toBeGreaterThan(0);
  expect(profile.columns[0]?.distinct).not.toBe(different);
});

test.each<[Check, boolean]>([
  [{ column: "x", distinct: { min: different, max: different } }, true],
  [{ column: "x", distinct: { max: different - 1 } }, false],
  [{ column: "x", distinct: { min: different + 1 } }, false],
  [{ column: "x", distinct: { min: "90%", max: "90%" } }, true],
  [{ column: "x", unique: true, mostly: 0.8 }, true],
  [{ column: "x", unique: true, mostly: 0.81 }, false],
])(
  "a check within the estimate's error of its threshold is judged by an exact count: %o",
  async (check, holds) => {
    const [outcome] = await judgeChecks(table, profile, [check]);
    expect(outcome?.passed).toBe(holds);
  },
);
