import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";

/** What Great Expectations returned: test/golden/gx-results.py. */
interface Golden {
  csv: string;
  suite: object;
  result: Results;
}

interface Results {
  success: boolean;
  statistics: object;
  results: {
    success: boolean;
    expectation_config: { type: string; kwargs: Record<string, unknown>; severity: string };
    result: Record<string, unknown>;
    exception_info: { raised_exception: boolean; exception_message: string | null };
  }[];
  meta: { unsupported: string[]; not_judged: string[] };
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/gx-results.json", import.meta.url), "utf8"),
);

async function run(mlops: string, files: Record<string, string>) {
  const given = { "mlops.yml": `version: 1\nname: shop\ndata: { path: data.csv }\n${mlops}`, ...files };
  const inputs = { sarif: "out/data.sarif", "gx-results": "out/gx.json" };
  const { outputs, files: after } = await runAction(validateData, { inputs, files: given });
  expect(outputs).toMatchObject(inputs);
  const read = async (name: string): Promise<string> => after.read(name);
  return { gx: JSON.parse(await read("out/gx.json")) as Results, sarif: await read("out/data.sarif") };
}

/** By what is asked: Great Expectations returns them in an order of its own. */
function byRule({ results }: Results): Map<string, Results["results"][number]> {
  return new Map(
    results.map((each) => {
      const { batch_id: _, row_condition: condition, ...rest } = each.expectation_config.kwargs;
      const text =
        (condition as { pass_through_filter?: string } | undefined)?.pass_through_filter ?? condition;
      const kwargs = { ...rest, ...(text === undefined ? {} : { row_condition: text }) };
      return [JSON.stringify([each.expectation_config.type, Object.entries(kwargs).sort()]), each];
    }),
  );
}

test("the results of a suite are those of Great Expectations, without its lists of values", async () => {
  const { gx } = await run("suites: [suite.json]", {
    "data.csv": golden.csv,
    "suite.json": JSON.stringify(golden.suite),
  });
  expect(gx).toMatchObject({ success: golden.result.success, statistics: golden.result.statistics });
  const ours = byRule(gx);
  const theirs = byRule(golden.result);
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
  for (const [rule, { success, result, expectation_config, exception_info }] of theirs) {
    const { partial_unexpected_list, partial_unexpected_counts, ...told } = result;
    // The largest value is a value of the data.
    const expected = expectation_config.type === "expect_column_max_to_be_between" ? {} : told;
    expect(ours.get(rule), rule).toMatchObject({
      success,
      result: expected,
      expectation_config: { severity: expectation_config.severity },
      exception_info,
    });
  }
});

test("no value of the data is in the files", async () => {
  const { gx, sarif } = await run(
    "checks: [{ column: secret, unique: true, pattern: '^a', max_length: 3 }, { column: n, max_value: { max: 1 }, mean: { max: 1 } }]",
    { "data.csv": "secret,n\nhunter2,7777\nhunter2,7777\n" },
  );
  expect(JSON.stringify(gx) + sarif).not.toMatch(/hunter2|7777|7,777/);
  expect(gx.results.map(({ result }) => result.partial_unexpected_list)).toEqual([
    [],
    [],
    [],
    undefined,
    undefined,
  ]);
});

test("values are in Great Expectations' lists where they may be shown, and never in SARIF", async () => {
  const { gx, sarif } = await run(
    "report: { show_values: true }\nchecks: [{ column: kind, enum: [red] }, { column: mail, max_length: 3 }]",
    { "data.csv": "kind,mail\nred,a@example.org\nteal,b@example.org\nteal,c@example.org\n" },
  );
  expect(gx.results.map(({ result }) => result.partial_unexpected_list)).toEqual([["teal"], []]);
  expect(sarif).not.toContain("teal");
});

