import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readData } from "../../src/actions/read-data.ts";
import { UserError } from "../../src/errors.ts";
import { digestDataSet, digestFile } from "../../src/evidence/digest.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { hashRows, identityColumns } from "../../src/tables/row-hash.ts";
import { findColumn, placeOfRow, type Table } from "../../src/tables/table.ts";

function read(files: Record<string, string | Uint8Array>, name: string): Promise<Table> {
  return readData(memoryFiles(files), name);
}

/** Values as they are meant, null for missing. */
function cellsOf(table: Table, name: string): (string | number | boolean | null)[] {
  const column = findColumn(table, name);
  if (column === undefined) throw new Error(`no column ${name}`);
  if (column.kind === "text")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.dictionary[code]!));
  const { type, values } = column;
  return Array.from(values, (value) => {
    if (Number.isNaN(value)) return null;
    if (type === "boolean") return value === 1;
    return type === "date" ? new Date(value).toISOString().slice(0, 10) : value;
  });
}

interface GoldenCase {
  name: string;
  files: Record<string, string | { base64: string }>;
  duckdb: GoldenTable;
  duckdb_union: GoldenTable;
}
type GoldenTable = { columns: Record<string, unknown[]> } | { error: string };

/** Where DuckDB goes by the first file's types, which rounds 1.5 to 2 and fails on a file of nulls, we go by all. */
const byAllFiles = new Set(["parquet: integers and decimals", "parquet: a column of nulls"]);

describe("as DuckDB reads it", () => {
  const golden = path.join(import.meta.dirname, "../golden/data-files.json");
  const { cases } = JSON.parse(readFileSync(golden, "utf8")) as { cases: GoldenCase[] };
  test.each(cases)("$name", async ({ name, files: given, duckdb, duckdb_union: union }) => {
    const files = Object.fromEntries(
      Object.entries(given).map(([file, content]) => [
        file,
        typeof content === "string" ? content : new Uint8Array(Buffer.from(content.base64, "base64")),
      ]),
    );
    const expected = byAllFiles.has(name) ? union : duckdb;
    for (const pattern of ["y", "y/**"]) {
      if ("error" in expected) await expect(read(files, pattern)).rejects.toThrow(UserError);
      else {
        const table = await read(files, pattern);
        const names = table.columns.map((column) => column.name);
        expect(Object.fromEntries(names.map((each) => [each, cellsOf(table, each)]))).toEqual(
          expected.columns,
        );
      }
    }
  });
});

