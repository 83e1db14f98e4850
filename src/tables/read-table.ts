import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import type { DeclaredColumns } from "./cell-rule.ts";
import type { CsvDialect } from "./csv-dialect.ts";
import { type Compression, findCompression, findFormat } from "./file-format.ts";
import { type CsvOptions, readCsv } from "./read-csv.ts";
import { refuseLfsPointer } from "./refuse-pointer.ts";
import type { Table } from "./table.ts";
import { type Encoding, transcode, withLineFeeds } from "./transcode.ts";

/** What is declared of a CSV file rather than found from it. */
export interface CsvFile extends CsvDialect {
  /** Default: UTF-16 where a byte order mark says so, else UTF-8. */
  encoding?: Encoding | undefined;
}

/** How a data file is read. */
export interface TableOptions
  extends Pick<CsvOptions, "source" | "bytes" | "kernel" | "onProgress" | "types"> {
  /** For CSV and TSV only: with it, a file of another format is an error. */
  csv?: CsvFile | undefined;
  /** What is declared of columns rather than found from their cells. */
  columns?: DeclaredColumns | undefined;
  /** Unpacks a file that is compressed as a whole. */
  decompress: (
    compression: Compression,
    chunks: AsyncIterable<Uint8Array>,
    source: string,
  ) => AsyncIterable<Uint8Array>;
  /** The file's bytes from `start` to before `end`: Parquet is read so. */
  readRange: (start: number, end: number) => Promise<Uint8Array>;
}

/** Bytes of Parquet that are unpacked into memory at most. */
const mostUnpacked = 512 << 20;

/** Opens a file's bytes; may be called more than once. */
type Open = () => AsyncIterable<Uint8Array>;

/**
 * Reads a data file by the reader for its ending, which its first bytes are checked against: CSV and TSV, JSON
 * Lines and lists of JSON objects, and Parquet, each also as `.gz` or `.zst`. `bytes` and `digest` of the table are those
 * of the file as it is stored. Throws UserError for what cannot be read.
 */
export async function readTable(open: Open, options: TableOptions): Promise<Table> {
  const peeked = await peek(open);
  try {
    return await readPeeked(peeked, options);
  } finally {
    await peeked.close();
  }
}

async function readPeeked({ head, open }: Peeked, options: TableOptions): Promise<Table> {
  const { source, onProgress } = options;
  refuseLfsPointer(head, source);
  const compression = findCompression(head, source);
  if (compression === undefined) return readFormat(open, options, head);
  const stored = { bytes: 0, digest: "" };
  const unpack: Open = () => options.decompress(compression, measured(open(), stored, onProgress), source);
  const unpacked = await firstBytes(unpack);
  const isParquet = options.csv === undefined && findFormat(unpacked, source) === "parquet";
  const table = isParquet
    ? await withDeclared(await readUnpackedParquet(unpack, options), options)
    : await readFormat(unpack, { ...options, bytes: undefined, onProgress: undefined }, unpacked);
  return { ...table, ...stored };
}

async function readDialect(open: Open, options: TableOptions, head: Uint8Array): Promise<Table> {
  const { source, bytes, kernel, onProgress, types, csv = {}, columns: declared } = options;
  const { encoding = findEncoding(head), ...dialect } = csv;
  // Old Macintosh programs end lines so, and Excel for Mac still offers it.
  const hasReturns = encoding === "utf-8" && head.subarray(0, -1).includes(13) && !head.includes(10);
  if (encoding === "utf-8" && !hasReturns)
    return readCsv(open, { source, bytes, kernel, onProgress, types, declared, ...dialect });
  const stored = { bytes: 0, digest: "" };
  const decode: Open = () => {
    const chunks = measured(open(), stored, onProgress);
    return encoding === "utf-8" ? withLineFeeds(chunks) : transcode(chunks, encoding, source);
  };
  return { ...(await readCsv(decode, { source, kernel, types, declared, ...dialect })), ...stored };
}

/** Parquet as it is stored, its digest taken on the way. */
async function readStoredParquet(open: Open, options: TableOptions): Promise<Table> {
  const { source, readRange, onProgress, types } = options;
  const stored = { bytes: 0, digest: "" };
  for await (const _ of measured(open(), stored, onProgress));
  const { readParquet } = await import("./read-parquet.ts");
  return { ...(await readParquet({ bytes: stored.bytes, readRange }, { source, types })), ...stored };
}

/** Parquet that is compressed once more: it must be in memory as a whole. */
async function readUnpackedParquet(open: Open, { source, types }: TableOptions): Promise<Table> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of open()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostUnpacked)
      throw new UserError(`Cannot read "${source}": it unpacks to more than 512 MiB of Parquet`, {
        file: source,
        hint: "Unpack it: Parquet compresses its own columns",
      });
  }
  const content = new Uint8Array(bytes);
  for (let at = 0; chunks.length > 0; ) {
    const [chunk = content] = chunks.splice(0, 1);
    content.set(chunk, at);
    at += chunk.length;
  }
  const readRange = async (start: number, end: number) => content.subarray(start, end);
  const { readParquet } = await import("./read-parquet.ts");
  return { ...(await readParquet({ bytes, readRange }, { source, types })), digest: "" };
}

async function readFormat(open: Open, options: TableOptions, head: Uint8Array): Promise<Table> {
  const format = findFormat(head, options.source);
  if (format !== "csv" && options.csv !== undefined)
    throw new UserError(`Cannot read "${options.source}" as data.csv says: it is no CSV or TSV file`, {
      file: options.source,
      hint: "Remove data.csv from mlops.yml",
    });
  switch (format) {
    case "csv":
      return readDialect(open, options, head);
    case "json": {
      const { readJson } = await import("./read-json.ts");
      return withDeclared(await readJson(open, { ...options, texts: declaredTexts(options) }), options);
    }
    case "parquet":
      return withDeclared(await readStoredParquet(open, options), options);
  }
}

/** The table with its columns as they are declared. */
async function withDeclared(table: Table, { columns: declared }: TableOptions): Promise<Table> {
  if (declared === undefined) return table;
  const { declareColumns } = await import("./declare-columns.ts");
  return { ...table, columns: declareColumns(table.columns, declared) };
}

function declaredTexts({ columns = {} }: TableOptions): string[] {
  return Object.keys(columns).filter((name) => columns[name]?.type === "text");
}

/** UTF-16 where a byte order mark says so, else UTF-8. */
export function findEncoding([first, second]: Uint8Array): Encoding {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? "utf-16" : "utf-8";
}

/** A file whose first bytes are known. */
interface Peeked {
  /** Enough of the file to know its format by. */
  head: Uint8Array;
  /** As `Open`; the first time, the file that is open already goes on. */
  open: Open;
  close(): Promise<void>;
}

async function peek(open: Open): Promise<Peeked> {
  const chunks = open()[Symbol.asyncIterator]();
  let first = await chunks.next();
  while (first.done !== true && first.value.length === 0) first = await chunks.next();
  const close = async (): Promise<void> => void (await chunks.return?.());
  let isTaken = false;
  return {
    head: first.done === true ? new Uint8Array(0) : first.value,
    open() {
      if (isTaken) return open();
      isTaken = true;
      return resume();
    },
    close,
  };
  async function* resume(): AsyncGenerator<Uint8Array> {
    try {
      for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await close();
    }
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
