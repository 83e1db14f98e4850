import type { AsyncBuffer, CompressionCodec, ParquetParsers, RowGroup, SchemaTree } from "hyparquet";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { limits } from "./csv-errors.ts";
import { createParquetColumn, type ParquetColumn, storeParquetValues } from "./parquet-column.ts";
import { checkPages } from "./parquet-pages.ts";
import type { Column, ColumnType, Table } from "./table.ts";
import { codeOf, textColumn } from "./value-column.ts";

/** A file that can be read in any order. */
export interface RandomAccess {
  bytes: number;
  /** The bytes from `start` to before `end`. */
  readRange(start: number, end: number): Promise<Uint8Array>;
}

/** How a Parquet file is read. */
export interface ParquetOptions {
  /** Path as the user knows it, for messages. */
  source: string;
  /** Columns to read; default: all. The bytes of the others are not touched. */
  columns?: readonly string[] | undefined;
  /** Columns of whole numbers that are text all the same; other types are the file's to say. */
  types?: Readonly<Record<string, ColumnType>> | undefined;
}

/** Moments as milliseconds since 1970, with a fraction where they are finer; texts as their bytes. */
const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint) => scaled(micros, 1000n),
  timestampFromNanoseconds: (nanos: bigint) => scaled(nanos, 1_000_000n),
  dateFromDays: (days: number) => (typeof days === "number" ? days * 86_400_000 : days),
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
} as Partial<ParquetParsers>;

/**
 * Reads a Parquet file of flat columns, one column of one row group at a time. Types are the file's: text stays text;
 * whole numbers beyond 2^53 make their column text; decimals are the nearest float64; times of day are text; null,
 * NaN and the empty text are missing; a moment without a zone is taken as UTC. `lines` is empty: rows have none.
 * Throws UserError for a file that is cut off, damaged, encrypted or nested.
 */
export async function readParquet(
  file: RandomAccess,
  options: ParquetOptions,
): Promise<Omit<Table, "digest">> {
  const { source } = options;
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  let failure: unknown;
  const access = {
    byteLength: file.bytes,
    async slice(start: number, end = file.bytes): Promise<ArrayBuffer> {
      if (!(start >= 0 && start <= end && end <= file.bytes))
        throw new RangeError("it points outside of the file");
      try {
        return new Uint8Array(await file.readRange(start, end)).buffer;
      } catch (cause) {
        failure = cause;
        throw cause;
      }
    },
  };
  const explained = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    try {
      return await act();
    } catch (cause) {
      throw failure ?? (cause instanceof UserError ? cause : damaged(source, cause));
    }
  };
  await refuseForeign(file, source);
  return explained(async () => {
    const metadata = await parquetMetadataAsync(access, { parsers, geoparquet: false });
    const columns = openColumns(parquetSchema(metadata), options);
    let rows = 0;
    for (const group of metadata.row_groups) {
      const size = Number(group.num_rows);
      if (!(rows + size < 2 ** 31)) throw new RangeError("it says to have more than 2,147,483,647 rows");
      for (const column of columns) {
        const chunk = await readChunk(access, group, column.cells.name);
        await checkPages({ ...chunk, ...column.pages, rows: size, compressors });
        const chunks: ArrayLike<unknown>[] = [];
        await parquetRead({
          file: chunk.file,
          metadata,
          columns: [column.cells.name],
          rowStart: rows,
          rowEnd: rows + size,
          compressors,
          parsers,
          onChunk: ({ columnData }) => chunks.push(columnData),
        });
        let stored = 0;
        for (const values of chunks) {
          if (stored + values.length > size) break;
          storeColumn(column, rows + stored, values, source);
          stored += values.length;
        }
        if (stored !== size)
          throw new RangeError(`column "${column.cells.name}" has not as many values as rows`);
      }
      rows += size;
    }
    if (rows !== Number(metadata.num_rows))
      throw new RangeError("its row groups do not have all of its rows");
    return {
      source,
      rows,
      columns: columns.map((column) => finishColumn(column, rows)),
      lines: new Uint32Array(0),
      bytes: file.bytes,
    };
  });
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

