import { expect, test } from "vitest";
import { checksSection } from "../../src/config/checks.ts";
import { schemaOf } from "../../src/config/schema-of.ts";

test("a list of checks is read as it is", () => {
  const checks = [
    { row_count: { min: 1000 } },
    { column: "price", type: "number", required: true, min: 0, severity: "warning", name: "prices" },
    { column: "day", min: "2026-01-01" },
  ];
  expect(schemaOf(checksSection).parse(checks)).toEqual(checks);
});

test("every constraint and key is read as it is", () => {
  const checks = [
    { columns: { include: ["a"], exact: ["a", "b"], ordered: ["a", "b"], count: { min: 2, max: 2 } } },
    { duplicate_rows: { max: "1%" }, correlation: { max: 0.95 }, leakage: { max: 0.9 }, where: "a > 1" },
    { expression: "a >= b", mostly: "95.5 %", description: "why", owner: "data team", severity: "info" },
    { unique: ["a", "b"], max_failed: 3 },
    { column: "a", exclusive_min: 0, exclusive_max: "2026-01-01", not_pattern: "x", any_pattern: ["y", "z"] },
    { column: "a", not_enum: [1, "b", true], format: "email", increasing: "strict", decreasing: false },
    { column: "a", zscore: { max: 3 }, iqr: { max: 1.5 }, missing: { max: "5%" }, distinct: { min: 2 } },
    { column: "a", most_frequent: { max: "99%" }, balance: { min: "1%" }, max_age: "7d" },
    { column: "a", mean: { min: -1 }, median: { max: 1 }, sum: { min: 0, max: 1 }, std: { max: 2 } },
    { column: "a", min_value: { min: "2026-01-01" }, max_value: { max: 3 }, quantiles: { 0.95: { max: 3 } } },
    { drift: { max: 0.1, method: "jensen_shannon", alpha: 0.01, min_rows: 50 } },
    { column: "a", drift: { method: "evidently" }, newer_than_reference: true },
    { overlap: { max: 0 } },
    { most_frequent: { max: "99%" } },
    { column: "a", overlap: { max: "1%" }, time_overlap: { max: 3 } },
    { row_count: { min: 1, change: { max: "10%" } } },
  ];
  expect(schemaOf(checksSection).parse(checks)).toEqual(checks);
});

test.each([
  [{ column: "a" }, "the check constrains nothing"],
  [{ severity: "info" }, "the check constrains nothing"],
  [{ min: 3 }, 'it needs a "column"'],
  [{ column: "a", row_count: { min: 1 } }, "it is about the whole table"],
  [{ column: "a", unique: ["a", "b"] }, "it is about the whole table"],
  [{ row_count: { min: 1 }, unique: true }, 'it needs a "column"'],
  [{ unique: ["a"] }, "Too small"],
  [{ row_count: {} }, "it needs min, max, change or same_as"],
  [{ row_count: { min: 5, max: 1 } }, "min is greater than max"],
  [{ columns: { count: { min: 5, max: 1 } } }, "min is greater than max"],
  [{ columns: {} }, "it needs include, exact, ordered or count"],
  [{ columns: { count: { min: 1 } }, where: "a > 1" }, "columns is not about rows"],
  [{ column: "a", min_length: 5, max_length: 1 }, "min_length is greater than max_length"],
  [{ column: "a", exclusive_min: 5, exclusive_max: 1 }, "exclusive_min is greater than exclusive_max"],
  [{ column: "a", quantiles: { 0.5: { min: 2, max: 1 } } }, "min is greater than max"],
  [{ column: "a", missing: { min: "6%", max: "5%" } }, "min is greater than max"],
  [{ column: "a", missing: { max: "101%" } }, "expected a count such as 20 or a percentage"],
  [{ column: "a", missing: { max: 0.05 } }, "expected a count such as 20 or a percentage"],
  [{ column: "a", missing: { max: "5" } }, "expected a count such as 20 or a percentage"],
  [{ column: "a", missing: { max: -1 } }, "expected a count such as 20 or a percentage"],
  [{ column: "a", min: 1, mostly: 95 }, "expected a share above 0 and up to 1"],
  [{ column: "a", min: 1, mostly: 0 }, "expected a share above 0 and up to 1"],
  [
    { column: "a", mean: { min: 1 }, mostly: 0.9 },
    "it is about constraints that cells or rows break one by one",
  ],
  [{ row_count: { min: 1 }, max_failed: 3 }, "it is about constraints that cells or rows break one by one"],
  [{ column: "a", min: 1, mostly: 0.9, max_failed: 3 }, "it cannot stand beside mostly"],
  [{ column: "a", quantiles: { 95: { max: 1 } } }, "expected probabilities from 0 to 1 as keys"],
  [{ column: "a", max_age: "1 month" }, "expected a time such as 90s"],
  [{ column: "a", format: "mail" }, "expected email"],
  [{ overlap: { max: 0 }, where: "a > 1" }, "the whole parts are compared"],
  [{ time_overlap: { max: 0 } }, 'it needs a "column"'],
  [{ drift: {} }, "it needs max"],
  [{ drift: { method: "evidently", max: 0.1 } }, "method: evidently has its own limits"],
  [{ column: "a", drift: { max: 0.1 }, where: "a > 1" }, "all rows are compared with the reference"],
  [{ row_count: { change: { max: "10%" } }, where: "a > 1" }, "all rows are compared with the reference"],
  [{ column: "a", minn: 5 }, "Unrecognized key"],
])("%j is refused", (check, message) => {
  const result = schemaOf(checksSection).safeParse([check]);
  expect(result.error?.issues.map((issue) => issue.message).join("; ")).toContain(message);
});
