import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const table = await readText("a,b,day\n1,x,2024-01-01\n3,x,2024-01-03\n,y,2024-01-02\n3,x,\n");
const day = 86_400_000;

test.each<[Check, number | undefined, number]>([
  [{ row_count: { max: 1 } }, 4, 4],
  [{ row_count: { min: 1 }, where: "b = 'x'" }, 3, 3],
  [{ column: "a", missing: { max: 9 } }, 1, 4],
  [{ column: "a", missing: { max: 0 }, where: "b = 'y'" }, 1, 1],
  [{ column: "a", distinct: { min: 3 } }, 2, 4],
  [{ column: "b", most_frequent: { max: 1 } }, 3, 4],
  [{ duplicate_rows: { max: 1 } }, 0, 4],
  [{ unique: ["a", "b"] }, 3, 4],
  [{ column: "a", mean: { max: 0 } }, 7 / 3, 4],
  [{ column: "a", sum: { min: 0 } }, 7, 4],
  [{ column: "a", sum: { min: 0 }, where: "a > 9" }, undefined, 0],
  [{ column: "a", max_value: { min: 9 } }, 3, 4],
  [{ column: "day", max_age: "1d" }, 2 * day, 4],
  [{ column: "a", min: 2 }, undefined, 4],
])("%j measures %d of %d rows", async (check, measured, asked) => {
  const now = Date.UTC(2024, 0, 5);
  const [outcome] = await judgeChecks(table, profileTable(table), [check], { now });
  expect(outcome?.measured).toBe(measured);
  expect(outcome?.asked).toBe(asked);
});
