import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { CsvOptions } from "../../src/tables/read-csv.ts";
import type { Column, Table } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

/** A column's values as plain JavaScript; undefined is missing. */
function valuesOf(column: Column): (number | string | undefined)[] {
  if (column.kind === "numeric")
    return [...column.values].map((each) => (Number.isNaN(each) ? undefined : each));
  return [...column.codes].map((code) => (code < 0 ? undefined : column.dictionary[code]));
}

function show(table: Table): [name: string, type: string, values: unknown[]][] {
  return table.columns.map((column) => [column.name, column.type, valuesOf(column)]);
}

async function errorOf(content: string | Uint8Array, options: Partial<CsvOptions> = {}): Promise<unknown> {
  const error = await readText(content, options).catch((cause: unknown) => cause);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  return { message: error.message, line: error.place.line, hint: error.hint !== undefined };
}

test("columns are typed, and cells keep their lines", async () => {
  const table = await readText(
    'id,price,when,day,ok,note\n1,2.5,2026-01-02T03:04:05Z,2026-01-02,true,"a, ""b""\nc"\n2,,2026-01-02 03:04,1970-01-01,false,plain\n',
  );
  expect(show(table)).toEqual([
    ["id", "integer", [1, 2]],
    ["price", "number", [2.5, undefined]],
    ["when", "datetime", [Date.UTC(2026, 0, 2, 3, 4, 5), Date.UTC(2026, 0, 2, 3, 4)]],
    ["day", "date", [Date.UTC(2026, 0, 2), 0]],
    ["ok", "boolean", [1, 0]],
    ["note", "text", ['a, "b"\nc', "plain"]],
  ]);
  expect([...table.lines]).toEqual([2, 4]);
  expect(table).toMatchObject({ source: "data.csv", rows: 2, bytes: 125 });
  expect(table.digest).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["a byte order mark, CRLF and no last line end", "\uFEFFa,b\r\n1,x\r\n2,y"],
  ["blank lines", "\n\na,b\n\n1,x\n\r\n2,y\n\n\n"],
  ["semicolons", "a;b\n1;x\n2;y\n"],
  ["tabs", "a\tb\n1\tx\n2\ty\n"],
  ["quotes everywhere", '"a","b"\n"1","x"\n"2","y"\n'],
])("reads %s", async (_, text) => {
  expect(show(await readText(text))).toEqual([
    ["a", "integer", [1, 2]],
    ["b", "text", ["x", "y"]],
  ]);
});

test("a file with only a header is a table without rows", async () => {
  const table = await readText("a,b\n");
  expect(table).toMatchObject({ rows: 0 });
  expect(show(table)).toEqual([
    ["a", "text", []],
    ["b", "text", []],
  ]);
});

test("a delimiter that is given is not guessed", async () => {
  expect(show(await readText("a|b,c\n1|2\n", { delimiter: "|" })).map(([name]) => name)).toEqual([
    "a",
    "b,c",
  ]);
});

