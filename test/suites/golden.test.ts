import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckOutcome } from "../../src/checks/judge-checks.ts";
import { expectations } from "../../src/suites/expectations.ts";
import { constraintRules } from "../../src/suites/field-rules.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { readText } from "../tables/read-text.ts";
import { judgeSuite } from "./judge-suite.ts";

/** The answers of Great Expectations and Frictionless: test/golden/suites.py. */
interface Golden {
  csv: string;
  expectations: {
    expectation: { type: string; kwargs: Record<string, unknown> };
    success: boolean;
    unexpected?: number;
  }[];
  schemas: { schema: Record<string, unknown>; valid: boolean; cells: number }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/suites.json", import.meta.url), "utf8"));
const table = await readText(golden.csv);

async function judge(content: object): Promise<CheckOutcome[]> {
  const suite = parseSuite(JSON.stringify(content), "suite.json");
  expect(suite.unsupported).toEqual([]);
  return (await judgeSuite(table, suite)).outcomes;
}

function holds(outcomes: readonly CheckOutcome[]): boolean {
  return outcomes.every(({ passed }) => passed);
}

function failures(outcomes: readonly CheckOutcome[]): number {
  return outcomes.reduce((sum, { failed }) => sum + failed, 0);
}

/** Ours count rows, also where theirs count different values, none, or a row once for several patterns. */
function isCounted({ type, kwargs }: Golden["expectations"][number]["expectation"]): boolean {
  return type !== "expect_column_distinct_values_to_be_in_set" && kwargs.match_on !== "all";
}

test.each(golden.expectations)(
  "$expectation.type $expectation.kwargs as in Great Expectations",
  async (each) => {
    const { expectation, success, unexpected } = each;
    const outcomes = await judge({ name: "one", expectations: [expectation] });
    expect(holds(outcomes)).toBe(success);
    if (unexpected !== undefined && isCounted(expectation)) expect(failures(outcomes)).toBe(unexpected);
  },
);

test.each(golden.expectations)("$expectation.type of 0.18 is the same", ({ expectation }) => {
  const parse = (content: object) => parseSuite(JSON.stringify(content), "suite.json").checks;
  const { type, kwargs } = expectation;
  const older = { expectation_suite_name: "one", expectations: [{ expectation_type: type, kwargs }] };
  const checks = ({ check }: { check: object }) => check;
  expect(parse(older).map(checks)).toEqual(parse({ name: "one", expectations: [expectation] }).map(checks));
});

test("every expectation that is supported is compared, holding and broken", () => {
  const seen = new Map<string, Set<boolean>>();
  for (const { expectation, success } of golden.expectations)
    seen.set(expectation.type, (seen.get(expectation.type) ?? new Set()).add(success));
  // Queries are compared in test/actions/gx-queries.test.ts.
  expect([...seen.keys(), "unexpected_rows_expectation"].sort()).toEqual([...expectations.keys()].sort());
  for (const verdicts of seen.values()) expect(verdicts.size).toBe(2);
});

test.each(golden.schemas)("$schema as in Frictionless", async ({ schema, valid, cells }) => {
  const outcomes = await judge(schema);
  expect(holds(outcomes)).toBe(valid);
  // Frictionless counts repeated values from the second on.
  const byCell = outcomes.filter(
    ({ constraint, check }) =>
      constraint !== "unique" && (constraint !== "type" || check.format === undefined),
  );
  if (outcomes.every(({ constraint, passed }) => passed || constraint !== "columns") && !hasKeys(schema))
    expect(failures(byCell)).toBe(cells);
});

function hasKeys(schema: object): boolean {
  return "primaryKey" in schema || JSON.stringify(schema).includes('"unique":true');
}

test("every constraint that is supported is compared", () => {
  const text = JSON.stringify(golden.schemas);
  for (const name of [...constraintRules.keys(), "primaryKey", "fieldsMatch"])
    expect(text).toContain(`"${name}":`);
});
