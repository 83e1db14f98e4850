import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import type { Finding } from "../../src/report.ts";
import { runAction } from "../fakes.ts";

interface Column {
  type: string;
  count: number;
  missing: number;
  invalid: number;
  min?: unknown;
}

/** The findings and the profile's columns of a file with these columns declared. */
async function validate(
  file: { name: string; content: string },
  columns = "",
  checks = "[]",
): Promise<{ verdict: string; findings: Finding[]; columns: Record<string, Column> }> {
  const config = `version: 1\nname: shop\ndata:\n  path: ${file.name}\n${columns === "" ? "" : `  columns:\n    ${columns}\n`}checks: ${checks}\n`;
  const { verdict, report, files } = await runAction(validateData, {
    inputs: {},
    files: { [file.name]: file.content, "mlops.yml": config },
  });
  const profile = JSON.parse(await files.read(".mlops/shop/profile.json")) as {
    columns: ({ name: string } & Column)[];
  };
  return {
    verdict,
    findings: report.sections.flatMap(({ findings = [] }) => findings),
    columns: Object.fromEntries(profile.columns.map((column) => [column.name, column])),
  };
}

function csv(cells: readonly string[]): { name: string; content: string } {
  return { name: "data.csv", content: `row,x\n${cells.map((cell, row) => `${row},${cell}`).join("\n")}\n` };
}

const many = (count: number, cell: (row: number) => string): string[] =>
  Array.from({ length: count }, (_, row) => cell(row));

test("a type that is declared holds: a cell that does not fit is an error on its line", async () => {
  const { verdict, findings, columns } = await validate(
    csv(["1", "2", "x", "y", "5"]),
    "x: { type: integer }",
  );
  expect(columns.x).toMatchObject({ type: "integer", count: 3, missing: 0, invalid: 2 });
  expect(verdict).toBe("fail");
  expect(findings).toEqual([
    {
      severity: "error",
      rule: "x.type",
      message: '"x" is an integer column as declared, but 2 cells do not fit and count as missing',
      hint: "Correct the data, or data.columns; a check says how many may not fit: { column: x, type: integer, mostly: 99% }",
      file: "data.csv",
      line: 4,
      row: 3,
      count: 2,
    },
  ]);
});

test("a check of the type says how many cells may not fit", async () => {
  const { verdict, findings } = await validate(
    csv(["1", "2", "x", "4", "5"]),
    "x: { type: integer }",
    "[{ column: x, type: integer, mostly: 0.8 }]",
  );
  expect({ verdict, findings }).toEqual({ verdict: "pass", findings: [] });
});

test("codes that are declared to be text stay as they are written", async () => {
  const { findings, columns } = await validate(csv(["1", "2", "3", "1.50"]), "x: { type: text }");
  expect(columns.x).toMatchObject({ type: "text", count: 4 });
  expect(findings).toEqual([]);
});

test.each([
  ["data.csv", "row,x\n0,01/02/2026\n1,31/01/2026\n2,32/01/2026\n3,\n"],
  ["data.jsonl", '{"x":"01/02/2026"}\n{"x":"31/01/2026"}\n{"x":"32/01/2026"}\n{"x":null}\n'],
])("dates of a declared format are dates (%s)", async (name, content) => {
  const { findings, columns } = await validate({ name, content }, 'x: { format: "%d/%m/%Y" }');
  expect(columns.x).toMatchObject({ type: "date", count: 2, missing: 1, invalid: 1, min: "2026-01-31" });
  expect(findings).toMatchObject([{ severity: "error", row: 3, line: name === "data.csv" ? 4 : 3 }]);
});

test.each([
  ["data.csv", "row,x\n0,1\n1,-999\n2,?\n3,\n4,NA\n"],
  ["data.jsonl", '{"x":1}\n{"x":-999}\n{"x":"?"}\n{"x":null}\n{"x":"NA"}\n'],
])("words for missing are those that are declared, and no others (%s)", async (name, content) => {
  const { columns } = await validate({ name, content }, 'x: { type: number, missing_values: ["?", "-999"] }');
  expect(columns.x).toMatchObject({ type: "number", count: 1, missing: 3, invalid: 1 });
});

