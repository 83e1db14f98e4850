import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";

const suite = `{ "name": "shop", "expectations": [
  { "type": "expect_column_values_to_be_between", "kwargs": { "column": "price", "min_value": 2 } },
  { "type": "expect_column_mean_to_be_between", "kwargs": { "column": "price", "max_value": 1 } },
  { "type": "expect_column_mean_to_be_between", "kwargs": { "column": "kind", "max_value": 1 }, "severity": "warning" },
  { "type": "expect_something_else", "kwargs": { "column": "price" } },
  { "type": "expect_table_row_count_to_equal", "kwargs": { "value": 3 } }
] }`;

function run(more: string) {
  return runAction(validateData, {
    inputs: { "working-directory": "shop" },
    files: {
      "shop/mlops.yml": `version: 1\ndata: { path: data.csv }\nsuites: [suite.json]\n${more}`,
      "shop/suite.json": suite,
      "shop/data.csv": "price,kind\n1,a\n2,b\n3,c\n",
    },
  });
}

test("rules of a suite are judged with the checks; findings stand at the suite's lines", async () => {
  const { verdict, outputs, report } = await run("checks: [{ column: price, min: 1 }]");
  expect(verdict).toBe("fail");
  expect(outputs).toMatchObject({ errors: 2, warnings: 2 });
  const findings = report.sections[0]?.findings ?? [];
  expect(findings.map(({ file, line, severity }) => ({ file, line, severity }))).toEqual([
    { file: "shop/data.csv", line: 2, severity: "error" },
    { file: "shop/suite.json", line: 3, severity: "error" },
    { file: "shop/suite.json", line: 4, severity: "warning" },
    { file: "shop/suite.json", line: 5, severity: "warning" },
  ]);
  expect(findings[0]?.hint).toBe("Row 1; the check is at shop/suite.json:2");
  expect(findings[3]?.message).toBe(
    'a rule of Great Expectations is not supported: expect_something_else of "price": there is no check of the same meaning',
  );
});

test("a suite may be about derived columns, whatever the checks ask; they are none of the file's", async () => {
  const rules = [
    { type: "expect_column_max_to_be_between", kwargs: { column: "half", max_value: 1 } },
    { type: "expect_column_values_to_be_unique", kwargs: { column: "half" } },
    { type: "expect_table_column_count_to_equal", kwargs: { value: 2 } },
    { type: "expect_table_columns_to_match_ordered_list", kwargs: { column_list: ["price", "kind"] } },
  ];
  const files = {
    "mlops.yml": "version: 1\ndata: { path: d.csv, derive: { half: price / 2 } }\nsuites: [s.json]\n",
    "s.json": JSON.stringify({ name: "s", expectations: rules }),
    "d.csv": "price,kind\n1,a\n2,b\n3,c\n",
  };
  const { outputs, report } = await runAction(validateData, { inputs: {}, files });
  expect(outputs).toMatchObject({ errors: 1, warnings: 0 });
  expect(report.sections[0]?.findings?.[0]?.message).toContain('"half"');
});

test("strict_suites makes an error of what is not supported", async () => {
  const { outputs } = await run("strict_suites: true");
  expect(outputs).toMatchObject({ errors: 3, warnings: 1 });
});

test("a suite that is not there is refused where mlops.yml names it", async () => {
  const files = {
    "mlops.yml": "version: 1\ndata: { path: d.csv }\nsuites:\n  - s.json\n",
    "d.csv": "a\n1\n",
  };
  await expect(runAction(validateData, { inputs: {}, files })).rejects.toMatchObject({
    message: 'Cannot read suite "s.json": there is no such file',
    place: { file: "mlops.yml", line: 4 },
  });
});

test.each([
  ["superset", 1, 1],
  ["partial", 1, 1],
  ["subset", 3, 0],
])(
  "fieldsMatch: %s: a field that the data lacks breaks no rule unless it must be there",
  async (match, errors, warnings) => {
    const schema = {
      fieldsMatch: [match],
      fields: [
        { name: "a", type: "integer", constraints: { minimum: 2 } },
        { name: "absent", constraints: { required: true } },
      ],
    };
    const { outputs } = await runAction(validateData, {
      files: {
        "mlops.yml": "version: 1\ndata: { path: d.csv }\nsuites: [s.json]\n",
        "s.json": JSON.stringify(schema),
        "d.csv": "a\n1\n2\n",
      },
    });
    expect(outputs).toMatchObject({ errors, warnings });
  },
);

test("a model of dbt is the one that the entry names, or that the data is called", async () => {
  const schema = `models:
  - { name: orders, columns: [{ name: a, tests: [not_null] }] }
  - { name: lines, columns: [{ name: a, tests: [{ not_null: { config: { severity: warn } } }] }] }
`;
  const judge = async (entry: string) => {
    const files = {
      "mlops.yml": `version: 1\nname: shop\ndata: { path: orders.csv }\nsuites: ["${entry}"]\n`,
      "orders.csv": "a,b\n1,x\n,y\n",
      "schema.yml": schema,
    };
    const { outputs } = await runAction(validateData, { inputs: {}, files });
    return [outputs.errors, outputs.warnings];
  };
  expect(await judge("schema.yml")).toEqual([1, 0]);
  expect(await judge("schema.yml#lines")).toEqual([0, 1]);
  await expect(judge("schema.yml#zip")).rejects.toMatchObject({
    message: 'Cannot use suite "schema.yml": it has no model "zip"',
    hint: 'Write suites: ["schema.yml#<model>"] with one of "orders", "lines"',
  });
});

test("checks that cannot be judged are each a finding, and the others are judged", async () => {
  const column = (index: number): string =>
    `  - { name: ${index % 3 === 0 ? "kind" : "price"}, checks: [{ aggregate: { function: avg, threshold: { must_be: ${index} } } }] }`;
  const contract = `dataset: shop/rows\ncolumns:\n${Array.from({ length: 10 }, (_, i) => column(i)).join("\n")}\n`;
  const files = {
    "mlops.yml": "version: 1\ndata: { path: d.csv }\nsuites: [contract.yml]\n",
    "contract.yml": contract,
    "d.csv": "price,kind\n1,a\n3,b\n",
  };
  const { report, outputs } = await runAction(validateData, { inputs: {}, files });
  expect(outputs).toMatchObject({ errors: 9 });
  const findings = report.sections[0]?.findings ?? [];
  expect(findings.map(({ line, message }) => [line, /^Cannot check/.test(message)])).toEqual([
    [3, true],
    [4, false],
    [6, true],
    [7, false],
    [8, false],
    [9, true],
    [10, false],
    [11, false],
    [12, true],
  ]);
});

test("rules about another table are asked of data.sets, and no set but the data's has the suite", async () => {
  const schema = {
    fields: [{ name: "zip" }],
    foreignKeys: [{ fields: "zip", reference: { resource: "zips", fields: "code" } }],
  };
  const files = {
    "mlops.yml": "version: 1\ndata: { path: d.csv, sets: { zips: z.csv } }\nsuites: [s.json]\n",
    "s.json": JSON.stringify(schema),
    "d.csv": "zip\na\nb\nc\n",
    "z.csv": "code\na\nb\n",
  };
  const { report, outputs } = await runAction(validateData, { inputs: {}, files });
  expect(outputs).toMatchObject({ errors: 1, warnings: 0 });
  const [finding] = report.sections[0]?.findings ?? [];
  expect(finding).toMatchObject({ rule: "foreignKeys", file: "d.csv", line: 4 });
});
