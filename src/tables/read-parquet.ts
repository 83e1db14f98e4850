import type { RowGroup, SchemaTree } from "hyparquet";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { limits } from "./csv-errors.ts";
import { findChunk, parsers, readColumn, readColumnRows } from "./parquet-chunk.ts";
import { createParquetColumn, type ParquetColumn } from "./parquet-column.ts";
import { damaged, parquetError, refuseForeign } from "./parquet-errors.ts";
import { indexPages, type PageIndex } from "./parquet-page-index.ts";
import type { Column, ColumnType, Table } from "./table.ts";
import { codeOf, createValueColumn, textColumn } from "./value-column.ts";

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

/** A Parquet file whose row groups are read when they are wanted. */
export interface ParquetFile {
  /** The columns that are read; whole numbers may turn out to be text. */
  columns: { name: string; type: ColumnType }[];
  /** Rows of each row group. */
  groups: number[];
  /** Bytes that the rows of each group take in memory, about. */
  sizes: number[];
  /** Reads some rows of a row group, counted from 0 in it. Throws UserError for what is damaged. */
  readRows(group: number, from: number, to: number): Promise<Omit<Table, "digest">>;
  /** Reads row groups one after the other. Throws UserError for what is damaged. */
  read(from: number, to: number): Promise<Omit<Table, "digest">>;
}

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
  const { groups, read } = await openParquet(file, options);
  return read(0, groups.length);
}

/** Opens a Parquet file; throws UserError as `readParquet` does. */
export async function openParquet(file: RandomAccess, options: ParquetOptions): Promise<ParquetFile> {
  const { source } = options;
  const [{ parquetMetadataAsync, parquetSchema }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const { access, explained } = openAccess(file, source);
  await refuseForeign(file, source);
  return explained(async () => {
    const metadata = await parquetMetadataAsync(access, { parsers, geoparquet: false });
    const planned = openColumns(parquetSchema(metadata), options);
    const groups = metadata.row_groups.map((group) => Number(group.num_rows));
    const starts = startsOf(groups);
    if (starts.at(-1) !== Number(metadata.num_rows))
      throw new RangeError("its row groups do not have all of its rows");
    const readGroup = async (index: number, columns: readonly ParquetColumn[], row: number) => {
      for (const column of columns) {
        const from = { metadata, index, start: starts[index]!, access, compressors };
        await readColumn(from, column, row, source);
      }
    };
    const tableOf = (columns: ParquetColumn[], rows: number): Omit<Table, "digest"> => ({
      source,
      rows,
      columns: columns.map((column) => finishColumn(column, rows)),
      lines: new Uint32Array(0),
      bytes: file.bytes,
    });
    const indexes = new Map<string, Promise<PageIndex>>();
    const indexOf = (group: number, name: string): Promise<PageIndex> => {
      const key = `${group} ${name}`;
      const meta = findChunk(metadata.row_groups[group]!, name);
      const found = indexes.get(key) ?? indexPages(access, meta, groups[group]!);
      indexes.set(key, found);
      return found;
    };
    return {
      columns: planned.map(({ cells, type }) => ({ name: cells.name, type })),
      groups,
      sizes: metadata.row_groups.map((group, index) => sizeOf(group, groups[index]!)),
      readRows: (group, from, to) =>
        explained(async () => {
          const columns = planned.map(emptied);
          for (const column of columns) {
            const pages = await indexOf(group, column.cells.name);
            const of = { metadata, index: group, access, compressors };
            await readColumnRows(of, pages, column, { from, to, row: 0 }, source);
          }
          return tableOf(columns, to - from);
        }),
      read: (from, to) =>
        explained(async () => {
          const columns = planned.map(emptied);
          const first = starts[from] ?? 0;
          for (let index = from; index < to; index++) await readGroup(index, columns, starts[index]! - first);
          return tableOf(columns, starts[to]! - first);
        }),
    };
  });
}

/** The file for hyparquet, and what turns its errors into ours; errors of the file itself pass through. */
function openAccess(file: RandomAccess, source: string) {
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
  return { access, explained };
}

/** Cells are eight bytes in memory, and texts as long as they are. */
function sizeOf({ columns }: RowGroup, rows: number): number {
  const stored = columns.reduce(
    (sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0),
    0,
  );
  return Math.max(stored, rows * columns.length * 8);
}

/** The row that each row group starts with, and behind them the number of all rows. */
function startsOf(groups: readonly number[]): number[] {
  const starts = [0];
  for (const size of groups) {
    const next = (starts.at(-1) ?? 0) + size;
    if (!(size >= 0 && next < 2 ** 31)) throw new RangeError("it says to have more than 2,147,483,647 rows");
    starts.push(next);
  }
  return starts;
}

/** The column without what was read into it. */
function emptied(column: ParquetColumn): ParquetColumn {
  return { ...column, cells: createValueColumn(column.cells.name, false) };
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