test.each([
  ["data.csv", 'row,x\n0,"$1,234.50"\n1,-$3\n2,about 5-6\n3,\n4,7%\n'],
  ["data.jsonl", '{"x":"$1,234.50"}\n{"x":"-$3"}\n{"x":"about 5-6"}\n{"x":null}\n{"x":"7%"}\n'],
])("numbers are read as it is declared that they are written (%s)", async (name, content) => {
  const { findings, columns } = await validate(
    { name, content },
    'x: { group_char: ",", bare_number: false }',
  );
  expect(columns.x).toMatchObject({ type: "number", count: 3, missing: 1, invalid: 1, min: -3, max: 1234.5 });
  expect(findings).toMatchObject([{ severity: "error", row: 3 }]);
});

test.each([
  ["$1,250.50", '{ type: number, group_char: ",", bare_number: false }'],
  ["12.5%", "{ type: number, bare_number: false }"],
  ["1.250,50", '{ type: number, group_char: "." }'],
])("says how to declare numbers such as %s", async (text, declared) => {
  const cells = Array.from({ length: 30 }, (_, row) => (row === 7 ? "1" : text));
  const { findings } = await validate(csv(cells.map((cell) => `"${cell}"`)));
  expect(findings).toMatchObject([
    {
      severity: "warning",
      message:
        '"x" is a text column: 29 of 30 cells are numbers with signs around them or marks between thousands',
      hint: `Declare how they are written: data.columns: { x: ${declared} }, or data.columns: { x: { type: text } }`,
    },
  ]);
  const again = await validate(csv(cells.map((cell) => `"${cell}"`)), `x: ${declared}`);
  expect(again).toMatchObject({ findings: [], columns: { x: { type: "number", count: 30 } } });
});

test("says so of texts of JSON too, where a plain number in quotes is text on purpose", async () => {
  const lines = Array.from({ length: 30 }, (_, row) => JSON.stringify({ x: `${row + 1}.5%`, y: `${row}` }));
  const { findings } = await validate({ name: "data.jsonl", content: `${lines.join("\n")}\n` });
  expect(findings).toMatchObject([
    { hint: expect.stringContaining("data.columns: { x: { type: number, bare_number: false } }") },
  ]);
});

test("words for missing let the rest of a column be what it is", async () => {
  const { columns } = await validate(csv(["1", "-", "3"]), 'x: { missing_values: ["-"] }');
  expect(columns.x).toMatchObject({ type: "integer", count: 2, missing: 1 });
  const countries = await validate(csv(["DE", "NA", "?"]), 'x: { missing_values: ["?"] }');
  expect(countries.columns.x).toMatchObject({ type: "text", count: 2, missing: 1 });
});

test("numbers of JSON that are declared to be text stay as they are written", async () => {
  const content = '{"x":1.50}\n{"x":12345678901234567890}\n';
  const { columns } = await validate(
    { name: "d.json", content },
    "x: { type: text }",
    "[{ column: x, enum: ['1.50', '12345678901234567890'] }]",
  );
  expect(columns.x).toMatchObject({ type: "text", count: 2 });
});

test("a column that is declared must be there", async () => {
  await expect(validate(csv(["1"]), "y: { type: text }")).rejects.toThrow(
    'Cannot use "data.csv": it has no column "y"',
  );
});

test.each([
  ["x: { type: text, format: '%d/%m/%Y' }", "it is about dates"],
  ["x: { type: date, format: '%d/%m/%Y %H' }", "it holds a time, and the type is date"],
  ["x: { format: '%d/%m' }", "it tells no day"],
  ["x: { type: text, group_char: ',' }", "it is about numbers"],
  ["x: { format: '%d/%m/%Y', bare_number: false }", "it is about numbers"],
  ["x: { decimal_char: ',', group_char: ',' }", "it is the same as group_char"],
  ["x: { typ: text }", 'unknown key "typ"'],
])("refuses %s", async (columns, reason) => {
  await expect(validate(csv(["1"]), columns)).rejects.toThrow(reason);
});

