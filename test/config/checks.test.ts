import { expect, test } from "vitest";
import { checksSection } from "../../src/config/checks.ts";

test("a list of checks is read as it is", () => {
  const checks = [
    { row_count: { min: 1000 } },
    { column: "price", type: "number", required: true, min: 0, severity: "warning", name: "prices" },
    { column: "day", min: "2026-01-01" },
  ];
  expect(checksSection.parse(checks)).toEqual(checks);
});

test.each([
  [{ column: "a" }, "the check constrains nothing"],
  [{ min: 3 }, 'a check needs either "row_count" or "column"'],
  [{ column: "a", row_count: { min: 1 } }, 'a check needs either "row_count" or "column"'],
  [{ row_count: { min: 1 }, unique: true }, '"row_count" cannot be combined'],
  [{ row_count: {} }, "row_count needs min, max or both"],
  [{ row_count: { min: 5, max: 1 } }, "min is greater than max"],
  [{ column: "a", min_length: 5, max_length: 1 }, "min_length is greater than max_length"],
  [{ column: "a", minn: 5 }, "Unrecognized key"],
])("%j is refused", (check, message) => {
  const result = checksSection.safeParse([check]);
  expect(result.error?.issues.map((issue) => issue.message).join("; ")).toContain(message);
});