describe("several files are as one", () => {
  const cell = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom("1", "2", "30") },
    fc.constantFrom("", "NA", "2.50", "007", "1E5", "9007199254740993", "true", "2024-01-31", "x"),
  );
  const rows = fc.array(fc.tuple(cell, cell), { maxLength: 60 });

  test("CSV, however rows are divided and columns ordered", async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(rows, fc.boolean()), { minLength: 1, maxLength: 4 }),
      async (parts) => {
        const files = parts.map(([part, isTurned]) =>
          [["a", "b"], ...part].map(([a, b]) => `${isTurned ? `${b},${a}` : `${a},${b}`};`).join("\n"),
        );
        const all = [["a", "b"], ...parts.flatMap(([part]) => part)].map(([a, b]) => `${a},${b};`).join("\n");
        // A third column, so that no row is blank.
        const content = (text: string): string =>
          text.replaceAll(/^.*$/gm, (line, at) => line.replace(";", at === 0 ? ",c" : ",0"));
        const joined = await read(
          Object.fromEntries(files.map((text, index) => [`d/${index}.csv`, content(text)])),
          "d/*.csv",
        );
        const whole = await read({ "all.csv": content(all) }, "all.csv");
        expect(comparable(joined)).toEqual(comparable(whole));
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  test("JSON Lines, whichever keys the files have", async () => {
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom("1", "2", "30") },
      fc.constantFrom("null", "2.50", "9007199254740993", "true", '"2024-01-31"', '"x"', '"7"', '"NA"'),
    );
    const object = fc.record({ a: value, b: value }, { requiredKeys: [] }).map(
      (keys) =>
        `{"id":0${Object.entries(keys)
          .map(([key, text]) => `,"${key}":${text}`)
          .join("")}}`,
    );
    const property = fc.asyncProperty(
      fc.array(fc.array(object, { minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 4 }),
      async (parts) => {
        const joined = await read(
          Object.fromEntries(parts.map((part, index) => [`d/${index}.jsonl`, part.join("\n")])),
          "d",
        );
        const whole = await read({ "all.jsonl": parts.flat().join("\n") }, "all.jsonl");
        expect(comparable(joined)).toEqual(comparable(whole));
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  function comparable({ rows: count, columns }: Table): unknown {
    return {
      count,
      columns: columns
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((column) => ({
          name: column.name,
          type: column.type,
          cells:
            column.kind === "text"
              ? Array.from(column.codes, (code) => column.dictionary[code] ?? null)
              : column.values,
          invalid: column.kind === "numeric" ? [column.invalid, column.invalidCount] : [],
        })),
    };
  }
});

describe("what a table of several files knows", () => {
  const files = { "d/b.csv": "x,y\n1,\n\n2,q\n", "d/a.csv": "y,x\np,3\n" };

  test("where each row stands, and what it is a digest of", async () => {
    const table = await read(files, "d/*.csv");
    expect([0, 1, 2].map((row) => placeOfRow(table, row))).toEqual([
      { file: "d/a.csv", line: 2, row: 1 },
      { file: "d/b.csv", line: 2, row: 1 },
      { file: "d/b.csv", line: 4, row: 2 },
    ]);
    expect(table.source).toBe("d/*.csv");
    expect(table.bytes).toBe(20);
    expect(table.digest).toBe(
      digestDataSet([
        { path: "a.csv", digest: digestFile(files["d/a.csv"]) },
        { path: "b.csv", digest: digestFile(files["d/b.csv"]) },
      ]),
    );
  });

  test("a row's identity is its content, whichever file it is in", async () => {
    const hashes = async (given: Record<string, string>): Promise<string[]> => {
      const table = await read(given, "d");
      const { high, low } = hashRows(table, identityColumns(table, {}));
      return Array.from(high, (each, row) => `${each} ${low[row]}`).sort();
    };
    expect(await hashes({ "d/a.csv": "x,y\n1,p\n2,q\n", "d/b.csv": "x,y\n3,\n" })).toEqual(
      await hashes({ "d/a.csv": "y,x\n,3\n", "d/z.csv": "x,y\n2,q\n1,p\n" }),
    );
  });

  test("compressed files among them", async () => {
    const { gzipSync } = await import("node:zlib");
    const table = await read({ "d/a.csv": "x\n1\n", "d/b.csv.gz": gzipSync("x\n2\n") }, "d");
    expect(cellsOf(table, "x")).toEqual([1, 2]);
  });
});

describe("what does not fit together", () => {
  test.each([
    [
      { "d/a.csv": "id,x\n1,2\n", "d/b.csv": "id,y\n1,2\n" },
      'Cannot read the files as one table: "d/a.csv" has a column "x", "d/b.csv" has none',
    ],
    [
      { "d/a.csv": "id\n1\n", "d/b.csv": "id,y\n1,2\n" },
      'Cannot read the files as one table: "d/b.csv" has a column "y", "d/a.csv" has none',
    ],
    [
      { "d/a.csv": "price\n1\n", "d/b.csv": "prise\n1\n" },
      '"d/a.csv" has a column "price", "d/b.csv" has none, did you mean "prise"',
    ],
    [{ "d/a.csv": "id\n1\n", "d/b.jsonl": '{"id":1}' }, '"d/a.csv" is CSV, "d/b.jsonl" is JSON'],
    [
      { "d/k=1/a.csv": "id\n1\n", "d/b.csv": "id\n1\n" },
      '"d/k=1/a.csv" lies in a folder "k=…", "d/b.csv" does not',
    ],
    [{ "d/a.csv": "id\n1\n", "d/b.csv": "" }, 'Cannot read "d/b.csv": the file is empty'],
    [
      { "d/a.csv": "id,x\n1,2\n", "d/b.csv": "id,x\n1\n" },
      'Cannot read "d/b.csv": the row at line 2 has 1 cell',
    ],
  ])("%o", async (files, message) => {
    await expect(read(files as Record<string, string>, "d")).rejects.toThrow(message);
  });
});
