import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { decompress } from "../../src/services/decompress.ts";
import { type CsvFile, readTable } from "../../src/tables/read-table.ts";
import type { Table } from "../../src/tables/table.ts";

function read(
  source: string,
  content: Uint8Array | string,
  onProgress?: (bytes: number) => void,
  csv?: CsvFile,
): Promise<Table> {
  const bytes = Buffer.from(content);
  async function* open(): AsyncGenerator<Uint8Array> {
    const step = 7 + (bytes.length >> 6);
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  return readTable(open, {
    source,
    bytes: bytes.length,
    decompress,
    csv,
    onProgress,
    readRange: async (start, end) => bytes.subarray(start, end),
  });
}

const csv = "a,b\n1,x\n2,y\n";

test.each([
  ["data.csv", csv],
  ["data.tsv", csv.replaceAll(",", "\t")],
  ["DATA.TXT", csv.replaceAll(",", ";")],
  ["data", csv],
  ["utf16.csv", Buffer.from(`\uFEFF${csv}`, "utf16le")],
  ["utf16.csv.gz", gzipSync(Buffer.from(`\uFEFF${csv}`, "utf16le"))],
  ["data.csv.gz", gzipSync(csv)],
  ["data.tsv.zst", zstdCompressSync(csv.replaceAll(",", "\t"))],
])("reads %s; digest and size are those of the stored file", async (source, content) => {
  const progress: number[] = [];
  const table = await read(source, content, (bytes) => progress.push(bytes));
  expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
    ["a", "integer"],
    ["b", "text"],
  ]);
  expect([...table.lines]).toEqual([2, 3]);
  expect(table).toMatchObject({
    source,
    rows: 2,
    bytes: content.length,
    digest: createHash("sha256").update(content).digest("hex"),
  });
  expect(progress.at(-1)).toBe(content.length);
});

test.each([
  ["data.jsonl", '{"a":1,"b":"x"}\n'],
  ["data.NDJSON", '{"a":1,"b":"x"}\n'],
  ["data.json", '[{"a":1,"b":"x"}]'],
  ["data.json.gz", gzipSync('[{"a":1,"b":"x"}]')],
])("reads %s as JSON", async (source, content) => {
  expect(await read(source, content)).toMatchObject({
    rows: 1,
    bytes: content.length,
    columns: [{ name: "a" }, { name: "b" }],
  });
});

const parquet = readFileSync(`${import.meta.dirname}/../golden/parquet/codec-snappy.parquet`);

test.each([
  ["data.parquet", parquet],
  ["data.parquet.zst", zstdCompressSync(parquet)],
])("reads %s; rows have no lines", async (source, content) => {
  const digest = createHash("sha256").update(content).digest("hex");
  const table = await read(source, content);
  expect(table).toMatchObject({ source, rows: 40, bytes: content.length, digest });
  expect(table.lines).toHaveLength(0);
});

test("a compressed file whose types come out late is read twice", async () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => (row < 150_000 ? row : `n${row}`));
  const table = await read("late.csv.gz", gzipSync(`a\n${rows.join("\n")}\n`));
  expect(table).toMatchObject({ rows: 200_000, columns: [{ type: "text" }] });
});

test.each([
  ["data.csv", gzipSync(csv), "it is compressed with gzip, and its name does not end in .gz"],
  ["data.csv.gz", zstdCompressSync(csv), "its name ends in .gz, and it is not compressed with gzip"],
  ["data.csv.zst", csv, "its name ends in .zst, and it is not compressed with zstd"],
  ["data.csv.gz", gzipSync(csv).subarray(0, -4), "it is cut off"],
  ["data.csv.gz", gzipSync(""), "the file is empty"],
  ["data.csv.gz", gzipSync(gzipSync(csv)), "it is compressed, not text"],
  ["data.csv", "", "the file is empty"],
  ["data.csv", parquet, "it is a Parquet file, and its name does not end in .parquet"],
  ["data.parquet", csv, "it is not a Parquet file"],
  ["data.xlsx", "PK\u0003\u0004 and more", "it is a zip archive or a spreadsheet"],
  ["data.csv.bz2", "BZh91AY", "it is a bzip2 file"],
])("refuses %s: %#", async (source, content, what) => {
  const error = await read(source, content).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: `Cannot read "${source}": ${what}`, place: { file: source } });
});

test("lines that end with carriage returns are lines, whatever the chunks", async () => {
  const content = csv.replaceAll("\n", "\r");
  const stored = { bytes: content.length, digest: createHash("sha256").update(content).digest("hex") };
  const rows = {
    rows: 2,
    columns: [
      { name: "a", type: "integer" },
      { name: "b", dictionary: ["x", "y"] },
    ],
  };
  expect(await read("data.csv", content)).toMatchObject({ ...stored, ...rows });
  expect(await read("data.csv", csv.replaceAll("\n", "\r\n"))).toMatchObject(rows);
});

test("a declared dialect holds: delimiter, encoding and no header, compressed or not", async () => {
  const content = Buffer.from("1|größe\r\n2|x,y\r\n", "latin1");
  for (const [source, bytes] of [
    ["data.txt", content],
    ["data.txt.gz", gzipSync(content)],
  ] as const) {
    const table = await read(source, bytes, undefined, {
      delimiter: "|",
      encoding: "latin-1",
      header: false,
    });
    expect(table).toMatchObject({
      rows: 2,
      bytes: bytes.length,
      digest: createHash("sha256").update(bytes).digest("hex"),
      columns: [
        { name: "column_1", type: "integer" },
        { name: "column_2", dictionary: ["größe", "x,y"] },
      ],
    });
    expect([...table.lines]).toEqual([1, 2]);
  }
});

test("a dialect of CSV is an error for other formats", async () => {
  for (const source of ["data.jsonl", "data.parquet", "data.parquet.gz"]) {
    const content = source.endsWith(".jsonl")
      ? '{"a":1}'
      : source.endsWith(".gz")
        ? gzipSync(parquet)
        : parquet;
    await expect(read(source, content, undefined, { header: true })).rejects.toThrow(
      `Cannot read "${source}" as data.csv says: it is no CSV or TSV file`,
    );
  }
});
