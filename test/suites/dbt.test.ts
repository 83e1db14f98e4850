import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dbtExpectations } from "../../src/suites/dbt-expectations.ts";
import { dbtTests } from "../../src/suites/dbt-tests.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { readText } from "../tables/read-text.ts";
import { judgeSuite } from "./judge-suite.ts";

/** The answers of dbt: test/golden/dbt.py. */
interface Golden {
  csv: string;
  kinds: string;
  tests: { column: string | null; entry: unknown; status: "pass" | "warn" | "fail"; failures: number }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/dbt.json", import.meta.url), "utf8"));
const kinds = await readText(golden.kinds);
const table = await readText(golden.csv);
const outcomes = { pass: "PASSED", warn: "WARN", fail: "FAILED" };

/** dbt counts different values, groups or columns; ours are rows. */
const uncounted =
  /"(unique|accepted_values|.*not_accepted_values|.*unique_combination.*|.*to_be_unique|.*ordered_list|.*of_type|.*equal_rowcount|.*other_table)"|"match_on":"all".*regex/;

test.each(golden.tests)("$column $entry as in dbt", async ({ column, entry, status, failures }) => {
  const model = column === null ? { tests: [entry] } : { columns: [{ name: column, data_tests: [entry] }] };
  const suite = parseSuite(
    JSON.stringify({ version: 2, models: [{ name: "shop", ...model }] }),
    "schema.yml",
    { wanted: undefined, names: [], sets: ["kinds", "shop"] },
  );
  expect(suite.unsupported).toEqual([]);
  const judged = await judgeSuite(table, suite, { now: Date.UTC(2026, 0, 1), sets: { kinds, shop: table } });
  expect(judged.outcome).toBe(outcomes[status]);
  // What passes has no failures there, also where some are tolerated.
  if (status !== "pass" && !uncounted.test(JSON.stringify(entry))) {
    const counted = judged.outcomes.map(({ failed, constraint, passed }) =>
      constraint === "missing" ? Number(!passed) : failed,
    );
    const limit = JSON.stringify(entry).includes('"limit":1') ? 1 : Infinity;
    expect(
      Math.min(
        limit,
        counted.reduce((sum, each) => sum + each, 0),
      ),
    ).toBe(failures);
  }
});

test("every test that is supported is compared, holding and broken", () => {
  const seen = new Map<string, Set<boolean>>();
  for (const { entry, status } of golden.tests) {
    const name = typeof entry === "string" ? entry : (Object.keys(entry as object)[0] ?? "");
    seen.set(name, (seen.get(name) ?? new Set()).add(status === "pass"));
  }
  const supported = [
    ...dbtTests.keys(),
    ...[...dbtExpectations.keys()].map((name) => `dbt_expectations.${name}`),
  ];
  expect([...seen.keys()].filter((name) => name !== "name").sort()).toEqual(supported.sort());
  const onlyOne = [...seen].filter(([, verdicts]) => verdicts.size < 2).map(([name]) => name);
  expect(onlyOne).toEqual(["name"]);
});
