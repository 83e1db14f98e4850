import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from(
  { length: 200 },
  (_, i) => `${i},${i % 50},${i % 7},${i % 3 === 0 ? "yes" : "no"},2023-10-${10 + (i % 20)}`,
);
const csv = `id,price,cost,target,day\n${rows.join("\n")}\n`;

function config(...checks: string[]): string {
  return `version: 1\nname: shop\ndata:\n  path: data.csv\n  target: target\n  exclude: [cost]\n  derive: { margin: price - cost }\nchecks:\n${checks
    .map((each) => `  - ${each}\n`)
    .join("")}`;
}

function run(...checks: string[]) {
  return runAction(validateData, { inputs: {}, files: { "data.csv": csv, "mlops.yml": config(...checks) } });
}

test("derived columns, the target, exclusions and the clock reach the checks", async () => {
  const { verdict, report, outputs } = await run(
    "{ expression: margin > -7, where: margin < 40 }",
    "{ column: margin, min: -6, mean: { max: 100 } }",
    "{ columns: { count: { max: 5 } } }",
    "{ correlation: { max: 0.99 } }",
    "{ leakage: { max: 0.9 }, severity: warning }",
    "{ unique: [id, margin] }",
    "{ column: day, max_age: 20d }",
  );
  expect(report.sections.flatMap(({ findings = [] }) => findings)).toEqual([]);
  expect(verdict).toBe("pass");
  expect(outputs).toMatchObject({ errors: 0, warnings: 0, rows: 200 });
});

test("the newest date is compared with now", async () => {
  const { report } = await run("{ column: day, max_age: 2w }");
  const [finding] = report.sections[0]?.findings ?? [];
  expect(finding?.message).toBe('the newest of 200 dates of "day" is older than 2w');
});

test("what is broken stands at its row, notes are no warnings, and why and who are told", async () => {
  const { verdict, report, outputs } = await run(
    "{ column: price, max: 40, mostly: 99%, description: dear ones are typed wrong, owner: shop team }",
    "{ expression: cost < 6, severity: info }",
    "{ column: id, distinct: { max: 10% }, severity: warning, owner: me }",
  );
  expect(verdict).toBe("fail");
  expect(outputs).toMatchObject({ errors: 1, warnings: 1 });
  expect(report.sections[0]?.findings).toEqual([
    {
      severity: "error",
      rule: "price.max",
      message: '36 of 200 values of "price" are above the maximum 40; 99 % must hold',
      hint: "Rows 42, 43, 44, 45, 46, 47, 48, 49, 50, 92 and 26 more; the check is at mlops.yml:9; dear ones are typed wrong; owner: shop team",
      file: "data.csv",
      line: 43,
      row: 42,
    },
    {
      severity: "info",
      rule: "cost < 6",
      message: "28 of 200 rows break the expression",
      hint: "Rows 7, 14, 21, 28, 35, 42, 49, 56, 63, 70 and 18 more; the check is at mlops.yml:10",
      file: "data.csv",
      line: 8,
      row: 7,
    },
    {
      severity: "warning",
      rule: "id.distinct",
      message: '"id" has 200 different values in 200, expected at most 10 %',
      hint: "owner: me",
      file: "mlops.yml",
      line: 11,
      column: 19,
    },
  ]);
});

test.each([
  [
    "{ expression: margin > profit }",
    'Cannot read expression "margin > profit": unknown column "profit" at character 10',
  ],
  ["{ row_count: { min: 1 }, where: margin }", 'Cannot check "margin": where is a condition'],
  [
    "{ column: price, missing: { max: 5 %% } }",
    'Cannot read "mlops.yml": "checks.0.missing.max": expected a count such as 20 or a percentage such as 5% at line 9',
  ],
  ["{ column: price, min: 1, mostly: 95 }", '"checks.0.mostly": expected a share above 0 and up to 1'],
  [
    "{ column: price, quantiles: { 2: { max: 1 } } }",
    '"checks.0.quantiles": expected probabilities from 0 to 1 as keys',
  ],
  ["{ column: price, formatt: url }", 'unknown key "formatt" at line 9, did you mean "format"'],
  ["{ min: 3 }", '"checks.0.min": it needs a "column" at line 9'],
])("%s is refused at its line", async (check, message) => {
  await expect(run(check)).rejects.toMatchObject({
    message: expect.stringContaining(message),
    place: { file: "mlops.yml", line: 9 },
  });
});

test("several files are one table: findings name the file, its line and its row", async () => {
  const { verdict, report, outputs, files } = await runAction(validateData, {
    files: {
      "data/year=2023/a.csv": "id,price\n1,5\n2,900\n",
      "data/year=2024/a.csv": "price,id\n7,3\n\n901,4\n902,5\n",
      "mlops.yml":
        "version: 1\ndata: { path: data/**/*.csv }\nchecks:\n  - { column: price, max: 10 }\n  - { column: year, min: 2023 }\n",
    },
  });
  expect(verdict).toBe("fail");
  expect(report.title).toBe("data");
  expect(outputs).toMatchObject({ rows: 5, errors: 1 });
  expect(report.sections[0]?.findings).toEqual([
    expect.objectContaining({
      rule: "price.max",
      file: "data/year=2023/a.csv",
      line: 3,
      row: 2,
      hint: "Rows 2 (data/year=2023/a.csv), 2, 3 (data/year=2024/a.csv); the check is at mlops.yml:4",
    }),
  ]);
  const profile = JSON.parse(await files.read(".mlops/data/profile.json")) as {
    bytes: number;
    columns: unknown[];
  };
  expect(profile.bytes).toBe(45);
  expect(profile.columns).toHaveLength(3);
});
