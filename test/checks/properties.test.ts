import fc from "fast-check";
import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { parseDuration } from "../../src/checks/duration.ts";
import { type CheckOutcome, judgeChecks } from "../../src/checks/judge-checks.ts";
import { UserError } from "../../src/errors.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

type Row = [a: number | undefined, b: number | undefined];
const cell = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
const someRows: fc.Arbitrary<Row[]> = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });

async function judge(rows: readonly Row[], ...checks: Check[]): Promise<CheckOutcome[]> {
  const table = await readText(`a,b,c\n${rows.map(([a, b]) => `${a ?? ""},${b ?? ""},x\n`).join("")}`);
  return judgeChecks(table, profileTable(table), checks);
}

test("a filter asks the rows where it is true, and rows keep their numbers", async () => {
  await fc.assert(
    fc.asyncProperty(someRows, async (rows) => {
      fc.pre(rows.some(([a]) => a !== undefined) && rows.some(([, b]) => b !== undefined));
      const [min, expression] = await judge(
        rows,
        { column: "a", min: 1, where: "b > 0" },
        { expression: "a >= 1", where: "b > 0" },
      );
      const asked = [...rows.keys()].filter(
        (row) => (rows[row]?.[1] ?? 0) > 0 && rows[row]?.[0] !== undefined,
      );
      const broken = asked.filter((row) => (rows[row]?.[0] ?? 0) < 1);
      for (const outcome of [min, expression]) {
        expect(outcome).toMatchObject({ considered: asked.length, failed: broken.length });
        expect(outcome?.rows.map(({ row }) => row)).toEqual(broken);
        expect(outcome?.rows.map(({ line }) => line)).toEqual(broken.map((row) => row + 2));
      }
    }),
  );
});

test("compound keys, duplicates and distinct values are counted as by hand", async () => {
  await fc.assert(
    fc.asyncProperty(someRows, async (rows) => {
      const [unique, duplicates, distinct, frequent] = await judge(
        rows,
        { unique: ["a", "b"] },
        { duplicate_rows: { max: 0 } },
        { column: "a", distinct: { max: 0 } },
        { column: "a", most_frequent: { max: 0 } },
      );
      const keys = rows.map(([a, b]) => `${a},${b}`);
      const counts = new Map<string, number>();
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
      const repeated = keys.filter((key) => key !== "undefined,undefined" && (counts.get(key) ?? 0) > 1);
      expect(unique?.failed).toBe(repeated.length);
      expect(duplicates?.failed).toBe(keys.length - counts.size);
      expect(duplicates?.rows.map(({ row }) => row)).toEqual(
        [...keys.keys()].filter((row) => keys.indexOf(keys[row] ?? "") < row),
      );
      const values = rows.flatMap(([a]) => (a === undefined ? [] : [a]));
      const different = new Set(values).size;
      expect(distinct?.passed).toBe(different === 0);
      expect(distinct?.message.includes(`${different === 0 ? "no" : different} different value`)).toBe(true);
      expect(frequent?.passed).toBe(different === 0);
    }),
  );
});

test("mostly and max_failed draw the line where they say", async () => {
  await fc.assert(
    fc.asyncProperty(someRows, fc.integer({ min: 1, max: 100 }), async (rows, percent) => {
      const values = rows.flatMap(([a]) => (a === undefined ? [] : [a]));
      fc.pre(values.length > 0);
      const failed = values.filter((value) => value < 0).length;
      const [mostly, share, most, count] = await judge(
        rows,
        { column: "a", min: 0, mostly: `${percent}%` },
        { column: "a", min: 0, max_failed: `${percent}%` },
        { column: "a", min: 0, max_failed: failed },
        { column: "a", min: 0, max_failed: Math.max(0, failed - 1) },
      );
      expect(mostly?.passed).toBe((values.length - failed) * 100 >= percent * values.length);
      expect(share?.passed).toBe(failed * 100 <= percent * values.length);
      expect(most?.passed).toBe(true);
      expect(count?.passed).toBe(failed === 0);
      expect(mostly?.failed).toBe(failed);
    }),
  );
});

