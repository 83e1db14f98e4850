import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readJson } from "../../src/tables/read-json.ts";
import type { Column, Table } from "../../src/tables/table.ts";

interface Shape {
  chunk?: number;
  window?: number;
}

function read(
  content: string | Uint8Array,
  { chunk = 1 << 16, window = 1 << 12 }: Shape = {},
): Promise<Table> {
  const bytes = Buffer.from(content);
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return readJson(open, { source: "data.jsonl", window });
}

function valuesOf(column: Column): unknown[] {
  if (column.kind === "text")
    return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
  const values = [...column.values].map((each) => (Number.isNaN(each) ? null : each));
  return column.type === "boolean" ? values.map((each) => (each === null ? null : each === 1)) : values;
}

function show(table: Table): [name: string, type: string, values: unknown[]][] {
  return table.columns.map((column) => [column.name, column.type, valuesOf(column)]);
}

async function errorOf(content: string | Uint8Array, shape?: Shape): Promise<UserError> {
  const error = await read(content, shape).catch((cause: unknown) => cause);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  return error;
}

const lines = (...values: unknown[]): string => values.map((each) => JSON.stringify({ a: each })).join("\n");

describe("golden rows of Python's json and pandas", () => {
  interface Golden {
    cases: { name: string; text: string; columns: string[]; rows: unknown[][] }[];
  }
  const golden = JSON.parse(
    readFileSync(`${import.meta.dirname}/../golden/json-rows.json`, "utf8"),
  ) as Golden;

  test.each(golden.cases)("$name", async ({ text, columns, rows }) => {
    for (const shape of [{}, { chunk: 1, window: 16 }, { chunk: 1000, window: 700 }]) {
      const table = await read(text, shape);
      expect(table.columns.map(({ name }) => name)).toEqual(columns);
      expect(table.rows).toBe(rows.length);
      for (const [index, column] of table.columns.entries())
        expect(valuesOf(column)).toEqual(rows.map((row) => row[index]));
    }
  });
});

test("columns come in order of first appearance; lines are those of the objects", async () => {
  const table = await read('\uFEFF{"b": 1}\n\n{"a": "x", "b": null}\r\n  {"c": true} \n');
  expect(show(table)).toEqual([
    ["b", "integer", [1, null, null]],
    ["a", "text", [null, "x", null]],
    ["c", "boolean", [null, null, true]],
  ]);
  expect([...table.lines]).toEqual([1, 3, 4]);
  const list = await read('\n[\n{"a": 1},\n{\n"a":\n2\n}\n, {"a": 3}]\n');
  expect([...list.lines]).toEqual([3, 4, 8]);
});

test.each<[what: string, text: string, type: string, values: unknown[]]>([
  ["whole numbers", lines(1, -2, 0), "integer", [1, -2, 0]],
  ["decimals", lines(1, 2.5), "number", [1, 2.5]],
  [
    "Python's NaN and infinities",
    '{"a":NaN}\n{"a":-Infinity}\n{"a":Infinity}\n{"a":1}',
    "number",
    [null, -Infinity, Infinity, 1],
  ],
  ["dates", lines("2026-01-31", null, "1970-01-01"), "date", [Date.UTC(2026, 0, 31), null, 0]],
  ["datetimes", lines("2026-01-31T01:00:00+01:00", "1970-01-01"), "datetime", [Date.UTC(2026, 0, 31), 0]],
  ["dates with NA among them", lines("NA", "1970-01-01"), "date", [null, 0]],
  ["texts that look like numbers", lines("007", "12", "13"), "text", ["007", "12", "13"]],
  ["whole numbers beyond 2^53", '{"a":1}\n{"a":12345678901234567890}', "text", ["1", "12345678901234567890"]],
  [
    "those beside decimals",
    '{"a":1.5}\n{"a":12345678901234567890}',
    "number",
    [1.5, Number("12345678901234567890")],
  ],
  ["numbers and texts", '{"a":1.50}\n{"a":"x"}\n{"a":true}\n{"a":1e2}', "text", ["1.50", "x", "true", "1e2"]],
  ["booleans and numbers", '{"a":false}\n{"a":7}', "text", ["false", "7"]],
  ["nothing", lines(null, "", null), "text", [null, null, null]],
])("types %s", async (_, text, type, values) => {
  expect(show(await read(text))).toEqual([["a", type, values]]);
});

test("one value in a hundred may not fit, as in CSV", async () => {
  const numbers = Array.from({ length: 198 }, (_, row) => row);
  const table = await read(lines(...numbers, "n/v", true));
  expect(table.columns[0]).toMatchObject({
    type: "integer",
    invalidCount: 2,
    invalid: [
      { row: 198, text: "n/v" },
      { row: 199, text: "true" },
    ],
  });
  expect((await read(lines(...numbers, "n/v", true, false, true))).columns[0]).toMatchObject({
    type: "text",
  });
  const dates = Array.from({ length: 30 }, () => "2026-01-01");
  expect((await read(lines(...dates, 5))).columns[0]).toMatchObject({
    type: "date",
    invalid: [{ row: 30, text: "5" }],
  });
});

