import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { UserError } from "../../src/errors.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realDuckDb } from "../services/duckdb.ts";

const csv = "id,price,cost,name\n1,10,5,first\n2,3,5,second\n3,8,,third\n4,1,2,fourth\n";

function check(
  checks: string,
  options: { data?: string; yml?: string; inputs?: Record<string, string> } = {},
) {
  return runAction(validateData, {
    files: {
      "mlops.yml": `version: 1\ndata: { path: data.csv${options.yml ?? ""} }\nchecks:\n${checks}\n`,
      "data.csv": options.data ?? csv,
    },
    inputs: options.inputs ?? {},
    duckdb: realDuckDb,
    natives: { locate: async () => requireTool("duckdb") },
  });
}

async function problemOf(checks: string): Promise<UserError> {
  const error = await check(checks).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describeWith("duckdb", "SQL checks", () => {
  test("rows that are returned are failures, on their lines", async () => {
    const { verdict, report } = await check(
      "  - { sql: select * from data where price < cost, name: sold at a loss, owner: sales }",
    );
    expect(verdict).toBe("fail");
    expect(report.sections[0]?.findings).toEqual([
      {
        severity: "error",
        rule: "sold at a loss",
        message: "the query returns 2 rows (of 4)",
        hint: "Rows 2, 4; the check is at mlops.yml:4; owner: sales",
        file: "data.csv",
        line: 3,
        row: 2,
      },
    ]);
  });

  test.each([
    ["max_failed: 2", "pass"],
    ["max_failed: 1", "fail"],
    ["max_failed: 50%", "pass"],
    ["mostly: 0.5", "pass"],
    ["mostly: 51%", "fail"],
    ["severity: warning", "pass"],
  ])("%s: %s", async (tolerance, verdict) => {
    const result = await check(`  - { sql: select * from data where price < cost, ${tolerance} }`);
    expect(result.verdict).toBe(verdict);
  });

  test("a check without failing rows holds, and one about no row stands on its own line", async () => {
    const { report, outputs } = await check(
      [
        "  - { sql: select * from data where price < 0 }",
        "  - sql: |",
        "      select count(*) from data",
        "      having count(*) < 100",
      ].join("\n"),
    );
    expect(outputs).toMatchObject({ errors: 1 });
    expect(report.sections[0]?.findings).toMatchObject([
      { message: "the query returns 1 row (of 4)", file: "mlops.yml", line: 5, column: 5 },
    ]);
    expect(report.sections[1]?.tables?.[0]?.rows).toEqual([
      ["select count(*) from data having count(*) < 100", "❌ broken", 4, 1],
      ["select * from data where price < 0", "✅ holds", 4, 0],
    ]);
  });

  test("derived columns are there", async () => {
    const { report } = await check("  - { sql: select * from data where margin < 0 }", {
      yml: ", derive: { margin: price - cost }",
    });
    expect(report.sections[0]?.findings).toMatchObject([{ line: 3, row: 2 }]);
  });

  test("what comes after a query that took too long is still judged", async () => {
    const error = await problemOf(
      "  - { sql: 'select 1 from range(10000000) a, range(10000000) b where a.range + b.range < 0', timeout: 1s, name: slow }",
    );
    expect(error.message).toBe('Cannot run the SQL check "slow": it runs for more than 1s');
    expect(error.place).toMatchObject({ file: "mlops.yml", line: 4 });
  });

  test.each<[string, string, number, number]>([
    ["  - { sql: select nope from data }", 'Referenced column "nope" not found', 4, 19],
    ["  - { sql: 'select * from data where nope = 1' }", 'Referenced column "nope"', 4, 38],
    ["  - { sql: \"select 'é', nope from data\" }", 'Referenced column "nope"', 4, 25],
    [
      "  - sql: |\n      select *\n\n      from data\n      where id = 1 and nope = 2",
      'column "nope"',
      8,
      24,
    ],
    ["  - sql: |2\n        select nope from data", 'column "nope"', 5, 16],
    ["  - sql: >-\n      select *\n      from dat", "Table with name dat", 4, 5],
    ["  - { sql: copy data to 'x.csv' }", "a check is one SELECT, and nothing else is allowed", 4, 7],
    ["  - { sql: \"select * from read_csv('x.csv')\" }", "read_csv() is not allowed", 4, 27],
  ])("the place of a mistake in %j", async (text, message, line, column) => {
    const error = await problemOf(text);
    expect(error.message).toContain(`Cannot run the SQL check: `);
    expect(error.message).toContain(message);
    expect(error.place).toEqual({ file: "mlops.yml", line, column });
  });

  test("an error in the data quotes none of it", async () => {
    const error = await problemOf("  - { sql: 'select * from data where name::integer = 1' }");
    expect(error.message).toMatch(/a value cannot be converted/);
    expect(`${error.message} ${error.hint}`).not.toMatch(/first|second|third|fourth/);
  });

  test("other data sets are there by their names", async () => {
    const { report, verdict } = await runAction(validateData, {
      files: {
        "mlops.yml": `version: 1
data:
  sets: { train: train.csv, test: test.csv, zip-codes: zip.csv }
  derive: { double: id * 2 }
checks:
  - { sql: 'select * from data where zip not in (select zip from "zip-codes")', name: known zip }
  - { sql: select id from data intersect select id from train, max_failed: 100%, name: shared }
  - { sql: select * from data where double > (select max(double) from train), name: beyond }
  - { set: zip-codes, sql: select zip from data group by zip having count(*) > 1, name: unique }
`,
        "train.csv": "id,zip\n1,10\n2,20\n",
        "test.csv": "zip,id\n20,2\n30,3\n",
        "zip.csv": "zip,place\n10,a\n20,b\n20,c\n",
      },
      duckdb: realDuckDb,
      natives: { locate: async () => requireTool("duckdb") },
    });
    expect(verdict).toBe("fail");
    const findings = report.sections.flatMap((section) => section.findings ?? []);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: "test: known zip", file: "test.csv", line: 3, row: 2 }),
        expect.objectContaining({ rule: "test: beyond", file: "test.csv", line: 3, row: 2 }),
        expect.objectContaining({ rule: "zip-codes: unique", file: "mlops.yml", line: 9 }),
      ]),
    );
    expect(findings.filter(({ severity }) => severity === "error")).toHaveLength(3);
  });

  test("columns that SQL cannot tell apart are named", async () => {
    await expect(check("  - { sql: select 1 }", { data: "id,ID\n1,2\n" })).rejects.toThrow(
      'Cannot run SQL checks on "data.csv": columns "id" and "ID" are one name to SQL',
    );
  });

  test("odd names of columns stay what they are", async () => {
    const { verdict } = await check(
      `  - { sql: 'select * from data where "a ""b" <> 1 or "select" <> 2 or rowid <> 3' }`,
      {
        data: '"a ""b",select,rowid\n1,2,3\n',
      },
    );
    expect(verdict).toBe("pass");
  });
});

test.each([
  ["{ sql: select 1, where: a > 1 }", "it cannot stand beside sql"],
  ["{ sql: select 1, column: a }", "it is about the whole table"],
  ["{ row_count: { min: 1 }, timeout: 3s }", "it is about sql, and there is none"],
  ["{ sql: select 1, timeout: 3w }", "at most 1d"],
  ["{ sql: select 1, timeout: soon }", "expected a time"],
])("%s is refused: %s", async (text, message) => {
  await expect(check(`  - ${text}`)).rejects.toThrow(message);
});

test("without SQL checks, nothing is fetched or started", async () => {
  const { verdict } = await runAction(validateData, {
    files: {
      "mlops.yml": "version: 1\ndata: { path: d.csv }\nchecks: [{ row_count: { min: 1 } }]\n",
      "d.csv": csv,
    },
  });
  expect(verdict).toBe("pass");
});