describe("types", () => {
  const column = async (cells: string[], options: Partial<CsvOptions> = {}): Promise<Column> => {
    const { columns } = await readText(
      `row,x\n${cells.map((cell, row) => `${row},${cell}`).join("\n")}\n`,
      options,
    );
    return columns[1] as Column;
  };

  test.each([
    ["integer", ["1", "-2", "0"]],
    ["number", ["1", "2.5"]],
    ["number", ["1e-5", "2"]],
    ["number", ["1", "inf"]],
    ["number", ["1E5", "2.5"]],
    ["text", ["1E5", "2E7"]],
    ["text", ["1E5", "7"]],
    ["text", ["007", "8"]],
    ["text", ["007", "8.5"]],
    ["text", ["+49", "7"]],
    ["text", ["9007199254740993", "1"]],
    ["number", ["9007199254740993", "1.5"]],
    ["integer", ["9007199254740991", "1"]],
    ["date", ["2024-02-29", "2026-12-31"]],
    ["text", ["2023-02-29", "2026-12-31"]],
    ["datetime", ["2024-02-29", "2026-12-31T23:59:59.5+01:00"]],
    ["boolean", ["True", "FALSE", "true"]],
    ["text", ["true", "yes"]],
    ["integer", ["0", "1"]],
    ["text", ["NA", "DE"]],
    ["text", ["NA", "NA"]],
    ["integer", ["NA", "5", "null", "None", "N/A", "NaN", "nan", "NULL"]],
    ["date", ["NA", "2026-01-01"]],
    ["text", ["", ""]],
  ])("%s: %j", async (type, cells) => {
    expect((await column(cells)).type).toBe(type);
  });

  test("the word NA is missing beside numbers and a value beside words", async () => {
    expect(valuesOf(await column(["NA", "5"]))).toEqual([undefined, 5]);
    expect(valuesOf(await column(["NA", "DE"]))).toEqual(["NA", "DE"]);
  });

  test("one bad cell among many is invalid, at its row", async () => {
    const cells = Array.from({ length: 30 }, (_, i) => (i === 7 ? "oops" : String(i)));
    expect(await column(cells)).toMatchObject({
      type: "integer",
      invalid: [{ row: 7, text: "oops" }],
      invalidCount: 1,
    });
    expect((await column(cells.slice(0, 19))).type).toBe("text");
  });

  test("more than 1 % of bad cells make a column text", async () => {
    const cells = (bad: number): string[] => Array.from({ length: 300 }, (_, i) => (i < bad ? "?" : "1"));
    expect(await column(cells(3))).toMatchObject({ type: "integer", invalidCount: 3 });
    expect((await column(cells(4))).type).toBe("text");
  });

  test("types that are given hold, and what does not fit is invalid", async () => {
    const cells = ["007", "1.5", "x", ""];
    expect(valuesOf(await column(cells, { types: { x: "number" } }))).toEqual([7, 1.5, undefined, undefined]);
    expect(await column(cells, { types: { x: "integer" } })).toMatchObject({
      type: "integer",
      invalid: [
        { row: 1, text: "1.5" },
        { row: 2, text: "x" },
      ],
    });
    expect(valuesOf(await column(["1", "NA"], { types: { x: "text" } }))).toEqual(["1", "NA"]);
    expect(valuesOf(await column(["1", "true", "no"], { types: { x: "boolean" } }))).toEqual([
      1,
      1,
      undefined,
    ]);
    expect(await column(["2026-01-01", "2026-01-01T05:00"], { types: { x: "date" } })).toMatchObject({
      invalid: [{ row: 1, text: "2026-01-01T05:00" }],
    });
  });

  const many = Array.from({ length: 60_000 }, (_, i) => String(i));
  test.each([
    ["text", [...many, ...many.slice(0, 700).map(() => "x")], 0],
    ["integer", [...many, ...many.slice(0, 500).map(() => "x")], 500],
    ["text", [...many, "007"], 0],
    ["number", [...many, "0.5"], 0],
    ["integer", [...many.slice(0, 60).map(() => "x"), ...many], 60],
    ["text", [...many, "1E5"], 0],
  ])("what comes after the first window counts as well: %s", async (type, cells, invalid) => {
    const found = await column(cells);
    expect(found.type).toBe(type);
    if (found.kind === "numeric") expect(found.invalidCount).toBe(invalid);
    else expect(valuesOf(found)).toEqual(cells);
  });
});

test("numbers are read as JavaScript reads them, to the last bit", async () => {
  const text = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.bigInt(0n, 10n ** 18n), fc.nat(18)).map(([digits, scale]) => {
      const padded = String(digits).padStart(scale + 1, "0");
      return `${padded.slice(0, padded.length - scale)}.${padded.slice(padded.length - scale)}`;
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (cells) => {
      const table = await readText(`x\n0.5\n${cells.join("\n")}\n`, { types: { x: "number" } });
      expect(valuesOf(table.columns[0] as Column)).toEqual([0.5, ...cells.map(Number)]);
    }),
  );
});

