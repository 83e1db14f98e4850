import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { type CheckOutcome, judgeChecks } from "../../src/checks/judge-checks.ts";
import { checksSection } from "../../src/config/checks.ts";
import { schemaOf } from "../../src/config/schema-of.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { findColumn } from "../../src/tables/table.ts";
import { readText } from "../tables/read-text.ts";

/** Great Expectations' answers: test/golden/checks.py. */
interface Golden {
  csv: string;
  rows: { check: Check; success: boolean; failed: number; considered: number; rows: number[] }[];
  tables: { check: Check; success: boolean }[];
  statistics: { constraint: "mean" | "sum"; column: string; value: number }[];
  quantiles: Record<string, number>;
  correlation: number;
  duplicates: number;
  all_missing: { check: Check; success: boolean }[];
  pair_trap: { expression: string; failed: number; missing_one: number };
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/checks.json", import.meta.url), "utf8"));
const table = await readText(golden.csv);
const profile = profileTable(table);

async function judge(check: Check, exclude: string[] = []): Promise<CheckOutcome> {
  schemaOf(checksSection).parse([check]);
  const [outcome] = await judgeChecks(table, profile, [check], { exclude });
  if (outcome === undefined) throw new Error("the check has no outcome");
  return outcome;
}

test.each(golden.rows)("$check as in Great Expectations", async ({ check, ...theirs }) => {
  const { passed, failed, considered, rows } = await judge(check);
  expect({ success: passed, failed, considered }).toEqual({
    success: theirs.success,
    failed: theirs.failed,
    considered: theirs.considered,
  });
  expect(rows.map(({ row }) => row)).toEqual(theirs.rows.slice(0, 100));
});

test.each(golden.tables)("$check as in Great Expectations", async ({ check, success }) => {
  expect((await judge(check)).passed).toBe(success);
});

/** A hair around a value: 1e-12 of it. */
function around(value: number): { below: number; least: number; most: number; above: number } {
  const step = Math.abs(value) * 1e-12;
  return { below: value - 2 * step, least: value - step, most: value + step, above: value + 2 * step };
}

test.each(golden.statistics)("the $constraint of $column is Great Expectations'", async (each) => {
  const { constraint, column, value } = each;
  if (Number.isInteger(value)) {
    expect((await judge({ column, [constraint]: { min: value, max: value } })).passed).toBe(true);
    return;
  }
  const { below, least, most, above } = around(value);
  expect((await judge({ column, [constraint]: { min: least, max: most } })).passed).toBe(true);
  expect((await judge({ column, [constraint]: { max: below } })).passed).toBe(false);
  expect((await judge({ column, [constraint]: { min: above } })).passed).toBe(false);
});

test("quantiles and the correlation are those of pandas", async () => {
  for (const [probability, value] of Object.entries(golden.quantiles)) {
    const { least, most, above } = around(value);
    const within = { [probability]: { min: least, max: most } };
    expect((await judge({ column: "price", quantiles: within })).passed).toBe(true);
    expect((await judge({ column: "price", quantiles: { [probability]: { min: above } } })).passed).toBe(
      false,
    );
  }
  const [price, cost] = ["price", "cost"].map((name) => findColumn(table, name));
  if (price?.kind !== "numeric" || cost?.kind !== "numeric") throw new Error("no such column");
  expect(pearson(price.values, cost.values)).toBeCloseTo(golden.correlation, 12);
  const others = ["id", "step"];
  expect((await judge({ correlation: { max: golden.correlation + 1e-9 } }, others)).failed).toBe(0);
  const broken = await judge({ correlation: { max: golden.correlation - 1e-9 } }, others);
  expect(broken).toMatchObject({ failed: 1, considered: 6 });
  expect(broken.message).toMatch(/^1 pair of columns correlates above .*: "price" and "cost" \(0\.\d+\)$/);
});

test("rows that repeat are those of pandas", async () => {
  const columns = ["count", "group"].flatMap((name) => findColumn(table, name) ?? []);
  const part = { ...table, columns };
  const [outcome] = await judgeChecks(part, profileTable(part), [{ duplicate_rows: { max: 0 } }]);
  expect(outcome?.failed).toBe(golden.duplicates);
  const [filtered] = await judgeChecks(part, profileTable(part), [
    { duplicate_rows: { max: 0 }, where: "true" },
  ]);
  expect(filtered?.failed).toBe(golden.duplicates);
});

test("a column without values holds what is asked of each value, and no statistic", async () => {
  const empty = await readText(`price,x\n${",1\n".repeat(5)}`);
  for (const { check, success } of golden.all_missing) {
    const [outcome] = await judgeChecks(empty, profileTable(empty), [check]);
    expect(outcome?.passed).toBe(success);
  }
});

test("a row that misses one of two values is no failure, as it is by default in Great Expectations", async () => {
  const { failed, considered } = await judge({ expression: golden.pair_trap.expression });
  expect(considered).toBe(table.rows - golden.pair_trap.missing_one);
  expect(golden.pair_trap.failed).toBe(failed + golden.pair_trap.missing_one);
});
