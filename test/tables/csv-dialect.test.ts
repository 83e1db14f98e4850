import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataSection } from "../../src/config/data.ts";
import { schemaOf } from "../../src/config/schema-of.ts";
import { UserError } from "../../src/errors.ts";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import type { CsvDialect } from "../../src/tables/csv-dialect.ts";
import type { CsvOptions } from "../../src/tables/read-csv.ts";
import type { Column, Table } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

/** What pandas and Python's csv module read: test/golden/csv-dialects.py. */
interface Golden {
  cases: { name: string; options: CsvDialect; text: string; columns: Record<string, unknown[]> }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/csv-dialects.json", import.meta.url), "utf8"),
);

function cellsOf(column: Column): unknown[] {
  if (column.kind === "numeric")
    return [...column.values].map((value) => (Number.isNaN(value) ? null : value));
  return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
}

function show({ columns }: Table): Record<string, unknown[]> {
  return Object.fromEntries(columns.map((column) => [column.name, cellsOf(column)]));
}

test.each(golden.cases)("$name as pandas reads it", async ({ options, text, columns }) => {
  const table = await readText(text, options);
  const isText = (name: string) => table.columns.some((each) => each.name === name && each.kind === "text");
  const theirs = Object.entries(columns).map(([name, cells]) => [
    name,
    cells.map((cell) => (cell === null ? null : isText(name) ? String(cell) : Number(cell))),
  ]);
  expect(show(table)).toEqual(Object.fromEntries(theirs));
});

test("cells written in any dialect are read as they are, with their lines, however the bytes are cut", async () => {
  const dialect = fc
    .record({
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      quote: fc.constantFrom('"', "'", "~"),
      escape: fc.constantFrom(undefined, "\\", "^"),
      comment: fc.constantFrom(undefined, "#", "%"),
      decimal: fc.constantFrom("." as const, "," as const),
    })
    .filter(({ decimal, delimiter }) => decimal !== delimiter);
  const cell = fc.string({ unit: fc.constantFrom(...`a1;,'"\\#%\n^ |é~`), maxLength: 6 });
  const row = fc.tuple(cell, fc.integer({ min: -9999, max: 9999 }), fc.boolean());
  await fc.assert(
    fc.asyncProperty(
      dialect,
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (marks, rows, window) => {
        const { delimiter, quote, escape: escaper, comment, decimal } = marks;
        const write = (text: string, isEscaped: boolean): string => {
          const special = [delimiter, quote, "\n", escaper ?? "\n", comment ?? "\n"];
          if (text !== "" && !special.some((each) => text.includes(each))) return text;
          const inner =
            escaper === undefined
              ? text.replaceAll(quote, quote + quote)
              : [...text]
                  .map((each) =>
                    each === escaper || (each === quote && isEscaped)
                      ? escaper + each
                      : each === quote
                        ? quote + quote
                        : each,
                  )
                  .join("");
          return quote + inner + quote;
        };
        let text = `t${delimiter}n\n`;
        let line = 2;
        const lines: number[] = [];
        for (const [index, [content, number, isEscaped]] of rows.entries()) {
          if (comment !== undefined && isEscaped) {
            text += `${comment} ${quote} no row\n`;
            line++;
          }
          lines.push(line);
          const written = `${write(content, isEscaped)}${delimiter}${number}${decimal}${index}\n`;
          text += written;
          line += written.split("\n").length - 1;
        }
        const options = { ...marks, types: { t: "text" as const }, window };
        const table = await readText(text, options);
        expect(show(table)).toEqual({
          t: rows.map(([content]) => (content === "" ? null : content)),
          n: rows.map(([, number], index) => Number(`${number}.${index}`)),
        });
        expect([...table.lines]).toEqual(lines);
        expect(show(await readText(text, { ...options, kernel: instantiateCsv }))).toEqual(show(table));
      },
    ),
    { numRuns: 300 },
  );
});

