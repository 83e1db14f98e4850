import type {
  AsyncBuffer,
  CompressionCodec,
  Compressors,
  FileMetaData,
  ParquetParsers,
  RowGroup,
} from "hyparquet";
import { type ParquetColumn, storeParquetValues } from "./parquet-column.ts";
import { parquetError } from "./parquet-errors.ts";
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
    parsers,
    onChunk: ({ columnData }) => chunks.push(columnData),
  });
  let stored = 0;
  for (const values of chunks) {
    if (stored + values.length > size) break;
    storeColumn(column, row + stored, values, source);
    stored += values.length;
  }
  if (stored !== size) throw new RangeError(`column "${name}" has not as many values as rows`);
}

/** The bytes of a column in a row group, and a file of nothing else for hyparquet to read from. */
async function readChunk(
  access: AsyncBuffer,
  group: RowGroup,
  name: string,
): Promise<{ bytes: ArrayBuffer; codec: CompressionCodec; file: AsyncBuffer }> {
  const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join() === name)?.meta_data;
  if (found === undefined) throw new RangeError(`a row group has no column "${name}"`);
  const start = Number(found.dictionary_page_offset || found.data_page_offset);
  const bytes = await access.slice(start, start + Number(found.total_compressed_size));
  const slice = (from: number, to?: number): ArrayBuffer =>
    bytes.slice(from - start, to === undefined ? undefined : to - start);
  return { bytes, codec: found.codec, file: { byteLength: access.byteLength, slice } };
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
