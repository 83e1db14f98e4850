import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realDuckDb } from "../services/duckdb.ts";

/** The answers of Soda to contracts with queries: test/golden/soda.py. */
const golden: { csv: string; queries: { contract: object; outcome: string }[] } = JSON.parse(
  readFileSync(new URL("../golden/soda.json", import.meta.url), "utf8"),
);

function judge(contract: string) {
  return runAction(validateData, {
    files: {
      "mlops.yml": "version: 1\ndata: { path: data.csv }\nsuites: [contract.yml]\n",
      "contract.yml": contract,
      "data.csv": golden.csv,
    },
    inputs: {},
    duckdb: realDuckDb,
    natives: { locate: async () => requireTool("duckdb") },
  });
}

describeWith("duckdb", "queries of Soda contracts", () => {
  test.each(golden.queries)("$contract as in Soda", async ({ contract, outcome }) => {
    const { outputs } = await judge(JSON.stringify(contract));
    const { errors, warnings } = outputs;
    expect(errors === 1 ? "FAILED" : warnings === 1 ? "WARN" : "PASSED").toBe(outcome);
  });

  test("a query that is wrong, or that ends the one around it, is a finding at its line", async () => {
    const contract = `dataset: shop/main/rows
columns: []
checks:
  - failed_rows: { query: select * from nowhere }
  - failed_rows: { query: "select 1) as failed; drop table data; select * from (select 1" }
  - failed_rows: { query: select * from read_csv('/etc/passwd') }
  - row_count:
`;
    const { report } = await judge(contract);
    const findings = report.sections[0]?.findings ?? [];
    expect(findings.map(({ line, severity, file }) => [file, line, severity])).toEqual([
      ["contract.yml", 4, "error"],
      ["contract.yml", 5, "error"],
      ["contract.yml", 6, "error"],
    ]);
    for (const { message } of findings) expect(message).toContain("Cannot run the SQL check");
  });
});
