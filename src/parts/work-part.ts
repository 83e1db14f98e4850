import { type Place, UserError } from "../errors.ts";
import { deriveColumns } from "../expression/derive-columns.ts";
import { countMissing, type MissingPattern } from "../profile/count-missing.ts";
import { hashContent } from "../profile/hash-content.ts";
import { hashTexts } from "../profile/hash-texts.ts";
import type { PartLoops } from "../profile/part-loops.ts";
import { profilePart } from "../profile/profile-part.ts";
import { type ColumnSummary, summarizeColumn } from "../profile/summarize-column.ts";
import { cellText } from "../tables/cell-text.ts";
import { type Column, findColumn, type InvalidCell, type Table } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { judgePart, type PartCheck, type PartFailures } from "./judge-part.ts";
import type { ReadPart } from "./open-plan.ts";
import type { FileRange, PartPlan } from "./part-plan.ts";
import { hashKeys, type KeyRequest, type RowKeys } from "./row-keys.ts";
import { type SampledColumn, sampleRows } from "./sample-rows.ts";

/** What is wanted of the parts of data. */
export interface PartWork {
  plan: PartPlan;
  ranges: readonly FileRange[];
  /** Columns to hand over as they are; with them, nothing else is wanted. */
  columns?: readonly LoadedColumn[] | undefined;
  /** By range, the rows whose cells to hand over, counted from the part's first; with them, nothing else is wanted. */
  picked?: readonly Uint32Array[] | undefined;
  /** Whether the hashes of rows are wanted. */
  hashes: boolean;
  /** Hashes of the rows to hand over; with them, nothing else is wanted. */
  keys?: readonly KeyRequest[] | undefined;
  /** Rows of all data, about. */
  rows: number;
  /** Share of the rows to sample. */
  share: number;
  checks: readonly PartCheck[];
  derive: Readonly<Record<string, string>>;
}

/** A column to hand over. */
export interface LoadedColumn {
  name: string;
  /** Its texts are only compared with each other: hashes stand for them. */
  isHashed: boolean;
}

/** A text column with the hashes of its texts in their place. */
export interface HashedColumn {
  kind: "hashed";
  name: string;
  codes: Int32Array;
  high: Int32Array;
  low: Int32Array;
}

/** What a part gave; made to be sent between threads. */
export interface PartAnswer {
  /** Why the part cannot be read, which only means something if its start was right. Lines count as those of `rowLines`. */
  fault?: { message: string; hint: string | undefined; place: Place } | undefined;
  start: number;
  next: number;
  rows: number;
  lines: number;
  /** Of each file that the part has rows of, how many, and what types are to be told from. */
  files: ReadPart["files"];
  summaries: ColumnSummary[];
  /** 64 bits for each row's content. */
  high: Uint32Array;
  low: Uint32Array;
  sample: SampledColumn[];
  missing: MissingPattern[];
  /** By column. */
  invalid: { cells: InvalidCell[]; count: number }[];
  failures: PartFailures[];
  /** Those that `columns` asked for, and the line of each row. */
  columns: (Column | HashedColumn)[];
  rowLines: Uint32Array;
  /** Those that `picked` asked for, row by row; undefined where missing. */
  cells: (string | undefined)[][];
  /** Those that `keys` asked for. */
  keys: RowKeys[];
}

/** Kept of each column's invalid cells by part. */
const keptInvalid = 100;

