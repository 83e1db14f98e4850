import { createHash } from "node:crypto";
import { type Compression, findCompression, findFormat } from "./file-format.ts";
import { type CsvOptions, readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import type { Table } from "./table.ts";

/** How a data file is read. */
export interface TableOptions extends Pick<CsvOptions, "source" | "bytes" | "kernel" | "onProgress"> {
  /** Unpacks a file that is compressed as a whole. */
  decompress: (
    compression: Compression,
    chunks: AsyncIterable<Uint8Array>,
    source: string,
  ) => AsyncIterable<Uint8Array>;
}

/** Opens a file's bytes; may be called more than once. */
type Open = () => AsyncIterable<Uint8Array>;

/**
 * Reads a data file by the reader for its ending, which its first bytes are checked against: CSV and TSV, JSON
 * Lines and lists of JSON objects, each also as `.gz` or `.zst`. `bytes` and `digest` of the table are those of the file as it is stored. Throws UserError for
 * what cannot be read.
 */
export async function readTable(open: Open, options: TableOptions): Promise<Table> {
  const { source, onProgress } = options;
  const compression = findCompression(await firstBytes(open), source);
  if (compression === undefined) return readFormat(open, options);
  const stored = { bytes: 0, digest: "" };
  const unpack: Open = () => options.decompress(compression, measured(open(), stored, onProgress), source);
  const table = await readFormat(unpack, { ...options, bytes: undefined, onProgress: undefined });
  return { ...table, ...stored };
}

async function readFormat(open: Open, options: TableOptions): Promise<Table> {
  const format = findFormat(await firstBytes(open), options.source);
  switch (format) {
    case "csv":
      return readCsv(open, options);
    case "json":
      return readJson(open, options);
  }
}

/** Enough of a file to know its format by. */
async function firstBytes(open: Open): Promise<Uint8Array> {
  for await (const chunk of open()) if (chunk.length > 0) return chunk;
  return new Uint8Array(0);
}

/** Passes chunks on; once all are read, `stored` has their size and digest. */
async function* measured(
  chunks: AsyncIterable<Uint8Array>,
  stored: { bytes: number; digest: string },
  onProgress: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
    onProgress?.(bytes);
    yield chunk;
  }
  stored.bytes = bytes;
  stored.digest = hash.digest("hex");
}
