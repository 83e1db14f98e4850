import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const csv = "id,area_sqft,price\n1,40,9\n2,50,8\n";

async function findingsOf(checks: Check[], renamed?: Parameters<typeof checkFindings>[4]) {
  const table = await readText(csv);
  const outcomes = await judgeChecks(table, profileTable(table), checks);
  return checkFindings(outcomes, table, undefined, undefined, renamed);
}

test("a column that is not there is one finding, whatever is asked of it", async () => {
  const found = await findingsOf([
    { column: "prices", type: "number", required: true, min: 0 },
    { column: "prices", max: 10, severity: "warning" },
  ]);
  expect(found).toEqual([
    {
      severity: "error",
      rule: "prices",
      message: 'there is no column "prices", did you mean "price"',
      hint: "It is asked for type, required, min and max",
      file: "data.csv",
    },
  ]);
});

test("one constraint of a column that is not there keeps its name", async () => {
  const [found] = await findingsOf([{ column: "zzz", min: 0, severity: "warning" }]);
  expect(found).toMatchObject({ severity: "warning", rule: "zzz.min", message: 'there is no column "zzz"' });
});

test.each<[string, Check[], string]>([
  ["whose name holds the old one", [{ column: "sqft", min: 0 }], ', did you mean "area_sqft"'],
  [
    "that is the one nobody asks about",
    [
      { column: "id", min: 0 },
      { column: "size", min: 0 },
      { column: "price", min: 0 },
    ],
    ', did you mean "area_sqft"',
  ],
  [
    "that is near by name, but has checks of its own",
    [
      { column: "pryce", min: 0 },
      { column: "price", min: 0 },
    ],
    ', did you mean "price"',
  ],
  [
    "not where several could be meant",
    [
      { column: "size", min: 0 },
      { column: "cost", min: 0 },
    ],
    "",
  ],
])("a renamed column is guessed: %s", async (_, checks, hint) => {
  const found = await findingsOf(checks);
  const gone = found.find(({ message }) => message.startsWith("there is no column"));
  expect(gone?.message.replace(/^there is no column "[^"]*"/, "")).toBe(hint);
});

test("a column that is known to be renamed is named, with where it had the old name", async () => {
  const [found] = await findingsOf([{ column: "size", type: "integer", min: 0 }], {
    source: "main at 1a2b3c4",
    columns: [{ before: "size", after: "area_sqft" }],
  });
  expect(found?.message).toBe(
    'there is no column "size": it is "area_sqft" now, which holds the values that "size" has in main at 1a2b3c4',
  );
});