test("checks of mlops.yml have the names of Great Expectations where it has one", async () => {
  const checks = `checks:
  - { row_count: { min: 3 }, severity: warning }
  - { column: a, required: true, exclusive_min: 0, increasing: strict, mostly: 0.9 }
  - { unique: [a, b] }
  - { column: b, format: email, where: a > 1 }
`;
  const { gx } = await run(checks, { "data.csv": "a,b\n1,x\n2,y\n" });
  expect(
    gx.results.map(({ success, expectation_config: { type, kwargs, severity } }) => ({
      success,
      type,
      kwargs,
      severity,
    })),
  ).toEqual([
    {
      success: false,
      type: "expect_table_row_count_to_be_between",
      kwargs: { min_value: 3 },
      severity: "warning",
    },
    {
      success: true,
      type: "expect_column_values_to_not_be_null",
      kwargs: { column: "a", mostly: 0.9 },
      severity: "critical",
    },
    {
      success: true,
      type: "expect_column_values_to_be_between",
      kwargs: { column: "a", min_value: 0, strict_min: true, mostly: 0.9 },
      severity: "critical",
    },
    {
      success: true,
      type: "expect_column_values_to_be_increasing",
      kwargs: { column: "a", strictly: true, mostly: 0.9 },
      severity: "critical",
    },
    { success: true, type: "mlops_unique", kwargs: { unique: ["a", "b"] }, severity: "critical" },
    {
      success: false,
      type: "mlops_format",
      kwargs: { column: "b", format: "email", where: "a > 1" },
      severity: "critical",
    },
  ]);
});

test("what could not be judged raised an exception; what is not supported is named", async () => {
  const expectations = [
    { type: "expect_column_mean_to_be_between", kwargs: { column: "b", max_value: 1 } },
    { type: "expect_something_else", kwargs: { column: "a" } },
  ];
  const { gx, sarif } = await run("suites: [suite.json]", {
    "data.csv": "a,b\n1,x\n2,y\n",
    "suite.json": JSON.stringify({ name: "s", expectations }, null, 1),
  });
  expect(gx.statistics).toMatchObject({ evaluated_expectations: 1, successful_expectations: 0 });
  expect(gx.results[0]?.exception_info).toMatchObject({
    raised_exception: true,
    exception_message: expect.stringContaining('Cannot check column "b"'),
  });
  expect(gx.meta.unsupported).toEqual([
    'expect_something_else of "a": there is no check of the same meaning',
  ]);
  const [{ results }] = JSON.parse(sarif).runs;
  expect(results.map((each: { level: string }) => each.level)).toEqual(["error", "warning"]);
  expect(results[1].locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: "suite.json", uriBaseId: "%SRCROOT%" },
    region: { startLine: 12 },
  });
});

test("several data sets have one SARIF file, and results of their own", async () => {
  const { outputs, files } = await runAction(validateData, {
    inputs: { sarif: "out/data.sarif", "gx-results": "out/gx.json" },
    files: {
      "mlops.yml": `version: 1
data: { sets: { train: train.csv, test: test.csv, zips: zips.csv } }
checks:
  - { column: id, unique: true }
  - { set: zips, column: zip, min_length: 5, severity: warning }
  - { set: test, column: x, max: 5 }
`,
      "train.csv": "id,x\n1,1\n1,2\n2,9\n",
      "test.csv": "id,x\n4,1\n5,9\n",
      "zips.csv": "zip,state\n10001,NY\nx1,MA\n",
    },
  });
  expect(outputs).toMatchObject({
    sarif: "out/data.sarif",
    "gx-results": ["out/gx-train.json", "out/gx-test.json", "out/gx-zips.json"],
  });
  const { runs } = JSON.parse(await files.read("out/data.sarif"));
  expect(runs).toHaveLength(1);
  const told = runs[0].results.map((each: SarifResult) => {
    const { artifactLocation, region } = each.locations[0]!.physicalLocation;
    return [each.ruleId, each.level, artifactLocation.uri, region?.startLine];
  });
  expect(told).toEqual([
    ["train: id.unique", "error", "train.csv", 2],
    ["test: x.max", "error", "test.csv", 3],
    ["zips: zip.min_length", "warning", "zips.csv", 3],
  ]);
  const rules = runs[0].tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(new Set(rules).size).toBe(rules.length);
  for (const [, result] of Object.entries(runs[0].results as SarifResult[]))
    expect(rules[result.ruleIndex]).toBe(result.ruleId);
});

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region?: { startLine: number } };
  }[];
}