test.each<[text: string, message: string, line: number | undefined, column: number | undefined]>([
  ["", "it has no objects", undefined, undefined],
  ["[]", "it has no objects", undefined, undefined],
  ["{}\n{}", "its objects have no keys", undefined, undefined],
  ['{"a": 1}\n{"a": {"b": 1}}', 'the value of "a" is an object at line 2, column 7', 2, 7],
  ['{"a": 1}\n{"a": [1]}', 'the value of "a" is a list at line 2, column 7', 2, 7],
  ['{"a": 1, "a": 2}', 'the key "a" is there twice at line 1, column 10', 1, 10],
  ['{"a": 1, "\\u0061": 2}', 'the key "a" is there twice at line 1, column 10', 1, 10],
  ['{"a": 1}\n{"a": 007}', '"007" is no number at line 2, column 7', 2, 7],
  ['{"a": 1.}', '"1." is no number at line 1, column 7', 1, 7],
  ['{"a": -}', 'found "-" where a value for "a" is wanted at line 1, column 7', 1, 7],
  ["{'a': 1}", `found "'" where a key in double quotes or "}" is wanted at line 1, column 2`, 1, 2],
  ['{"a" 1}', 'found "1" where ":" after the key "a" is wanted at line 1, column 6', 1, 6],
  ['{"a": 1 "b": 2}', 'found """ where "," or "}" is wanted at line 1, column 9', 1, 9],
  ['{"a": 1,}', 'found "}" where a key in double quotes is wanted at line 1, column 9', 1, 9],
  ['{"a": nil}', 'found "n" where a value for "a" is wanted at line 1, column 7', 1, 7],
  ['{"a": 1} {"a": 2}', 'found "{" where the end of the line is wanted at line 1, column 10', 1, 10],
  ['{"a": 1,\n"b": 2}', "the object does not end on its line at line 1, column 9", 1, 9],
  ['{"a": "x\ny"}', "a text does not end on its line at line 1, column 9", 1, 9],
  ['{"a": "x\ty"}', "a text holds a control character at line 1, column 9", 1, 9],
  ['{"a": "\\x"}', "there is a wrong escape in the text at line 1, column 8", 1, 8],
  ['{"a": "\\ud800"}', "there is half a surrogate pair in the text at line 1, column 8", 1, 8],
  ['{"a": 1}\n{"a": 2', "the file ends in the middle of the object at line 2, column 1", 2, 1],
  ['{" ": 1}', "there is a key without a name at line 1, column 2", 1, 2],
  ['[{"a": 1}', 'the file ends before its list does, with no "]" at line 1, column 10', 1, 10],
  ['[{"a": 1},\n]', 'found "]" where an object, "{" is wanted at line 2, column 1', 2, 1],
  ['[{"a": 1}\n{"a": 1}]', 'found "{" where "," or "]" is wanted at line 2, column 1', 2, 1],
  ['[{"a": 1}] x', 'found "x" where the end of the file is wanted at line 1, column 12', 1, 12],
  ["[[1]]", "there is a list in place of an object at line 1, column 2", 1, 2],
  ["a,b\n1,2", 'found "a" where an object, "{" is wanted at line 1, column 1', 1, 1],
])("refuses %j", async (text, message, line, column) => {
  for (const shape of [{}, { chunk: 1, window: 8 }]) {
    const error = await errorOf(text, shape);
    expect(error.message).toBe(`Cannot read "data.jsonl": ${message}`);
    expect(error.place).toEqual({ file: "data.jsonl", line, column });
  }
});

test("refuses bytes that are not UTF-8, and objects without end", async () => {
  const wrong = Buffer.from('{"a": "x\xff"}', "latin1");
  expect((await errorOf(wrong)).message).toContain("the text is not UTF-8 at line 1, column 8");
  const endless = `{"a": "x", "b": "${"x".repeat(33 << 20)}`;
  expect((await errorOf(endless)).message).toContain("the object is longer than 16 MiB at line 1");
  expect((await errorOf(`{"a": "${"x".repeat(2 << 20)}"}`)).message).toContain('"a" is longer than 1 MiB');
});

test("refuses objects that hardly share keys before they fill memory", async () => {
  const objects = Array.from({ length: 40_000 }, (_, row) => `{"k${row}":1}`);
  expect((await errorOf(objects.join("\n"), { window: 1 << 16 })).message).toMatch(
    /different keys, and hardly share any$/,
  );
});

const cell = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.string({ unit: "grapheme" }),
);

test("any flat objects are read as JSON.parse reads them, however the bytes come", async () => {
  const rows = fc.array(fc.dictionary(fc.constantFrom("a", "b", 'q"', "ü", "long name"), cell), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), fc.integer({ min: 1, max: 64 }), async (objects, isList, chunk) => {
      const keys = [...new Set(objects.flatMap((each) => Object.keys(each)))];
      fc.pre(keys.length > 0);
      const text = isList
        ? JSON.stringify(objects, null, chunk % 3)
        : objects.map((each) => JSON.stringify(each)).join("\n");
      const table = await read(text, { chunk, window: 8 + chunk });
      expect(table.rows).toBe(objects.length);
      expect(table.columns.map(({ name }) => name)).toEqual(keys);
      for (const column of table.columns)
        if (column.type !== "date" && column.type !== "datetime")
          expect(valuesOf(column)).toEqual(objects.map((each) => expected(each[column.name], column.type)));
    }),
    { numRuns: 300 },
  );
});

function expected(value: unknown, type: string): unknown {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return type === "text" ? value : null;
  return type === "text" ? JSON.stringify(value) : Object.is(value, -0) ? 0 : value;
}

test("whatever the bytes, the answer is a table or a UserError", async () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    '"a"',
    '{"a":1}',
    "\n",
    " ",
    "1",
    "-",
    "1e5",
    "null",
    "tru",
    "\u0001",
    "é",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      async (pieces, chunk) => {
        const text = pieces.join("");
        const outcomes = [];
        for (const shape of [{ chunk, window: 8 }, {}])
          outcomes.push(
            await read(text, shape).then(show, (error: unknown) => {
              if (!(error instanceof UserError)) throw error;
              return error.message;
            }),
          );
        expect(outcomes[0]).toEqual(outcomes[1]);
      },
    ),
    { numRuns: 2000 },
  );
});