test("no message shows a value of the data", async () => {
  const secret = "4711.0815";
  const text = `a,b,day\n${`${secret},S3CRET,2031-07-19\n`.repeat(3)}5000,y,2031-07-20\n1,z,2031-07-21\n1,,2031-07-22\n`;
  const table = await readText(text);
  const numbers: Check = { mean: { max: 0 }, median: { max: 0 }, sum: { max: 0 }, std: { max: 0 } };
  const outcomes = await judgeChecks(
    table,
    profileTable(table),
    [
      {
        column: "a",
        ...numbers,
        min_value: { min: 2 },
        max_value: { max: 2 },
        quantiles: { 0.5: { max: 0 } },
      },
      {
        column: "a",
        unique: true,
        enum: [1],
        not_enum: [5000],
        max: 3,
        format: "email",
        increasing: "strict",
      },
      { column: "b", pattern: "^q", most_frequent: { max: 1 }, balance: { min: "40%", max: "45%" } },
      { column: "b", not_pattern: "S", any_pattern: ["q"], max_length: 1, distinct: { max: 1 } },
      { column: "day", max_age: "1d", max_value: { max: "2030-01-01" } },
      { unique: ["a", "b"], duplicate_rows: { max: 0 }, expression: "a < 10" },
    ],
    { now: Date.UTC(2040, 1) },
  );
  const words = outcomes.map(({ message }) => message.replaceAll(",", "")).join("\n");
  expect(outcomes.filter(({ passed }) => !passed).length).toBeGreaterThan(20);
  for (const value of [secret, "4711", "S3CRET", "2031"]) expect(words).not.toContain(value);
});

test.each<[Check, string]>([
  [{ expression: "a > z" }, 'Cannot read expression "a > z": unknown column "z"'],
  [{ expression: "a +" }, 'Cannot read expression "a +"'],
  [
    { expression: "a + 1" },
    'Cannot check "a + 1": expression is a condition, the expression gives values of type integer',
  ],
  [
    { row_count: { min: 1 }, where: "c" },
    'Cannot check "c": where is a condition, the expression gives values of type text',
  ],
  [{ column: "c", mean: { min: 1 } }, 'Cannot check column "c": mean needs numbers, the column is text'],
  [
    { column: "c", increasing: true },
    'Cannot check column "c": increasing needs numbers, the column is text',
  ],
  [
    { column: "a", max_age: "7d" },
    'Cannot check column "a": max_age needs dates, the column holds values of type integer',
  ],
  [{ column: "a", min_value: { min: "2026-01-01" } }, 'Cannot check column "a": min_value is a date'],
  [{ column: "c", any_pattern: ["a", "(?=b)"] }, 'Cannot check pattern "(?=b)": it uses look-around'],
])("%j cannot be judged", async (check, message) => {
  const table = await readText("a,b,c\n1,2,x\n");
  const placeOf = (path: readonly PropertyKey[]) => ({ file: "mlops.yml", line: path.length });
  const error = await judgeChecks(table, profileTable(table), [check], { placeOf }).catch(
    (cause: unknown) => cause,
  );
  if (!(error instanceof UserError)) throw error;
  expect(error.message).toContain(message);
  expect(error.place).toMatchObject({ file: "mlops.yml", line: 3 });
});

test("durations are read", () => {
  expect(["90s", "30min", "12 h", "7d", "2w", "1.5h"].map(parseDuration)).toEqual([
    90e3, 18e5, 432e5, 6048e5, 12096e5, 54e5,
  ]);
  expect(["", "7", "d", "-1d", "1 month", "1m", "1e3s"].map(parseDuration)).toEqual(Array(7).fill(undefined));
});
