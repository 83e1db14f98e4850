import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { describeWith, requireTool } from "../require-tool.ts";
import { makeWorkspace, runStep } from "./run-dist.ts";

const files = {
  "data.csv": "id,price,cost\n1,10,5\n2,3,5\n3,8,\n",
  "mlops.yml":
    "version: 1\ndata: { path: data.csv }\nchecks:\n  - { sql: select * from data where price < cost, name: at a loss }\n",
};

describeWith("duckdb", "a step with SQL checks", () => {
  test("finds the row with DuckDB from the tool cache", async () => {
    // The tool cache holds a folder by package, one by version below it.
    const cache = path.resolve(requireTool("duckdb"), "../..");
    const { exitCode, stdout, outputs } = await runStep("validate-data", {
      workspace: makeWorkspace(files),
      inputs: { "native-packages": "never" },
      env: { RUNNER_TOOL_CACHE: cache },
    });
    expect(stdout).toContain("::error title=at a loss,file=data.csv,line=3::");
    expect(outputs).toMatchObject({ verdict: "fail", errors: "1" });
    expect(exitCode).toBe(1);
  });
});

test("a step that must not fetch says so on the input's terms", async () => {
  const { exitCode, stdout } = await runStep("validate-data", {
    workspace: makeWorkspace(files),
    inputs: { "native-packages": "never" },
    env: { RUNNER_TOOL_CACHE: mkdtempSync(path.join(tmpdir(), "mlops-tools-")) },
  });
  expect(stdout).toMatch(/::error title=validate-data::Cannot use DuckDB/);
  expect(exitCode).toBe(2);
});
