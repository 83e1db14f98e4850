import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import { type CsvOptions, readCsv } from "../../src/tables/read-csv.ts";
import type { Table } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

interface Reading {
  content: string | Uint8Array;
  options?: Partial<CsvOptions>;
  chunk?: number;
}

/** What a table holds, or the message that says why there is none. */
async function outcome({ content, options, chunk }: Reading, kernel: CsvOptions["kernel"]): Promise<unknown> {
  try {
    return contentOf(await readText(content, { ...options, kernel }, chunk));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { message: error.message, line: error.place.line };
  }
}

function contentOf({ rows, lines, columns }: Table): unknown {
  return {
    rows,
    lines: [...lines],
    columns: columns.map((column) =>
      column.kind === "text"
        ? { ...column, codes: [...column.codes], dictionary: [...column.dictionary], entries: undefined }
        : { ...column, values: [...column.values] },
    ),
  };
}

/** Reads with and without the kernel; the window is small, so that the kernel has most of it. */
async function expectSame(reading: Reading): Promise<unknown> {
  const plain = await outcome(reading, undefined);
  expect(await outcome(reading, instantiateCsv)).toEqual(plain);
  return plain;
}

const types = { n: "number", i: "integer", d: "datetime", e: "date", t: "text" } as const;
const cellsOf = {
  n: ["", "0", "-0", "7", "-12.5", ".5", "5.", "007", "1e5", "123456789012345", "1234567890123456", "-", "x"],
  i: ["", "1", "-20", "1.0", "1.5", "NA", "12345678", "999999999999999", '"3"', "99999999999999999999"],
  d: ["", "2024-02-29", "2023-02-29", "2024-01-31T23:59:59", "2024-01-31 00:00:00Z", "2024-01-31T10:00:61"],
  e: ["", "1970-01-01", "0000-01-01", "9999-12-31", "2024-01-31T00:00:00", "2024-1-31x", '"2024-01-31"'],
  t: [
    "",
    '""',
    "a",
    "12345678",
    "123456789",
    '"a ""b"""',
    '"x\ny"',
    "é",
    "😀 and more",
    '"a\rb"',
    '"a,b"',
    " ",
  ],
};
const names = ["n", "i", "d", "e", "t"] as const;
const record = fc.tuple(...names.map((name) => fc.constantFrom(...cellsOf[name])));
const number = fc.oneof(
  fc.tuple(fc.bigInt(0n, 10n ** 16n), fc.nat(16)).map(([digits, scale]) => {
    const padded = String(digits).padStart(scale + 1, "0");
    return scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  fc.tuple(fc.bigInt(0n, 10n ** 21n), fc.nat(28)).map(([digits, scale]) => {
    const padded = String(digits).padStart(scale + 1, "0");
    return `${padded.slice(0, padded.length - scale)}.${padded.slice(padded.length - scale)}`;
  }),
  // Half way between two numbers, and beyond what 64 bits hold.
  fc.constantFrom("9007199254740993.0", "4503599627370497.5", "1.8446744073709551616", "0.00000000000000000"),
);

describe("the kernel reads what the scanner in TypeScript reads", () => {
  test("for cells of all kinds, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 60 }),
        fc.constantFrom("\n", "\r\n", "\n\n"),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 90 }),
        async (records, newline, window, chunk) => {
          const content = [names, ...records].map((cells) => cells.join(",")).join(newline);
          await expectSame({ content, options: { types, window }, chunk });
          await expectSame({ content, options: { window }, chunk });
        },
      ),
      { numRuns: 200 },
    );
  });

  const plain = fc.tuple(
    fc.oneof(number, fc.constantFrom("", "1.5", "-20")),
    fc.constantFrom("", "1", "-1234567", "12345678", "123456789", '"3"'),
    fc.constantFrom("", "2024-02-29", "2024-01-31T23:59:59"),
    fc.constantFrom("2024-02-29", ""),
    fc.oneof(
      { weight: 5, arbitrary: fc.stringMatching(/^[a-z ]{0,30}$/) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('""', '"a,b"', '"a ""b"""', `"${"long, ".repeat(30)}"`, '"x\ny"'),
      },
    ),
  );
  const manyRecords = fc.tuple(
    fc.array(plain, { minLength: 20, maxLength: 80 }),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom([0, 1, 2, 3, 4], [4, 0, 1, 2, 3], [4], [1]),
  );
  const join = (records: string[][], newline: string, order: readonly number[]): string =>
    [[...names], ...records].map((cells) => order.map((index) => cells[index]).join(",")).join(newline);

  test("for many records that are plain, with cells in quotes among them", async () => {
    await fc.assert(
      fc.asyncProperty(
        manyRecords,
        fc.integer({ min: 64, max: 2000 }),
        async ([records, newline, order], window) => {
          const content = join(records, newline, order);
          await expectSame({ content, options: { types, window } });
          await expectSame({ content, options: { window } });
        },
      ),
    );
  });

  test("for many records with a few wrong bytes", async () => {
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom(...[...'",\n\rx\0'].map((each) => each.charCodeAt(0)), 0xc3),
    );
    await fc.assert(
      fc.asyncProperty(
        manyRecords,
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async ([records, newline, order], changes) => {
          const content = new TextEncoder().encode(join(records, newline, order));
          for (const [at, byte] of changes) content[16 + (at % Math.max(1, content.length - 16))] = byte;
          await expectSame({ content, options: { types, window: 4000 } });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("for numbers, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(number, fc.boolean()), { minLength: 20, maxLength: 60 }),
        async (cells) => {
          const texts = cells.map(([text, isNegative]) => (isNegative ? `-${text}` : text));
          const content = `n\n${texts.join("\n")}\n`;
          const table = await readText(content, { types, window: 16, kernel: instantiateCsv });
          expect(table.columns[0]).toMatchObject({ values: Float64Array.from(texts, Number) });
        },
      ),
    );
  });

  test("for dates, field by field", async () => {
    const part = (from: number, to: number) => fc.integer({ min: from, max: to });
    const stamp = fc.tuple(part(0, 10_000), part(0, 13), part(0, 32), part(0, 24), part(0, 60), part(0, 60));
    await fc.assert(
      fc.asyncProperty(fc.array(stamp, { minLength: 10, maxLength: 60 }), async (stamps) => {
        const cells = stamps.map(([year, ...rest]) => {
          const [month, day, hour, minute, second] = rest.map((each) => String(each).padStart(2, "0"));
          return `${String(year).padStart(4, "0")}-${month}-${day}T${hour}:${minute}:${second}`;
        });
        await expectSame({ content: `d\n${cells.join("\n")}\n`, options: { types, window: 24 } });
      }),
    );
  });

  test("for any bytes", async () => {
    const byte = fc.constantFrom(...[...'aab1.-,,""\n\n\r'].map((each) => each.charCodeAt(0)), 0, 0xc3, 0xa9);
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { maxLength: 80 }),
        fc.integer({ min: 1, max: 12 }),
        async (bytes, window) => {
          const content = Uint8Array.from([...new TextEncoder().encode("a,b\n1,x\n2,y\n"), ...bytes]);
          await expectSame({ content, options: { window } });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("for columns that hold more and longer texts than there was room for", async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${"x".repeat(i % 40)}${i % 9973},"${i}""",é${i}`);
    const content = `a,b,c\n${lines.join("\n")}\n`;
    await expectSame({ content, options: { window: 10_007 } });
    await expectSame({ content: `${content}${"y".repeat(900_000)},1,1\n`, options: { window: 10_007 } });
  });
});

test.each([
  ["a row too short", "8\n"],
  ["a row too long", "8,b,c\n"],
  ["a NUL byte", "8,b\0\n"],
  ["a carriage return in a text", "8,a\rb\n"],
  ["a carriage return in a number", "8\r9,b\n"],
  ["text after a quote", '8,"b"c\n'],
  ["an unclosed quote", '8,"b\n'],
  ["text that is not UTF-8", Uint8Array.of(56, 44, 0xc3, 10)],
  ["a number that is not UTF-8", Uint8Array.of(0xc3, 44, 56, 10)],
  ["a cell of more than 1 MiB", `8,${"x".repeat(1_100_000)}\n`],
])("the kernel leaves the word to the scanner at %s", async (_, tail) => {
  const good = Array.from({ length: 3000 }, (__, i) => `${i},"two\nlines"\n`).join("");
  const bytes = typeof tail === "string" ? new TextEncoder().encode(tail) : tail;
  const content = Buffer.concat([Buffer.from(`n,t\n${good}`), bytes, Buffer.from("9,b\n")]);
  expect(await expectSame({ content, options: { window: 5000 } })).toMatchObject({
    message: expect.stringContaining(" at line 6002"),
    line: 6002,
  });
});

test("a table with very many columns is read without the kernel", async () => {
  const header = Array.from({ length: 600 }, (_, i) => `c${i}`).join(",");
  const line = Array.from({ length: 600 }, (_, i) => i).join(",");
  const content = `${header}\n${`${line}\n`.repeat(20)}`;
  const refuse = (): never => {
    throw new Error("the kernel was made");
  };
  expect((await readText(content, { window: 4096, kernel: refuse })).rows).toBe(20);
});

test.each([0, 8, 64])(
  "the kernel gives up where its memory ends (%s pages), and nothing is lost",
  async (most) => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `${i % 7},some longer text ${i}`);
    const bytes = new TextEncoder().encode(`n,t\n${lines.join("\n")}\n`);
    async function* open(): AsyncIterable<Uint8Array> {
      yield bytes;
    }
    const kernel = () => {
      const instance = instantiateCsv();
      let grown = 0;
      const grow = (pages: number): number => {
        grown += pages;
        if (grown > most) throw new RangeError("no memory");
        return instance.memory.grow(pages);
      };
      const memory = {
        get buffer() {
          return instance.memory.buffer;
        },
        grow,
      };
      return { ...instance, memory };
    };
    const options = { source: "data.csv", window: 10_000 };
    expect(contentOf(await readCsv(open, { ...options, kernel }))).toEqual(
      contentOf(await readCsv(open, options)),
    );
  },
);