test.each([
  [
    "leading zeros",
    many(300, (row) => (row === 7 ? "007" : String(row))),
    "1 of 300 cells is no plain number: 1 with leading zeros",
    9,
  ],
  [
    "a long id",
    many(300, (row) => (row > 297 ? "12345678901234567" : String(row))),
    "2 of 300 cells are no plain numbers: 2 like 1E5, like +1 or beyond 2^53",
    300,
  ],
  [
    "decimals in quotes",
    many(30, (row) => `"${row},5"`),
    '"x" is a text column: 30 of 30 cells are numbers with a comma',
    2,
  ],
])("a column is text because of %s: said on the line", async (_, cells, message, line) => {
  const { verdict, findings, columns } = await validate(csv(cells));
  expect(columns.x?.type).toBe("text");
  expect(verdict).toBe("pass");
  expect(findings).toMatchObject([{ severity: "warning", rule: "x.type", line }]);
  expect(findings[0]?.message).toContain(message);
});

test.each([
  [
    "both ways",
    ["01/02/2026", "03/04/2026"],
    "which number is the day cannot be told",
    'format: "%d/%m/%Y" } }, or "%m/%d/%Y"',
  ],
  [
    "the day first",
    ["01/02/2026", "13/04/2026"],
    "dates that are not ISO 8601",
    '{ x: { format: "%d/%m/%Y" } }',
  ],
  [
    "the month first, with times",
    ["1/13/2026 10:00", "2/3/2026 11:30"],
    "dates that are not ISO 8601",
    '{ x: { format: "%m/%d/%Y %H:%M" } }',
  ],
  [
    "with points",
    ["31.01.2026", "01.02.2026"],
    "dates that are not ISO 8601",
    '{ x: { format: "%d.%m.%Y" } }',
  ],
  ["in several ways", ["31/01/2026", "01/31/2026"], "written in several ways", "Write them in one way"],
])("dates that may be read %s stay text, with what to declare", async (_, cells, message, hint) => {
  const { findings, columns } = await validate(csv(cells));
  expect(columns.x?.type).toBe("text");
  expect(findings).toMatchObject([{ severity: "warning", line: 2 }]);
  expect(findings[0]?.message).toContain(message);
  expect(findings[0]?.hint).toContain(hint);
  const format = /format: ("[^"]+")/.exec(findings[0]?.hint ?? "")?.[1];
  if (format !== undefined)
    expect((await validate(csv(cells), `x: { format: ${format} }`)).findings).toEqual([]);
});

test.each([
  ["names", many(40, (row) => `name ${row}`)],
  ["zip codes", many(300, (row) => String(row * 331).padStart(5, "0"))],
  ["versions", many(40, (row) => `1.2.${row % 30}`)],
  ["Namibia", ["NA", "DE", "FR"]],
  ["nothing", ["", "", ""]],
  ["few numbers among words", ["1", "2", "x"]],
])("%s are text, and nothing is said", async (_, cells) => {
  expect((await validate(csv(cells))).findings).toEqual([]);
});

test("texts of JSON are texts, however they look", async () => {
  const content = many(300, (row) => JSON.stringify({ x: row === 7 ? "007" : String(row) })).join("\n");
  expect((await validate({ name: "data.jsonl", content })).findings).toEqual([]);
});

test("declared columns are those of every file of a folder", async () => {
  const config = `version: 1\nname: shop\ndata:\n  path: data\n  columns:\n    day: { format: "%d/%m/%Y" }\n    zip: { type: text }\n    n: { missing_values: ["-"] }\n`;
  const { report, files } = await runAction(validateData, {
    inputs: {},
    files: {
      "data/a.csv": "day,zip,n\n01/02/2026,1,1\n02/02/2026,2,-\n",
      "data/b.csv": "day,zip,n\n31/02/2026,3,2.5\n28/02/2026,4,\n",
      "mlops.yml": config,
    },
  });
  const profile = JSON.parse(await files.read(".mlops/shop/profile.json")) as { columns: Column[] };
  expect(profile.columns).toMatchObject([
    { type: "date", count: 3, invalid: 1 },
    { type: "text", count: 4 },
    { type: "number", count: 2, missing: 2, invalid: 0 },
  ]);
  expect(report.sections.flatMap(({ findings = [] }) => findings)).toMatchObject([
    { severity: "error", rule: "day.type", file: "data/b.csv", line: 2, row: 1 },
  ]);
});
