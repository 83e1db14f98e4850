import type {
  AsyncBuffer,
  ColumnMetaData,
  CompressionCodec,
  Compressors,
  FileMetaData,
  ParquetParsers,
  RowGroup,
} from "hyparquet";
import { openStrings, type ParquetColumn, storeParquetValues } from "./parquet-column.ts";
import { parquetError } from "./parquet-errors.ts";
import type { PageIndex } from "./parquet-page-index.ts";
import { checkPages } from "./parquet-pages.ts";

/** Moments as milliseconds since 1970, with a fraction where they are finer; texts as their bytes. */
export const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint) => scaled(micros, 1000n),
  timestampFromNanoseconds: (nanos: bigint) => scaled(nanos, 1_000_000n),
  dateFromDays: (days: number) => (typeof days === "number" ? days * 86_400_000 : days),
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
} as Partial<ParquetParsers>;

/** A row group of an opened file. */
export interface GroupSource {
  metadata: FileMetaData;
  index: number;
  /** The row of the file that the group starts with. */
  start: number;
  access: AsyncBuffer;
  compressors: Compressors;
}

/** Reads a column of a row group into the rows from `row` on. Throws RangeError for what is damaged. */
export async function readColumn(
  { metadata, index, start, access, compressors }: GroupSource,
  column: ParquetColumn,
  row: number,
  source: string,
): Promise<void> {
  let stored = 0;
  for (const values of await decodeColumn({ metadata, index, start, access, compressors }, column)) {
    storeColumn(column, row + stored, values, source);
    stored += values.length;
  }
}

/** All values of a column of a row group, in pieces. */
async function decodeColumn(
  { metadata, index, start, access, compressors }: GroupSource,
  column: ParquetColumn,
): Promise<ArrayLike<unknown>[]> {
  const { parquetRead } = await import("hyparquet");
  const { name } = column.cells;
  const group = metadata.row_groups[index]!;
  const size = Number(group.num_rows);
  const chunk = await readChunk(access, group, name);
  await checkPages({ ...chunk, ...column.pages, rows: size, compressors });
  const chunks: ArrayLike<unknown>[] = [];
  await parquetRead({
    file: chunk.file,
    metadata,
    columns: [name],
    rowStart: start,
    rowEnd: start + size,
    compressors,
    parsers: parsersOf(column),
    onChunk: ({ columnData }) => chunks.push(columnData),
  });
  if (chunks.reduce((sum, { length }) => sum + length, 0) !== size)
    throw new RangeError(`column "${name}" has not as many values as rows`);
  return chunks;
}

/** Those that keep a column's byte strings apart: a place in a list is quicker to find again than an object. */
function parsersOf(column: ParquetColumn): Partial<ParquetParsers> {
  if (column.strings === undefined) return parsers;
  const strings = openStrings();
  column.strings = strings;
  const keep = (bytes: Uint8Array): number => strings.bytes.push(bytes) - 1;
  return { ...parsers, stringFromBytes: keep, jsonFromBytes: keep } as Partial<ParquetParsers>;
}

/** Rows of a row group, from 0 in it, and the row of the table that the first of them becomes. */
export interface RowSpan {
  from: number;
  to: number;
  row: number;
}

/** Reads some rows of a column of a row group by the pages that hold them. Throws RangeError for what is damaged. */
export async function readColumnRows(
  { metadata, index, access, compressors }: Omit<GroupSource, "start">,
  pages: PageIndex,
  column: ParquetColumn,
  { from, to, row }: RowSpan,
  source: string,
): Promise<void> {
  const { name } = column.cells;
  const meta = findChunk(metadata.row_groups[index]!, name);
  const held = pages.pages.filter((page) => page.row < to && page.row + page.rows > from);
  const [first, last] = [held[0]!, held.at(-1)!];
  const dictionary = await access.slice(pages.dictionary.from, pages.dictionary.to);
  const data = await access.slice(first.from, last.to);
  // A file of these pages alone; nothing in a Parquet file starts at 0.
  const before = 4;
  const bytes = new Uint8Array(before + dictionary.byteLength + data.byteLength);
  bytes.set(new Uint8Array(dictionary), before);
  bytes.set(new Uint8Array(data), before + dictionary.byteLength);
  const rows = last.row + last.rows - first.row;
  const cut = {
    ...meta,
    num_values: BigInt(rows),
    total_compressed_size: BigInt(bytes.length - before),
    dictionary_page_offset: dictionary.byteLength > 0 ? BigInt(before) : undefined,
    data_page_offset: BigInt(before + dictionary.byteLength),
  };
  const group = {
    columns: [{ file_offset: 0n, meta_data: cut }],
    num_rows: BigInt(rows),
    total_byte_size: BigInt(bytes.length),
  };
  const part: GroupSource = {
    metadata: { ...metadata, num_rows: BigInt(rows), row_groups: [group as unknown as RowGroup] },
    index: 0,
    start: 0,
    access: { byteLength: bytes.length, slice: (start, end) => bytes.buffer.slice(start, end) },
    compressors,
  };
  let at = first.row;
  for (const values of await decodeColumn(part, column)) {
    const some = Array.prototype.slice.call(values, Math.max(0, from - at), Math.max(0, to - at));
    storeColumn(column, row + Math.max(at, from) - from, some, source);
    at += values.length;
  }
}

/** The bytes of a column in a row group, and a file of nothing else for hyparquet to read from. */
async function readChunk(
  access: AsyncBuffer,
  group: RowGroup,
  name: string,
): Promise<{ bytes: ArrayBuffer; codec: CompressionCodec; file: AsyncBuffer }> {
  const found = findChunk(group, name);
  const start = Number(found.dictionary_page_offset || found.data_page_offset);
  const bytes = await access.slice(start, start + Number(found.total_compressed_size));
  const slice = (from: number, to?: number): ArrayBuffer =>
    bytes.slice(from - start, to === undefined ? undefined : to - start);
  return { bytes, codec: found.codec, file: { byteLength: access.byteLength, slice } };
}

/** Where a column of a row group lies. */
export function findChunk(group: RowGroup, name: string): ColumnMetaData {
  const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join() === name)?.meta_data;
  if (found === undefined) throw new RangeError(`a row group has no column "${name}"`);
  return found;
}

function storeColumn(column: ParquetColumn, row: number, values: ArrayLike<unknown>, source: string): void {
  try {
    storeParquetValues(column, row, values);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw parquetError(
      source,
      `column "${column.cells.name}" holds bytes that are not UTF-8 text`,
      "Drop it or write it as text",
    );
  }
}

/** Whole and fraction apart, so that neither is rounded before its time. */
function scaled(value: bigint, divisor: bigint): number {
  if (typeof value !== "bigint") return value;
  return Number(value / divisor) + Number(value % divisor) / Number(divisor);
}
