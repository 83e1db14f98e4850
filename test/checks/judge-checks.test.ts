import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { type CheckOutcome, judgeChecks } from "../../src/checks/judge-checks.ts";
import { UserError } from "../../src/errors.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const csv = `id,price,kind,day,note
1,2.5,a,2026-01-01,"two
lines"
2,-1,b,2026-01-05,
2,,c,2026-02-01,é
4,7,,2026-03-01,long text
`;

async function judge(checks: readonly Check[], text = csv): Promise<CheckOutcome[]> {
  const table = await readText(text);
  return judgeChecks(table, profileTable(table), checks, {
    placeOf: (path) => ({ file: "mlops.yml", line: 5, column: path.length }),
    target: "kind",
    now: Date.UTC(2026, 2, 8),
  });
}

test.each<[Check, string, number[]]>([
  [{ row_count: { min: 10 } }, "the table has 4 rows, expected at least 10", []],
  [{ row_count: { max: 3 } }, "the table has 4 rows, expected at most 3", []],
  [{ column: "prise", min: 0 }, 'there is no column "prise", did you mean "price"', []],
  [{ column: "price", required: true }, '"price" is missing in 1 of 4 rows', [2]],
  [{ column: "kind", required: true }, '"kind" is missing in 1 of 4 rows', [3]],
  [{ column: "id", unique: true }, '2 of 4 values of "id" occur more than once', [1, 2]],
  [{ column: "price", min: 0 }, '1 of 3 values of "price" is below the minimum 0', [1]],
  [{ column: "price", max: 2 }, '2 of 3 values of "price" are above the maximum 2', [0, 3]],
  [{ column: "day", min: "2026-01-05" }, '1 of 4 values of "day" is below the minimum 2026-01-05', [0]],
  [{ column: "price", type: "integer" }, '1 of 3 values of "price" is not of type integer', [0]],
  [{ column: "kind", type: "number" }, '3 of 3 values of "kind" are not of type number', [0, 1, 2]],
  [{ column: "day", type: "number" }, '4 of 4 values of "day" are not of type number', [0, 1, 2, 3]],
  [{ column: "kind", enum: ["a", "b"] }, '1 of 3 values of "kind" is not among the 2 allowed values', [2]],
  [{ column: "id", enum: [1, "2"] }, '1 of 4 values of "id" is not among the 2 allowed values', [3]],
  [{ column: "kind", pattern: "^[ab]$" }, '1 of 3 values of "kind" does not match the pattern', [2]],
  [{ column: "id", pattern: "^[12]$" }, '1 of 4 values of "id" does not match the pattern', [3]],
  [{ column: "note", min_length: 2 }, '1 of 3 values of "note" is shorter than 2 characters', [2]],
  [{ column: "price", exclusive_min: 2.5 }, '2 of 3 values of "price" are not above 2.5', [0, 1]],
  [{ column: "day", exclusive_max: "2026-03-01" }, '1 of 4 values of "day" is not below 2026-03-01', [3]],
  [{ column: "kind", not_enum: ["a"] }, '1 of 3 values of "kind" is among the 1 forbidden values', [0]],
  [{ column: "id", not_enum: [2] }, '2 of 4 values of "id" are among the 1 forbidden values', [1, 2]],
  [
    { column: "kind", not_pattern: "[ab]" },
    '2 of 3 values of "kind" match the pattern that none may',
    [0, 1],
  ],
  [
    { column: "kind", any_pattern: ["a", "b"] },
    '1 of 3 values of "kind" matches none of the 2 patterns',
    [2],
  ],
  [
    { column: "kind", values: { exact: ["a", "b", "x"] } },
    '"kind" has 3 different values: 1 of the 3 wanted ones is not there, and 1 is not among the 3 wanted ones',
    [],
  ],
  [
    { column: "id", values: { include: [1, 3, 5] } },
    '"id" has 3 different values: 2 of the 3 wanted ones are not there',
    [],
  ],
  [
    { column: "id", most_frequent: { enum: [4] } },
    'the most frequent value of "id" is not among the 1 allowed',
    [],
  ],
  [
    { column: "kind", most_frequent: { enum: ["a", "b"] } },
    'the 3 most frequent values of "kind" are not among the 2 allowed',
    [],
  ],
  [
    { column: "id", most_frequent: { max: 1, enum: [4] } },
    'the most frequent value of "id" occurs 2 times in 4, expected at most 1; the most frequent value of "id" is not among the 1 allowed',
    [],
  ],
  [
    { column: "day", format: "%d/%m/%Y" },
    '4 of 4 values of "day" do not have the format %d/%m/%Y',
    [0, 1, 2, 3],
  ],
  [{ column: "note", json_schema: true }, '3 of 3 values of "note" do not hold the JSON schema', [0, 2, 3]],
  [{ column: "id", json_schema: { minimum: 2 } }, '1 of 4 values of "id" does not hold the JSON schema', [0]],
  [{ column: "note", format: "email" }, '3 of 3 values of "note" do not have the format email', [0, 2, 3]],
  [
    { column: "id", increasing: "strict" },
    '1 of 4 values of "id" is less than or equal to the one before',
    [2],
  ],
  [{ column: "price", decreasing: true }, '1 of 3 values of "price" is more than the one before', [3]],
  [
    { column: "price", zscore: { max: 1 } },
    '1 of 3 values of "price" is more than 1 standard deviations from the mean',
    [3],
  ],
  [
    { column: "price", iqr: { max: 0.5 } },
    '1 of 3 values of "price" is more than 0.5 interquartile ranges beyond the quartiles',
    [3],
  ],
  [
    { column: "price", missing: { max: "20%" } },
    '"price" is missing in 1 of 4 rows, expected at most 20 %',
    [2],
  ],
  [
    { column: "price", missing: { min: "100%" } },
    '"price" is missing in 1 of 4 rows, expected at least 100 %',
    [],
  ],
  [{ column: "id", distinct: { min: 4 } }, '"id" has 3 different values in 4, expected at least 4', []],
  [
    { column: "id", distinct: { min: "80%" } },
    '"id" has 3 different values in 4, expected at least 80 %',
    [],
  ],
  [
    { column: "id", most_frequent: { max: 1 } },
    'the most frequent value of "id" occurs 2 times in 4, expected at most 1',
    [],
  ],
  [
    { column: "id", balance: { min: "30%" } },
    'of 3 different values of "id", 2 less often than 30 % occur',
    [],
  ],
  [
    { column: "id", balance: { min: "10%", max: "40%" } },
    'of 3 different values of "id", 1 more often than 40 % occurs',
    [],
  ],
  [{ column: "price", mean: { max: 2 } }, 'the mean of "price" is above 2', []],
  [{ column: "price", median: { min: 3 } }, 'the median of "price" is below 3', []],
  [{ column: "price", sum: { min: 8.6 } }, 'the sum of "price" is below 8.6', []],
  [{ column: "price", std: { max: 4 } }, 'the standard deviation of "price" is above 4', []],
  [{ column: "price", min_value: { min: 0 } }, 'the smallest value of "price" is below 0', []],
  [{ column: "day", max_value: { max: "2026-02-28" } }, 'the largest value of "day" is above 2026-02-28', []],
  [
    { column: "price", quantiles: { "0.5": { max: 3 }, "0.9": { max: 5 } } },
    'the 0.9 quantile of "price" is above 5',
    [],
  ],
  [{ column: "day", max_age: "6d" }, 'the newest of 4 dates of "day" is older than 6d', []],
  [{ columns: { include: ["id", "prize"] } }, 'the table lacks column "prize"', []],
  [
    { columns: { exact: ["id", "kind", "price", "day"] } },
    'the table has column "note", which no one expects',
    [],
  ],
  [
    { columns: { ordered: ["id", "kind", "price", "day", "note"] } },
    "the columns stand in another order",
    [],
  ],
  [{ columns: { count: { max: 4 } } }, "the table has 5 columns, expected at most 4", []],
  [{ unique: ["id", "nope"] }, 'there is no column "nope", did you mean "note"', []],
  [{ expression: "price > 0 AND id < 4" }, "2 of 3 rows break the expression", [1, 3]],
  [
    { expression: "price > 0", where: "id = 2" },
    "1 of 1 rows breaks the expression (of 2 rows where id = 2)",
    [1],
  ],
  [{ row_count: { min: 3 }, where: "id = 2" }, "the table has 2 rows where id = 2, expected at least 3", []],
  [
    { column: "price", required: true, where: "id >= 2" },
    '"price" is missing in 1 of 3 rows (of 3 rows where id >= 2)',
    [2],
  ],
  [
    { column: "price", min: 0, mostly: 0.7 },
    '1 of 3 values of "price" is below the minimum 0; 70 % must hold',
    [1],
  ],
  [{ column: "price", min: 0, max_failed: 0 }, '1 of 3 values of "price" is below the minimum 0; 0 may', [1]],
  [{ column: "note", max_length: 8 }, '2 of 3 values of "note" are longer than 8 characters', [0, 3]],
])("%j", async (check, message, rows) => {
  const [outcome] = await judge([check]);
  expect(outcome).toMatchObject({ passed: false, message, severity: "error" });
  expect(outcome?.rows.map(({ row }) => row)).toEqual(rows);
});

test.each<Check>([
  { row_count: { min: 4, max: 4 } },
  { column: "price", min: -1, max: 7, type: "number" },
  { column: "id", type: "integer", required: true },
  { column: "id", type: "number" },
  { column: "id", type: "text" },
  { column: "kind", unique: true },
  { column: "price", unique: true, required: false },
  { column: "day", type: "datetime", min: "2026-01-01", max: "2026-03-01T00:00:00Z", pattern: "^2026-" },
  { column: "note", min_length: 1, max_length: 9 },
  { column: "price", min: 0, mostly: 0.66 },
  { column: "price", min: 0, mostly: "66%" },
  { column: "price", min: 0, max_failed: 1 },
  { column: "price", min: 0, max_failed: "34%" },
  { column: "price", missing: { min: 1, max: "25%" }, distinct: { min: 3, max: "100%" } },
  { column: "price", sum: { min: 8.5, max: 8.5 }, median: { min: 2.5, max: 2.5 }, mean: { max: 2.84 } },
  {
    column: "price",
    min_value: { min: -1, max: -1 },
    max_value: { min: 7, max: 7 },
    zscore: { max: 3 },
    iqr: { max: 1.5 },
  },
  { column: "id", increasing: true, most_frequent: { max: "50%" }, balance: { min: 1, max: 2 } },
  { column: "id", increasing: "strict", where: "price IS NOT NULL" },
  { column: "day", increasing: "strict", max_age: "7d", format: "date" },
  { columns: { include: ["id"], ordered: ["id", "price", "kind", "day", "note"], count: { min: 5 } } },
  { unique: ["id", "price"] },
  { duplicate_rows: { max: 0 } },
  { expression: "price IS NULL OR price > -2" },
  { correlation: { max: 1 } },
  { column: "day", enum: ["2026-01-01", "2026-01-05", "2026-02-01", "2026-03-01"] },
])("%j holds", async (check) => {
  expect((await judge([check])).every(({ passed }) => passed)).toBe(true);
});

test("invalid cells break the type and are not missing", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => (i === 4 ? "oops" : i === 6 ? "" : String(i)));
  const text = `x,y\n${rows.map((cell) => `${cell},1`).join("\n")}\n`;
  const [type, required] = await judge([{ column: "x", type: "integer", required: true }], text);
  expect(type).toMatchObject({ failed: 1, considered: 29, rows: [{ row: 4, line: 6 }] });
  expect(required).toMatchObject({ failed: 1, considered: 30, rows: [{ row: 6, line: 8 }] });
});

test("a finding stands on the line of the first failing row and shows no value", async () => {
  const checks: Check[] = [
    { column: "kind", enum: ["a"], severity: "warning", name: "known kinds" },
    { row_count: { min: 10 } },
    { column: "id", required: true },
  ];
  const table = await readText(csv);
  const place = () => ({ file: "mlops.yml", line: 5, column: 3 });
  expect(checkFindings(await judge(checks), table, place)).toEqual([
    {
      severity: "warning",
      rule: "known kinds",
      message: '2 of 3 values of "kind" are not among the 1 allowed values',
      hint: "Rows 2, 3; the check is at mlops.yml:5",
      file: "data.csv",
      line: 4,
      row: 2,
    },
    {
      severity: "error",
      rule: "row_count",
      message: "the table has 4 rows, expected at least 10",
      file: "mlops.yml",
      line: 5,
      column: 3,
    },
  ]);
});

test("a finding names the files of failing rows where the data has several", async () => {
  const table = { ...(await readText(csv)), fileOf: (row: number) => `part-${row % 2}.csv` };
  const [finding] = checkFindings(await judge([{ column: "kind", enum: ["a"] }]), table);
  expect(finding).toMatchObject({ file: "part-1.csv", row: 2, hint: "Rows 2 (part-1.csv), 3 (part-0.csv)" });
});

test("at most 100 failing rows are kept, and the count has them all", async () => {
  const [outcome] = await judge([{ column: "x", max: 0 }], `x\n${"1\n".repeat(500)}`);
  expect(outcome?.failed).toBe(500);
  expect(outcome?.rows).toHaveLength(100);
});

test("texts are judged by their characters, from the bytes that were read", async () => {
  const outcomes = await judge(
    [
      { column: "x", min_length: 2 },
      { column: "x", max_length: 2 },
      { column: "x", pattern: "^.é" },
      { column: "x", not_pattern: "😀" },
      { column: "x", any_pattern: ["^\\pL", "^漢"] },
    ],
    "x\n😀é\n漢é字\né\n",
  );
  expect(outcomes.map(({ rows }) => rows.map(({ row }) => row))).toEqual([[2], [1], [2], [0], [0]]);
});

test("a pattern that takes exponential time elsewhere is linear here", async () => {
  const [outcome] = await judge([{ column: "x", pattern: "^(a+)+$" }], `x,y\n${"a".repeat(50_000)}!,1\n`);
  expect(outcome?.failed).toBe(1);
});

test.each<[Check, string]>([
  [
    { column: "kind", pattern: "a(?=b)" },
    'Cannot check pattern "a(?=b)": it uses look-around, which is not supported',
  ],
  [
    { column: "kind", pattern: "a(" },
    'Cannot check pattern "a(": it is not a regular expression of RE2 syntax: ',
  ],
  [
    { column: "kind", pattern: "a{1000}".repeat(200) },
    `Cannot check pattern "${"a{1000}".repeat(28)}a{1…": it stands for more than 100,000 characters`,
  ],
  [
    { column: "price", min: "cheap" },
    'Cannot check column "price": min is neither a number nor an ISO 8601 date',
  ],
  [
    { column: "price", min: "2026-01-01" },
    'Cannot check column "price": min is a date, the column holds values of type number',
  ],
  [
    { column: "day", max: 5 },
    'Cannot check column "day": max is a number, the column holds values of type date',
  ],
])("%j cannot be judged", async (check, message) => {
  const error = await judge([check]).catch((cause: unknown) => cause);
  if (!(error instanceof UserError)) throw error;
  expect(error.message.startsWith(message)).toBe(true);
  expect(error.place).toMatchObject({ file: "mlops.yml", line: 5 });
});

test("more columns than can be paired in bounded time are refused for correlation", async () => {
  const names = Array.from({ length: 3001 }, (_, index) => `c${index}`);
  const table = await readText(
    `${names.join(",")}\n${names.map((_, index) => index).join(",")}\n${names.map(() => 1).join(",")}\n`,
  );
  await expect(judgeChecks(table, profileTable(table), [{ correlation: { max: 0.9 } }])).rejects.toThrow(
    "3,001 columns of numbers, and at most 3,000 are compared",
  );
});
