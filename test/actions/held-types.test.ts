import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import type { Finding } from "../../src/report.ts";
import { runAction } from "../fakes.ts";

interface Validated {
  verdict: string;
  findings: Finding[];
  types: Record<string, string>;
  profile: string;
}

async function validate(csv: string, files: Record<string, string> = {}, more = ""): Promise<Validated> {
  const reference = Object.keys(files)[0];
  const about = reference === undefined ? "" : `  reference: ${reference}\n`;
  const result = await runAction(validateData, {
    inputs: {},
    files: {
      ...files,
      "data.csv": csv,
      "mlops.yml": `version: 1\nname: shop\ndata:\n  path: data.csv\n${about}${more}`,
    },
  });
  const profile = await result.files.read(".mlops/shop/profile.json");
  const { columns } = JSON.parse(profile) as { columns: { name: string; type: string }[] };
  return {
    verdict: result.verdict,
    findings: result.report.sections.flatMap(({ findings = [] }) => findings),
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    profile,
  };
}

const before = `n,x,day,code,ok,none\n${Array.from(
  { length: 30 },
  (_, row) => `${row},${row / 4},2026-01-${10 + (row % 9)},${row % 2 ? "007" : "1E5"},${row % 2 === 0},`,
).join("\n")}\n`;

const referenceFiles = async (): Promise<[string, Record<string, string>][]> => [
  ["a data file", { "before.csv": before }],
  ["a profile", { "profile.json": (await validate(before)).profile }],
];

test.each(await referenceFiles())(
  "types are held by %s: bad cells are findings on their lines",
  async (_, files) => {
    // Of so few rows, any of these cells would make its column text, or the codes numbers.
    const now =
      "n,x,day,code,ok,none\n1,2.5,2026-02-01,7,true,a\nx,y,soon,8,maybe,b\n3,1,2026-02-03,9,false,\n";
    expect((await validate(now)).types).toEqual({
      n: "text",
      x: "text",
      day: "text",
      code: "integer",
      ok: "text",
      none: "text",
    });
    const { verdict, findings, types } = await validate(now, files);
    expect(types).toEqual({
      n: "integer",
      x: "number",
      day: "date",
      code: "text",
      ok: "boolean",
      none: "text",
    });
    expect(verdict).toBe("pass");
    expect(findings.map(({ severity, rule, line, count }) => ({ severity, rule, line, count }))).toEqual(
      ["n", "x", "day", "ok"].map((name) => ({
        severity: "warning",
        rule: `${name}.type`,
        line: 3,
        count: 1,
      })),
    );
  },
);

test("more than a few cells of another type change it, which is an error where the first stands", async () => {
  const now =
    "n,x,day,code,ok,none\n1,1,2026-02-01,a,true,\nx,2,2026-02-02,b,true,\ny,3,2026-02-03,c,false,\n";
  const { verdict, findings, types } = await validate(now, { "before.csv": before });
  expect(types).toMatchObject({ n: "text", x: "number" });
  expect(verdict).toBe("fail");
  expect(findings).toEqual([
    {
      severity: "error",
      rule: "n.type",
      message: '"n" is a text column, and was an integer one in the reference; 2 cells are not',
      hint: "Correct the data, declare what is right: data.columns: { n: { type: text } }, or renew data.reference",
      file: "data.csv",
      line: 3,
      row: 2,
      count: 2,
    },
  ]);
});

test("whole numbers that others join are a warning", async () => {
  const now = "n,x,day,code,ok,none\n1.5,1,2026-02-01,a,true,\n2.5,2,2026-02-02,b,true,\n";
  const { verdict, findings } = await validate(now, { "before.csv": before });
  expect(verdict).toBe("pass");
  expect(findings).toMatchObject([{ severity: "warning", rule: "n.type", count: 2 }]);
});

test("what is declared goes before what was", async () => {
  const now = "n,x,day,code,ok,none\na,1,2026-02-01,a,true,\nb,2,2026-02-02,b,true,\n";
  const { findings, types } = await validate(
    now,
    { "before.csv": before },
    "  columns: { n: { type: text } }\n",
  );
  expect(types.n).toBe("text");
  expect(findings).toEqual([]);
});
