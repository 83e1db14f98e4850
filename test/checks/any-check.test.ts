import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNames } from "../../src/checks/check.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { checksSection } from "../../src/config/checks.ts";
import { schemaOf } from "../../src/config/schema-of.ts";
import { UserError } from "../../src/errors.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const number = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const amount = fc.oneof(fc.nat(5), fc.constantFrom("0%", "5%", "100%"));
const bound = fc.oneof(number, fc.constantFrom("2026-01-01", "x"));
const value = fc.oneof(number, fc.constantFrom("x", "1", "2026-01-01"), fc.boolean());
const pattern = fc.constantFrom("^a", "[0-9]+", "(", "(?=a)", ".");
const order = fc.constantFrom(true, false, "strict");
const condition = fc.constantFrom(
  "a > 1",
  "b IS NULL",
  "a = b",
  "a",
  "zz > 1",
  "true",
  "a > 1 AND c = 'x'",
  "(",
);
const column = fc.constantFrom("a", "b", "c", "d", "zz");
const least = fc.record({ max: fc.nat(4) });

function range<T>(each: fc.Arbitrary<T>): fc.Arbitrary<{ min?: T; max?: T }> {
  return fc.record({ min: each, max: each }, { requiredKeys: [] });
}

const common: Record<string, fc.Arbitrary<unknown>> = {
  where: condition,
  mostly: fc.constantFrom(0.5, "90%"),
  max_failed: amount,
  severity: fc.constantFrom("error", "warning", "info"),
};
/** One or two of the constraints, and at most two of the keys that every check has. */
function some(all: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const keys = fc.tuple(
    fc.subarray(Object.keys(all), { minLength: 1, maxLength: 2 }),
    fc.subarray(Object.keys(common), { maxLength: 2 }),
  );
  return fc
    .tuple(fc.record({ ...all, ...common }), keys)
    .map(([whole, parts]) => Object.fromEntries(parts.flat().map((key) => [key, whole[key]])));
}

const drift = fc.record(
  {
    method: fc.constantFrom("psi", "jensen_shannon", "kolmogorov_smirnov", "wasserstein", "evidently"),
    max: fc.constantFrom(0, 0.1),
    min_rows: fc.constantFrom(1, 5),
  },
  { requiredKeys: ["min_rows"] },
);
const someValues = fc.array(value, { minLength: 1, maxLength: 3 });
const ofColumn = some({
  type: fc.constantFrom("integer", "number", "boolean", "date", "datetime", "text"),
  required: fc.boolean(),
  unique: fc.boolean(),
  min: bound,
  max: bound,
  exclusive_min: bound,
  exclusive_max: bound,
  pattern,
  not_pattern: pattern,
  any_pattern: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  enum: fc.array(value, { minLength: 1, maxLength: 3 }),
  not_enum: fc.array(value, { minLength: 1, maxLength: 3 }),
  min_length: fc.nat(3),
  max_length: fc.nat(3),
  format: fc.constantFrom(...formatNames, "%d/%m/%Y", "%Y-%m-%d", "%H", "%"),
  json_schema: fc.constantFrom(
    true,
    { minimum: 1 },
    { pattern: "(" },
    { $ref: "#/x" },
    { type: ["a"] },
    { x: 1 },
  ),
  values: fc.record({ include: someValues, exact: someValues }, { requiredKeys: [] }),
  increasing: order,
  decreasing: order,
  zscore: least,
  iqr: least,
  missing: range(amount),
  distinct: range(amount),
  most_frequent: fc.record({ min: amount, max: amount, enum: someValues }, { requiredKeys: [] }),
  balance: range(amount),
  mean: range(number),
  median: range(number),
  sum: range(number),
  std: range(number),
  min_value: range(bound),
  max_value: range(bound),
  quantiles: fc.dictionary(fc.constantFrom("0", "0.25", "0.9", "1", "7"), range(number), { maxKeys: 2 }),
  max_age: fc.constantFrom("7d", "0s", "x"),
  newer_than_reference: fc.boolean(),
  drift,
  overlap: fc.record({ max: amount }),
  time_overlap: fc.record({ max: amount }),
});
const ofTable = some({
  row_count: fc.oneof(range(fc.nat(5)), fc.record({ change: fc.record({ max: amount }) })),
  drift,
  overlap: fc.record({ max: amount }),
  most_frequent: range(amount),
  columns: fc.record(
    { include: fc.array(column), ordered: fc.array(column), count: range(fc.nat(5)) },
    { requiredKeys: [] },
  ),
  duplicate_rows: range(amount),
  expression: condition,
  correlation: fc.record({ max: fc.constantFrom(0, 0.5, 1) }),
  leakage: fc.record({ max: fc.constantFrom(0, 0.5, 1) }),
  unique: fc.uniqueArray(column, { minLength: 2 }),
});
const cell = fc.constantFrom("1", "2", "2.5", "", "x", "NA", "2026-01-01", "true", "-7", "inf");

test("any check of any data is refused by the schema, judged, or a mistake that is named", async () => {
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.tuple(column, ofColumn).map(([name, rest]) => ({ column: name, ...rest })),
        ofTable,
      ),
      fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (check, cells, hasReference) => {
        const parsed = schemaOf(checksSection).safeParse([check]);
        if (!parsed.success) return;
        const table = await readText(`a,b,c,d\n${cells.map((each) => `${each.join(",")}\n`).join("")}`);
        try {
          const outcomes = await judgeChecks(table, profileTable(table), parsed.data, {
            target: "d",
            now: 0,
            ...(hasReference && {
              reference: { source: "data.csv", rows: table.rows, table },
              parts: {
                train: { table, rows: Uint32Array.from({ length: table.rows - 1 }, (_, row) => row + 1) },
                test: { table, rows: Uint32Array.of(0) },
              },
            }),
          });
          for (const { considered, failed, rows, passed, isUnjudged, message } of outcomes) {
            judged++;
            expect(considered).toBeGreaterThanOrEqual(0);
            expect(rows.length).toBeLessThanOrEqual(Math.max(failed, 0));
            expect(rows.every(({ row }) => row < table.rows)).toBe(true);
            expect(passed || failed > 0 || isUnjudged).toBe(true);
            expect(message).not.toMatch(/undefined|NaN|\[object/);
          }
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(judged).toBeGreaterThan(1000);
});