async function refuseForeign(file: RandomAccess, source: string): Promise<void> {
  const ends =
    file.bytes < 12
      ? []
      : [
          [0, 4],
          [file.bytes - 4, file.bytes],
        ];
  const magic = [];
  for (const [start = 0, end = 0] of ends)
    magic.push(new TextDecoder("latin1").decode(await file.readRange(start, end)));
  if (magic[0] === "PARE" || magic[1] === "PARE")
    throw parquetError(source, "it is encrypted", "Write it without encryption");
  if (magic[0] !== "PAR1")
    throw parquetError(source, "it is not a Parquet file", "Its first and last bytes must be PAR1");
  if (magic[1] !== "PAR1")
    throw parquetError(source, "it is cut off: its last bytes are not PAR1", "Fetch or write the file again");
}

function openColumns(schema: SchemaTree, { source, columns, types = {} }: ParquetOptions): ParquetColumn[] {
  const names = schema.children.map(({ element }) => element.name);
  const unknown = columns?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw parquetError(
      source,
      `it has no column "${unknown}"${didYouMean(unknown, names)}`,
      "Check the name",
    );
  if (names.length === 0) throw parquetError(source, "it has no columns", "Write the file again");
  if (names.length > limits.columns)
    throw parquetError(source, "it has more than 100,000 columns", "Split it into several files");
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined && new Set(names).size < names.length)
    throw parquetError(source, `two columns are named "${repeated}"`, "Give each column a name of its own");
  return schema.children
    .filter(({ element }) => columns?.includes(element.name) ?? true)
    .map(({ element, children }) => {
      const { name } = element;
      if (name.trim() === "" || name.length > limits.name)
        throw parquetError(source, "a column has no name, or one of more than 1,000 characters", "Rename it");
      const isNested = children.length > 0 || element.repetition_type === "REPEATED";
      const column = isNested ? undefined : createParquetColumn(element);
      if (column?.type === "integer" && Object.hasOwn(types, name) && types[name] === "text")
        return { ...column, type: "text" };
      if (column !== undefined) return column;
      const what = isNested
        ? "nested (a list, map or struct)"
        : `of a type that no table holds (${element.logical_type?.type ?? element.converted_type})`;
      throw parquetError(
        source,
        `column "${name}" is ${what}`,
        "Flatten or drop it first, for example with pyarrow's Table.flatten or drop_columns",
      );
    });
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

function finishColumn({ cells, type }: ParquetColumn, rows: number): Column {
  const { name } = cells;
  if (type === "text") {
    const codes = new Int32Array(rows).fill(codeOf.missing);
    codes.set(cells.codes.subarray(0, rows));
    return textColumn(name, codes, cells.dictionary);
  }
  const values = new Float64Array(rows).fill(Number.NaN);
  values.set(cells.values.subarray(0, rows));
  return { kind: "numeric", name, type, values, invalid: [], invalidCount: 0 };
}

/** Whole and fraction apart, so that neither is rounded before its time. */
function scaled(value: bigint, divisor: bigint): number {
  if (typeof value !== "bigint") return value;
  return Number(value / divisor) + Number(value % divisor) / Number(divisor);
}

/** What hyparquet or `checkPages` found; its stumbles over what it did not expect say nothing to a reader. */
function damaged(source: string, cause: unknown): UserError {
  const isPlain = cause instanceof Error && !(cause instanceof TypeError);
  const what = isPlain ? ` (${cause.message.replace(/^parquet /, "")})` : "";
  return new UserError(`Cannot read "${source}": it is damaged or of an unknown kind${what}`, {
    file: source,
    hint: "Fetch or write the file again",
    cause,
  });
}

function parquetError(source: string, what: string, hint: string): UserError {
  return new UserError(`Cannot read "${source}": ${what}`, { file: source, hint });
}
