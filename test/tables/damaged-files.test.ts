import { readFileSync } from "node:fs";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { decompress } from "../../src/services/decompress.ts";
import { readTable } from "../../src/tables/read-table.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";

const rows = Array.from({ length: 40 }, (_, i) => ({ id: i, price: i / 8, note: `é ${i % 7}, "${i}"` }));
const csv = `id,price,note\n${rows.map(({ id, price, note }) => `${id},${price},"${note.replaceAll('"', '""')}"\n`).join("")}`;
const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const parquet = readFileSync(new URL("../golden/odd.parquet", import.meta.url));
/** Whether all of a file is guarded by a checksum: what is read of it is then right, or nothing. */
const files: [name: string, bytes: Buffer, isGuarded: boolean][] = [
  ["a.csv.gz", gzipSync(csv), true],
  ["a.jsonl.gz", gzipSync(lines), true],
  ["a.parquet.gz", gzipSync(parquet), true],
  ["a.csv.zst", zstdCompressSync(csv), false],
  ["a.csv", Buffer.from(csv), false],
  ["a.csv", Buffer.from(`\uFEFF${csv}`, "utf16le"), false],
  ["a.json", Buffer.from(JSON.stringify(rows)), false],
  ["a.parquet", parquet, false],
];

/** The cells of each column, or "refused". */
async function read(source: string, bytes: Buffer): Promise<unknown> {
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
  };
  const readRange = async (start: number, end: number) => bytes.subarray(start, end);
  try {
    const table = await readTable(open, { source, bytes: bytes.length, decompress, readRange });
    return table.columns.map((column) => {
      const cells =
        column.kind === "text"
          ? [...column.codes].map((code) => column.dictionary[code])
          : [...column.values];
      expect(cells).toHaveLength(table.rows);
      return [column.name, column.type, cells];
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toContain(source);
    return "refused";
  }
}

const change = fc.tuple(
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.integer({ min: 1, max: 255 }),
);

test.each(files)(
  "changed bytes of %s are a table or a UserError",
  { timeout: fuzzTimeout },
  async (name, whole, isGuarded) => {
    const sound = await read(name, whole);
    expect(sound).not.toBe("refused");
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, by] of changes) bytes[Math.floor(at * bytes.length)]! ^= by;
        const found = await read(name, bytes);
        if (isGuarded && found !== "refused") expect(found).toEqual(sound);
      }),
      fuzzRuns(60),
    );
  },
);

test.each(files)(
  "what is cut off of %s is refused; what is left of a text has no more rows",
  { timeout: fuzzTimeout },
  async (name, whole) => {
    const isTextual = name === "a.csv";
    for (let end = 0; end < whole.length; end += 1 + (whole.length >> 6)) {
      const found = await read(name, whole.subarray(0, end));
      const count = found === "refused" ? 0 : (found as [string, string, unknown[]][])[0]?.[2].length;
      expect(count, `${end} bytes`).toBeLessThanOrEqual(isTextual ? rows.length : 0);
    }
  },
);