/** What RFC 4180 asks for: quotes where a cell needs them, and here and there where it does not. */
function writeCell(text: string, isQuoted: boolean): string {
  return isQuoted || /[",\n\r]|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

test("texts come back as they were written, on their lines, however the bytes are cut", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r\n", ";", " ", "0", "'"),
    maxLength: 6,
  });
  const record = fc.array(fc.tuple(cell, fc.boolean()), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 20 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 50 }),
      async (records, newline, window) => {
        const lines = records.map((cells) =>
          cells.map(([text, quoted]) => writeCell(text, quoted)).join(","),
        );
        const types = { a: "text", b: "text", c: "text" } as const;
        const table = await readText(`a,b,c${newline}${lines.join(newline)}${newline}`, { types, window });
        expect(table.rows).toBe(records.length);
        for (const [index, column] of table.columns.entries())
          expect(valuesOf(column)).toEqual(records.map((cells) => cells[index]?.[0] || undefined));
        let line = 2;
        const starts = lines.map((text) => {
          const start = line;
          line += text.split("\n").length;
          return start;
        });
        expect([...table.lines]).toEqual(starts);
      },
    ),
  );
});

test("records that cross windows are read once", async () => {
  const rows = Array.from(
    { length: 40_000 },
    (_, i) => `${i},"note ""${i % 977}"", with\nlines",${i / 8},t${i % 20_011}`,
  );
  const table = await readText(`a,b,c,d\n${rows.join("\n")}\n`, {}, 65_521);
  expect(table.rows).toBe(40_000);
  const [a, b, c, d] = table.columns.map(valuesOf);
  for (let i = 0; i < 40_000; i += 7) {
    expect([a?.[i], b?.[i], c?.[i], d?.[i]]).toEqual([
      i,
      `note "${i % 977}", with\nlines`,
      i / 8,
      `t${i % 20_011}`,
    ]);
    expect(table.lines[i]).toBe(2 + 2 * i);
  }
});

test("the window's size changes nothing but speed", async () => {
  const cell = fc.constantFrom(
    "1",
    "2.5",
    "-7",
    "",
    "NA",
    "007",
    "1e3",
    "x",
    "2026-01-01",
    '"a ""b"""',
    '"1\n2"',
    "true",
  );
  const file = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, window, chunk) => {
        const text = `a,b\r\n${rows.map((each) => each.join(",")).join("\r\n")}`;
        const whole = await readText(text);
        const cut = await readText(text, { window }, chunk);
        expect(show(cut)).toEqual(show(whole));
        expect(cut.lines).toEqual(whole.lines);
        expect(cut.digest).toBe(whole.digest);
        const invalid = (table: Table) =>
          table.columns.map((each) => (each.kind === "numeric" ? each.invalid : []));
        expect(invalid(cut)).toEqual(invalid(whole));
      },
    ),
    { numRuns: 300 },
  );
});

