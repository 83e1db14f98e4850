import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readParquet } from "../../src/tables/read-parquet.ts";
import type { Column } from "../../src/tables/table.ts";

const folder = `${import.meta.dirname}/../golden/parquet`;
const load = (name: string): Uint8Array => readFileSync(`${folder}/${name}.parquet`);

function read(bytes: Uint8Array, columns?: string[], ranges: [number, number][] = []) {
  const readRange = async (start: number, end: number) => {
    ranges.push([start, end]);
    return bytes.subarray(start, end);
  };
  return readParquet({ bytes: bytes.length, readRange }, { source: "data.parquet", columns });
}

function valuesOf(column: Column): unknown[] {
  if (column.kind === "text")
    return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
  return [...column.values].map((each) => {
    if (Number.isNaN(each)) return null;
    if (!Number.isFinite(each)) return String(each);
    return column.type === "boolean" ? each === 1 : each;
  });
}

describe("golden values of pyarrow", () => {
  const golden = JSON.parse(readFileSync(`${folder}/values.json`, "utf8")) as {
    files: Record<string, Record<string, unknown[]>>;
  };

  test.each(Object.entries(golden.files))("%s", async (name, columns) => {
    const table = await read(load(name));
    expect(table.columns.map((column) => column.name)).toEqual(Object.keys(columns));
    for (const column of table.columns) {
      const expected = columns[column.name] ?? [];
      if (column.type === "datetime")
        for (const [row, value] of valuesOf(column).entries())
          if (expected[row] === null) expect(value).toBeNull();
          else expect(value, column.name).toBeCloseTo(Number(expected[row]), 3);
      else expect(valuesOf(column), column.name).toEqual(expected);
    }
  });

  test("types are the file's", async () => {
    const { columns } = await read(load("types"));
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual({
      bool: "boolean",
      int8: "integer",
      uint32: "integer",
      int32: "integer",
      int64: "integer",
      big: "text",
      ubig: "text",
      float16: "number",
      float: "number",
      double: "number",
      decimal32: "number",
      decimal64: "number",
      decimal128: "number",
      whole: "integer",
      wide: "text",
      text: "text",
      large: "text",
      binary: "text",
      fixed: "text",
      category: "text",
      date: "date",
      seconds: "datetime",
      millis: "datetime",
      micros: "datetime",
      nanos: "datetime",
      time: "text",
      time_ms: "text",
      nothing: "integer",
      required: "integer",
    });
  });
});

test("reads only the bytes of the columns that are asked for, a row group at a time", async () => {
  const bytes = load("codec-none");
  const ranges: [number, number][] = [];
  const table = await read(bytes, ["bool"], ranges);
  expect(table.columns.map(({ name }) => name)).toEqual(["bool"]);
  const [, , , ...data] = ranges;
  expect(data).toHaveLength(3);
  expect(data.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(bytes.length / 10);
  await expect(read(bytes, ["bol"])).rejects.toThrow(
    'Cannot read "data.parquet": it has no column "bol", did you mean "bool"',
  );
});

test.each<[what: string, bytes: Uint8Array, message: string]>([
  ["a list", load("nested-list"), 'column "tags" is nested (a list, map or struct)'],
  ["a struct", load("nested-struct"), 'column "address" is nested (a list, map or struct)'],
  ["bytes", load("not-text"), 'column "blob" holds bytes that are not UTF-8 text'],
  ["an empty file", new Uint8Array(0), "it is not a Parquet file"],
  ["a text", Buffer.from("a,b\n1,2\n3,4\n5,6\n"), "it is not a Parquet file"],
  ["a file that is cut off", load("types").subarray(0, 4000), "it is cut off: its last bytes are not PAR1"],
  ["an encrypted footer", Buffer.from("PARE....        PARE"), "it is encrypted"],
])("refuses %s", async (_, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(`Cannot read "data.parquet": ${message}`);
});

test("refuses a footer of a wrong length, and a file with its middle missing", async () => {
  const wrong = Buffer.from(load("types"));
  wrong.writeUInt32LE(0xfffffff0, wrong.length - 8);
  await expect(read(wrong)).rejects.toThrow(
    /^Cannot read "data.parquet": it is damaged or of an unknown kind/,
  );
  const whole = Buffer.from(load("types"));
  const middle = Buffer.concat([whole.subarray(0, 1000), whole.subarray(3000)]);
  await expect(read(middle)).rejects.toThrow(UserError);
});

test("a run that is longer than its page is refused, not followed", async () => {
  const bytes = Buffer.from(load("types-v2-pages"));
  bytes[197] = 149;
  await expect(read(bytes)).rejects.toThrow(/^Cannot read "data.parquet": it is damaged/);
});

test("values outside of their dictionary, and levels that there are not, are refused, and not missing or zero", async () => {
  const bytes = Buffer.from(readFileSync(`${folder}/../odd.parquet`));
  const text = (await read(bytes)).columns[1] as Column;
  expect(valuesOf(text)).not.toContain(null);
  const refused = new Set<number>();
  for (let at = 100; at < 400; at++) {
    const byte = bytes[at] as number;
    for (const wrong of [95, byte ^ 2]) {
      bytes[at] = wrong;
      await read(bytes).catch((error: UserError) => {
        if (error.message.includes("outside of its dictionary")) refused.add(at);
      });
    }
    bytes[at] = byte;
  }
  expect([...refused]).toContain(172); // the levels of "t"
  expect(refused.size).toBeGreaterThan(3);
});

test("errors of the file itself pass through", async () => {
  const failure = new UserError("the disk is gone");
  let reads = 0;
  const file = {
    bytes: load("types").length,
    readRange: async (start: number, end: number) => {
      if (++reads > 3) throw failure;
      return load("types").subarray(start, end);
    },
  };
  await expect(readParquet(file, { source: "data.parquet" })).rejects.toBe(failure);
});

test("whatever is wrong with the bytes, the answer is a table or a UserError", async () => {
  const names = [
    "codec-snappy",
    "codec-gzip",
    "codec-zstd",
    "codec-brotli",
    "codec-lz4",
    "encodings",
    "types-v2-pages",
  ];
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (name, changes) => {
        const bytes = Buffer.from(load(name));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        await read(bytes).catch((error: unknown) => {
          if (!(error instanceof UserError)) throw error;
        });
      },
    ),
    { numRuns: 300 },
  );
});
