import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realDuckDb } from "../services/duckdb.ts";

interface Suite {
  expectations: { kwargs: { unexpected_rows_query: string } }[];
}

/** The answers of Great Expectations: test/golden/gx-queries.py. */
const golden: {
  csv: string;
  queries: { suite: Suite; success: boolean; unexpected: number }[];
  refused: Suite[];
} = JSON.parse(readFileSync(new URL("../golden/gx-queries.json", import.meta.url), "utf8"));

const queryOf = ({ expectations }: Suite): string => expectations[0]?.kwargs.unexpected_rows_query ?? "";

async function judge(suite: object) {
  const { report, files, outputs } = await runAction(validateData, {
    files: {
      "mlops.yml": "version: 1\ndata: { path: data.csv }\nsuites: [suite.json]\n",
      "suite.json": JSON.stringify(suite, null, 1),
      "data.csv": golden.csv,
    },
    inputs: { "gx-results": "results.json" },
    duckdb: realDuckDb,
    natives: { locate: async () => requireTool("duckdb") },
  });
  const [result] = JSON.parse(await files.read("results.json")).results;
  return { result, outputs, findings: report.sections[0]?.findings ?? [] };
}

describeWith("duckdb", "queries of Great Expectations", () => {
  test.each(golden.queries.map((each) => ({ ...each, query: queryOf(each.suite) })))(
    "$query as there",
    async ({ suite, success, unexpected }) => {
      const { result, outputs, findings } = await judge(suite);
      expect(outputs.errors).toBe(success ? 0 : 1);
      expect(result).toMatchObject({
        success,
        expectation_config: { type: "unexpected_rows_expectation" },
        result: { observed_value: unexpected },
        exception_info: { raised_exception: false },
      });
      if (!success) expect(findings[0]?.message).toContain(`returns ${unexpected} row`);
    },
  );

  test("the rows are named, and a table that is not there is a finding at its line", async () => {
    const suite = (query: string) => ({
      expectations: [{ type: "unexpected_rows_expectation", kwargs: { unexpected_rows_query: query } }],
    });
    const named = await judge(suite("SELECT * FROM {batch} WHERE price < cost"));
    expect(named.findings[0]).toMatchObject({ file: "data.csv", line: 3, row: 2 });
    const absent = await judge(suite("SELECT * FROM orders"));
    expect(absent.findings[0]).toMatchObject({ file: "suite.json", line: 4, severity: "error" });
    expect(absent.findings[0]?.message).toContain("Cannot run the SQL check");
  });
});

test.each(golden.refused.map((suite) => ({ suite, query: queryOf(suite) })))(
  "$query is refused as there, and listed",
  ({ suite }) => {
    const { checks, unsupported } = parseSuite(JSON.stringify(suite), "suite.json");
    expect(checks).toEqual([]);
    expect(unsupported[0]?.reason).toContain("braces around something else than {batch}");
  },
);

test("a query with a row_condition is listed", () => {
  const kwargs = { unexpected_rows_query: "SELECT * FROM {batch}", row_condition: "id > 3" };
  const suite = { expectations: [{ type: "unexpected_rows_expectation", kwargs }] };
  const { checks, unsupported } = parseSuite(JSON.stringify(suite), "suite.json");
  expect(checks).toEqual([]);
  expect(unsupported[0]?.reason).toContain("sql, which has a WHERE of its own");
});
