import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

/** More cells that are no numbers than texts of such are kept: every third of 9,000, and every ninth missing. */
const cells = Array.from({ length: 9000 }, (_, row) =>
  row % 9 === 1 ? "" : row % 3 === 0 ? "x" : String(row),
);
const table = await readText(`id,n\n${cells.map((cell, row) => `${row},${cell}`).join("\n")}\n`, {
  types: { n: "number" },
});

const second = (row: number): boolean => row >= 4500;

test.each<[Check, (row: number) => boolean, number]>([
  [{ column: "n", type: "number" }, (row) => row % 3 === 0, 8000],
  [{ column: "n", type: "number", where: "id >= 4500" }, (row) => second(row) && row % 3 === 0, 4000],
  [{ column: "n", required: true }, (row) => row % 9 === 1, 9000],
  [{ column: "n", required: true, where: "id >= 4500" }, (row) => second(row) && row % 9 === 1, 4500],
  [{ column: "n", missing: { max: 0 }, where: "id >= 4500" }, (row) => second(row) && row % 9 === 1, 4500],
])("%o counts every invalid cell", async (check, fails, considered) => {
  const [outcome] = await judgeChecks(table, profileTable(table), [check]);
  const rows = [...cells.keys()].filter(fails);
  expect(outcome?.failed).toBe(rows.length);
  expect(outcome?.considered).toBe(considered);
  expect(outcome?.rows.map(({ row }) => row)).toEqual(rows.slice(0, 100));
});