test("any bytes give a table or a UserError", async () => {
  const byte = fc.constantFrom(
    ...[...'a1.-,""\n\r;\t e+'].map((each) => each.charCodeAt(0)),
    0,
    0xc3,
    0xa9,
    0xff,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(byte, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (bytes, window) => {
        try {
          const table = await readText(Uint8Array.from(bytes), { window });
          for (const column of table.columns) expect(valuesOf(column)).toHaveLength(table.rows);
        } catch (cause) {
          if (!(cause instanceof UserError)) throw cause;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("columns without a name are called as pandas calls them", async () => {
  for (const [header, names] of [
    [",a", ["Unnamed: 0", "a"]],
    ['"",a, ', ["Unnamed: 0", "a", "Unnamed: 2"]],
    [",Unnamed: 0,a", ["Unnamed: 0.1", "Unnamed: 0", "a"]],
    [",Unnamed: 0.1,Unnamed: 0", ["Unnamed: 0.2", "Unnamed: 0.1", "Unnamed: 0"]],
  ] as const) {
    const table = await readText(`${header}\n`);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
  }
});

describe("what cannot be read is said with file and line", () => {
  const utf16 = (text: string, mark: number[]): Uint8Array =>
    Uint8Array.from([...mark, ...[...text].flatMap((each) => [each.charCodeAt(0), 0])]);
  const lines = "a,b\n1,2\n".repeat(1);

  test.each<[string, string | Uint8Array, string, number]>([
    ["an empty file", "", "the file is empty", 1],
    ["blank lines only", "\n\n", "there is no header line", 1],
    ["a name given twice", "a,b,a\n", 'columns 1 and 3 are both named "a"', 1],
    ["too few cells", `${lines}3\n`, "the row at line 3 has 1 cell, the header has 2", 3],
    ["too many cells", `${lines}3,4,5\n`, "the row at line 3 has 3 cells, the header has 2", 3],
    [
      "an unclosed quote",
      `${lines}3,"x\n4,5\n`,
      'the quote that opens at line 3 in column "b" is never closed',
      3,
    ],
    ["an unclosed quote in the header", 'a,"b\n1,2\n', "a quote in the header is never closed", 1],
    [
      "text after a quote",
      `${lines}3,"x"y\n`,
      'there is text after the closing quote at line 3 in column "b"',
      3,
    ],
    ["a NUL byte", `${lines}3,x\0\n`, 'there is a NUL byte at line 3 in column "b"', 3],
    ["a NUL byte in quotes", `${lines}3,"\n\0"\n`, 'there is a NUL byte at line 4 in column "b"', 4],
    ["a NUL byte in the header", "abc,d\0\n", "there is a NUL byte at line 1 in the header", 1],
    ["UTF-16 with a mark", utf16("a,b\n", [0xff, 0xfe]), "it is UTF-16 text", 1],
    ["UTF-16 without one", utf16("a,b\n", []), "it is UTF-16 text", 1],
    ["a zip file", "PK\u0003\u0004…", "it is compressed, not text", 1],
    [
      "a carriage return between rows",
      "a\nx\ry\nz\n",
      'there is a carriage return without a line feed at line 2 in column "a"',
      2,
    ],
    ["old Mac line ends", "a,b\r1,2\r", "its lines end with a bare carriage return", 1],
    [
      "Latin-1",
      Uint8Array.from([...Buffer.from("a,b\n1,caf"), 0xe9, 10]),
      'the text at line 2 in column "b" is not UTF-8',
      2,
    ],
    ["a Latin-1 header", Uint8Array.from([0xe9, 10]), "the header at line 1 is not UTF-8", 1],
    ["too many columns", `${"x,".repeat(100_001)}\n`, "it has more than 100,000 columns", 1],
  ])("%s", async (_, content, what, line) => {
    expect(await errorOf(content)).toEqual({ message: `Cannot read "data.csv": ${what}`, line, hint: true });
  });

  test.each([
    [
      "in a column of text",
      `a,b\nx,y\n${"z".repeat(10_000_000)}`,
      'the cell at line 3 in column "a" is longer than 1 MiB',
    ],
    [
      "in a column of numbers",
      `a,b\n1,2\n${"7".repeat(10_000_000)}`,
      'the cell at line 3 in column "a" is longer than 1 MiB',
    ],
    [
      "in quotes",
      `a,b\n1,2\n"${"z".repeat(10_000_000)}"`,
      'the quote that opens at line 3 in column "a" is not closed within 1 MiB',
    ],
    ["as the header", "z".repeat(20_000_000), "the row at line 1 is longer than 16 MiB"],
  ])("a line of 10 MB without an end %s stops soon", async (_, content, what) => {
    let read = 0;
    const onProgress = (bytes: number): void => {
      read = bytes;
    };
    expect(await errorOf(content, { onProgress })).toMatchObject({
      message: `Cannot read "data.csv": ${what}`,
    });
    expect(read).toBeLessThan(content.length);
  });

  test("a file that changes between two passes", async () => {
    let opened = 0;
    const many = Array.from({ length: 60_000 }, (_, i) => i).join("\n");
    const { readCsv } = await import("../../src/tables/read-csv.ts");
    async function* open(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode(`x\n${many}\n${opened++ === 0 ? "007" : "7"}\n`);
    }
    await expect(readCsv(open, { source: "data.csv" })).rejects.toThrow(
      'Cannot read "data.csv": the file changed while it was read',
    );
  });
});

test("many columns need little memory", async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
  const table = await readText(`${names.join(",")}\n${names.map((_, i) => i).join(",")}\n`);
  expect(table.columns).toHaveLength(20_000);
  expect(valuesOf(table.columns[19_999] as Column)).toEqual([19_999]);
});

test("progress counts bytes", async () => {
  const seen: number[] = [];
  await readText("a\n1\n2\n", { onProgress: (bytes) => seen.push(bytes) }, 4);
  expect(seen).toEqual([4, 6]);
});