/** Reads a part and works out what is wanted of it, by those loops over numbers. */
export async function workPart(
  work: PartWork,
  index: number,
  read: (range: FileRange) => Promise<ReadPart>,
  loops?: PartLoops,
): Promise<PartAnswer> {
  const range = work.ranges[index]!;
  // Parts that start at the same byte of several files differ.
  const seed = range.from + Math.imul(range.file, 0x9e3779b1);
  try {
    const { table, files, start, next, lines } = await read(range);
    const hashes = work.hashes ? hashContent(table, hashTexts) : {};
    const base = { ...nothing(start, next), ...hashes, rows: table.rows, lines, files };
    if (work.picked !== undefined)
      return { ...base, cells: Array.from(work.picked[index]!, (row) => rowTexts(table, row)) };
    if (work.keys !== undefined) {
      const whole = withDerived(table, work);
      return { ...base, keys: work.keys.map((each) => hashKeys(whole, each)), rowLines: table.lines.slice() };
    }
    if (work.columns !== undefined) return { ...base, ...handOver(withDerived(table, work), work.columns) };
    const options = { seed, rows: work.rows, ...(loops && { loops }) };
    const summaries = table.columns.map((column) => summarizeColumn(column, options));
    return {
      ...base,
      summaries,
      sample: sampleRows(table, work.share, seed),
      missing: missingTogether(table, summaries),
      invalid: table.columns.map((column) => invalidOf(column, table.lines)),
      failures: await judgePart(
        withDerived(table, work),
        work.checks,
        table.columns.map((column, place) => profilePart(column, summaries[place]!)),
      ),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, place } = error;
    return { ...nothing(range.from, range.to), fault: { message, hint, place } };
  }
}

function withDerived(table: Table, { derive }: PartWork): Table {
  return Object.keys(derive).length === 0 ? table : deriveColumns(table, derive);
}

function nothing(start: number, next: number): PartAnswer {
  return {
    start,
    next,
    rows: 0,
    lines: 0,
    files: [],
    summaries: [],
    high: new Uint32Array(0),
    low: new Uint32Array(0),
    sample: [],
    missing: [],
    invalid: [],
    failures: [],
    columns: [],
    rowLines: new Uint32Array(0),
    cells: [],
    keys: [],
  };
}

function rowTexts({ columns }: Table, row: number): (string | undefined)[] {
  return columns.map((column) => cellText(column, row));
}

/** Which columns are missing together; most columns miss nothing, and are not looked at. */
function missingTogether({ columns, rows }: Table, summaries: readonly ColumnSummary[]): MissingPattern[] {
  const places = [...columns.keys()].filter((place) => missingOf(summaries[place]!) > 0);
  const asked = places.map((place) => columns[place]!);
  return countMissing({ columns: asked, rows }).map(({ columns: missing, rows }) => ({
    columns: missing.map((place) => places[place]!),
    rows,
  }));
}

/** Invalid cells count as missing here. */
function missingOf(summary: ColumnSummary): number {
  return summary.kind === "text" ? summary.missing : summary.missing + summary.invalid;
}

function invalidOf(column: Column, lines: Uint32Array): PartAnswer["invalid"][number] {
  if (column.kind === "text") return { cells: [], count: 0 };
  const cells = column.invalid.slice(0, keptInvalid).map((cell) => {
    const line = lines[cell.row];
    return line === undefined ? cell : { ...cell, line };
  });
  return { cells, count: column.invalidCount };
}

/** Columns as plain data, the texts in `entries` alone: a reader's text column decodes them when asked, which cannot be sent. */
function handOver(table: Table, wanted: readonly LoadedColumn[]): Pick<PartAnswer, "columns" | "rowLines"> {
  const columns = wanted.flatMap(({ name, isHashed }): PartAnswer["columns"] => {
    const column = findColumn(table, name);
    if (column === undefined) return [];
    if (column.kind === "numeric") return [{ ...column, values: column.values.slice() }];
    const codes = column.codes.slice();
    if (isHashed) return [{ kind: "hashed", name, codes, ...hashTexts(column) }];
    // As bytes, which are sent at a fraction of what texts cost.
    const { size, bytes, offsets } = textEntries(column);
    const entries = { size, bytes: bytes.slice(0, offsets[size]), offsets: offsets.slice(0, size + 1) };
    return [{ kind: "text", name, type: "text", codes, dictionary: [], entries }];
  });
  return { columns, rowLines: table.lines.slice() };
}