describe("what is found from the file", () => {
  const types = async (text: string): Promise<string[]> =>
    (await readText(text)).columns.map(({ name, type }) => `${name}: ${type}`);

  test.each([
    ["a decimal comma beside semicolons", "a;b\n1,5;x\n2;y\n", ["a: number", "b: text"]],
    ["a decimal comma beside tabs", "a\tb\n1,5\t2,25\n", ["a: number", "b: number"]],
    ["points, where both are there", "a;b\n1,5;1.5\n2,5;2.5\n", ["a: text", "b: number"]],
    ["no decimals in what may be thousands", "a;b\n1,500;x\n2,250;y\n", ["a: text", "b: text"]],
    ["no decimals in lists", "a;b\n1,5;x\nx,7;y\n", ["a: text", "b: text"]],
    ["comments before the header", "# a, b\n#c\nx,y,z\n1,2,3\n", ["x: integer", "y: integer", "z: integer"]],
    ["a header that begins with #", "##meta\n#chrom,start\n1,2\n", ["#chrom: integer", "start: integer"]],
    ["bars", "a|b\n1|2\n", ["a: integer", "b: integer"]],
  ])("%s", async (_, text, expected) => {
    expect(await types(text)).toEqual(expected);
  });

  test("comments between rows are an error unless their mark is declared", async () => {
    const text = "a,b\n1,2\n# note\n3,4\n";
    await expect(readText(text)).rejects.toThrow("the row at line 3 has 1 cell, the header has 2");
    expect(show(await readText(text, { comment: "#" }))).toEqual({ a: [1, 3], b: [2, 4] });
  });
});

test("a fault in another dialect is on its line, with what to do about it", async () => {
  const faultOf = async (text: string, options: CsvDialect) => {
    const error = await readText(text, options).catch((cause: unknown) => cause);
    return error instanceof UserError ? { message: error.message, hint: error.hint } : error;
  };
  expect(await faultOf("a;b\n'1;2\n", { quote: "'" })).toMatchObject({
    message: expect.stringContaining('the quote that opens at line 2 in column "a" is never closed'),
  });
  expect(await faultOf('a,b\n1,"x \\" y"\n', {})).toMatchObject({
    message: expect.stringContaining("text after the closing quote at line 2"),
    hint: expect.stringContaining("data.csv.escape"),
  });
});

test.each([
  [{ quote: "''" }, "quote"],
  [{ quote: "a" }, "quote"],
  [{ escape: "" }, "escape"],
  [{ delimiter: ";", quote: ";" }, "quote"],
  [{ quote: "'", comment: "'" }, "comment"],
  [{ quote: "", escape: "\\" }, "escape"],
  [{ decimal: ";" }, "decimal"],
])("refuses %j", (csv, key) => {
  const { error } = schemaOf(dataSection).safeParse({ csv });
  expect(error?.issues[0]?.path).toEqual(["csv", key]);
});

test("takes what people have", () => {
  for (const csv of [{ quote: "" }, { quote: '"', escape: '"' }, { quote: "'", escape: "\\", comment: "#" }])
    expect(schemaOf(dataSection).safeParse({ csv }).success).toBe(true);
});

test("any bytes in any dialect are a table or a UserError, the same for any window", async () => {
  const characters = [...'aa11.-,,;;\'""\\\\##\n\n\r|\t'].map((each) => each.charCodeAt(0));
  const byte = fc.constantFrom(...characters, 0, 0xc3, 0xa9);
  const read = async (content: Uint8Array, options: Partial<CsvOptions>): Promise<unknown> => {
    try {
      const table = await readText(content, options);
      return [show(table), table.columns.map(({ type }) => type), [...table.lines]];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return "refused";
    }
  };
  const options = fc.record({
    delimiter: fc.constantFrom(undefined, ";"),
    quote: fc.constantFrom(undefined, "'", ""),
    escape: fc.constantFrom(undefined, "\\"),
    comment: fc.constantFrom(undefined, "#"),
    header: fc.boolean(),
    decimal: fc.constantFrom("." as const, "," as const),
    declared: fc.constantFrom(
      undefined,
      { a: { format: "%d/%m/%Y" } },
      { a: { missing_values: ["a"] }, b: { type: "integer" as const } },
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(byte, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      options,
      async (bytes, window, dialect) => {
        const content = Uint8Array.from([...new TextEncoder().encode("a;b\n1;x\n2;y\n"), ...bytes]);
        expect(await read(content, { ...dialect, window })).toEqual(await read(content, dialect));
      },
    ),
    { numRuns: 1000 },
  );
});
