import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";

interface Golden {
  files: Record<string, string>;
  cases: {
    package: { resources: { schema: { foreignKeys?: unknown } }[] };
    valid: boolean;
    rows: number[];
  }[];
}

const { files, cases } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../golden/foreign-keys.json"), "utf8"),
) as Golden;
const sets = "{ houses: houses.csv, zips: zips.csv, codes: codes.csv }";

function validate(suite: unknown, config = `data: { sets: ${sets} }`, more: Record<string, string> = {}) {
  return runAction(validateData, {
    files: {
      ...files,
      "package.json": JSON.stringify(suite),
      "mlops.yml": `version: 1\n${config}\nsuites: [package.json]\n`,
      ...more,
    },
  });
}

test.each(
  cases.map((each) => [JSON.stringify(each.package.resources[0]?.schema.foreignKeys), each] as const),
)("as Frictionless: %s", async (_, { package: suite, valid, rows }) => {
  const { report, verdict } = await validate(suite);
  const findings = (report.sections[0]?.findings ?? []).filter(({ rule }) => rule === "houses: foreignKeys");
  // A reference to nothing is an error there; here it is listed as not supported.
  const isListed = findings.some(({ message }) => message.includes("none of data.sets"));
  expect(verdict).toBe(valid || isListed ? "pass" : "fail");
  expect(isListed).toBe(!valid && rows.length === 0);
  const shown =
    findings[0]?.hint
      ?.match(/^Rows? ([\d, ]+)/)?.[1]
      ?.split(", ")
      .map(Number) ?? [];
  expect(shown).toEqual(rows);
  if (rows.length > 0)
    expect(findings).toMatchObject([{ file: "houses.csv", row: rows[0], severity: "error" }]);
});

test("each resource is judged on the set of its name, and one without a set is listed", async () => {
  const suite = {
    resources: [
      {
        name: "zips",
        schema: { fields: [{ name: "zip", constraints: { required: true } }, { name: "st" }] },
      },
      { name: "owners", schema: { fields: [{ name: "id" }] } },
    ],
  };
  const { report } = await validate(suite);
  expect(report.sections[0]?.findings?.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['houses: resource "owners"', "warning"],
    ['zips: required of "zip"', "error"],
  ]);
});

test("a suite of one table is about the data, not about the sets beside it", async () => {
  const suite = { fields: [{ name: "code", constraints: { unique: true } }, { name: "day" }] };
  const { report, verdict } = await validate(suite, "data: { path: codes.csv, sets: { zips: zips.csv } }");
  expect(report.sections[0]?.findings).toEqual([]);
  expect(verdict).toBe("pass");
});

test("a resource may be chosen by its name", async () => {
  const suite = {
    resources: [
      { name: "a", schema: { fields: [{ name: "x" }] } },
      { name: "b", schema: { fields: [{ name: "code" }, { name: "day" }] } },
    ],
  };
  const chosen = (name: string) =>
    runAction(validateData, {
      files: {
        ...files,
        "package.json": JSON.stringify(suite),
        "mlops.yml": `version: 1\ndata: { path: codes.csv }\nsuites: ["package.json#${name}"]\n`,
      },
    });
  expect((await chosen("b")).verdict).toBe("pass");
  expect((await chosen("a")).verdict).toBe("fail");
  await expect(chosen("c")).rejects.toThrow('the Data Package has no resource "c"');
});

test("a suite of one table is about the set that is named behind it, and listed where none is", async () => {
  const suite = JSON.stringify({
    fields: [{ name: "code" }, { name: "day", constraints: { required: true } }],
  });
  const run = (entry: string) =>
    runAction(validateData, {
      files: {
        ...files,
        "schema.json": suite,
        "mlops.yml": `version: 1\ndata: { sets: ${sets} }\nsuites: ["${entry}"]\n`,
      },
    });
  const rulesOf = ({ report }: Awaited<ReturnType<typeof run>>) =>
    report.sections[0]?.findings?.map(({ rule, severity }) => [rule, severity]);
  expect(rulesOf(await run("schema.json#codes"))).toEqual([['codes: required of "day"', "error"]]);
  expect(rulesOf(await run("schema.json"))).toEqual([["houses: schema.json", "warning"]]);
});
