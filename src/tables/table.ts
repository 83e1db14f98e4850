import type { Check } from "../checks/check.ts";
import type { CheckOutcome, JudgeOptions } from "../checks/judge-checks.ts";
import type { Place } from "../errors.ts";
import type { KeyRequest, RowKeys } from "../parts/row-keys.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import { findNamed } from "./find-named.ts";
import type { TypeChange } from "./hold-types.ts";

/** What a column holds. `integer` and `number` are float64 values; dates are UTC milliseconds since 1970. */
export type ColumnType = "integer" | "number" | "boolean" | "date" | "datetime" | "text";

/** A cell that does not fit its column's type. It counts as missing in the values. */
export interface InvalidCell {
  /** Row index from 0. */
  row: number;
  /** The cell, cut after 100 characters. */
  text: string;
  /** Its line, where the table's `lines` do not tell. */
  line?: number;
}

/** `values` has one float64 a row; NaN is missing; booleans are 0 and 1. */
export interface NumericColumn {
  kind: "numeric";
  name: string;
  type: Exclude<ColumnType, "text">;
  values: Float64Array;
  /** At most 1,000 are kept; `invalidCount` has them all. */
  invalid: InvalidCell[];
  invalidCount: number;
  /** Rows of all invalid cells, ascending; only where `invalid` does not have them all. */
  invalidRows?: Uint32Array;
}

/** Distinct texts as UTF-8, one after the other: entry i is `bytes[offsets[i]] … bytes[offsets[i + 1] - 1]`. */
export interface TextEntries {
  size: number;
  bytes: Uint8Array;
  /** At least `size + 1` of them. */
  offsets: Uint32Array;
}

/** Dictionary-encoded text: `codes` has one index into `dictionary` a row; -1 is missing. */
export interface TextColumn {
  kind: "text";
  name: string;
  type: "text";
  codes: Int32Array;
  /** Distinct texts in order of first appearance. Readers decode it when it is first asked for. */
  dictionary: string[];
  /** The dictionary as bytes, where the reader has it: cheaper than the texts for hashing and counting. */
  entries?: TextEntries;
  /** How many cells were of which shape, where the texts do not tell: numbers of JSON are written as texts. */
  tally?: Readonly<Record<string, number>>;
}

/** A column of a table. */
export type Column = NumericColumn | TextColumn;

/** Keys that are looked up, of some rows. */
export interface AskedKeys {
  table: Table;
  columns: readonly string[];
  /** Chooses the rows. */
  where: string | undefined;
  /** Where the check stands. */
  place: Place;
}

/** Which keys are not there. */
export interface UnmatchedKeys {
  /** Rows that the condition chooses. */
  asked: number;
  /** Those with a key. */
  considered: number;
  failed: number;
  /** The first rows, as indices from 0. */
  first: number[];
}

/** A table in memory, column by column. */
export interface Table {
  /** Path as the user knows it, for messages. */
  source: string;
  rows: number;
  columns: Column[];
  /** The 1-based line of the source on which each row starts; empty where a format has no lines. */
  lines: Uint32Array;
  bytes: number;
  /** SHA-256 of the source's bytes, lower-case hex. */
  digest: string;
  /** The file that a row stands in, where the source is a folder or several files. */
  fileOf?: (row: number) => string;
  /** The index that a row has in its file, where its files have several rows. */
  rowInFile?: (row: number) => number;
  /** What its reader found wrong with the source; `rule` is the column that a finding is about. */
  findings?: readonly Finding[];
  /** Columns that are of another type than in the reference. */
  typeChanges?: readonly TypeChange[];
  /** Whether a row is an image of a folder rather than a record of a data file. */
  holdsImages?: boolean;
  /** Gives the rows in order, part by part and with derived columns, where they are too many for memory. */
  eachPart?: (take: (part: Pick<Table, "rows" | "columns">) => Promise<void>) => Promise<void>;
  /** Makes the cells of some rows known as `picked`, where the rows are too many for memory. */
  pick?: (rows: Iterable<number>) => Promise<void>;
  /** Cells of picked rows as texts, by the row and in the order of the columns; undefined where missing. */
  picked?: ReadonlyMap<number, readonly (string | undefined)[]>;
  /** Gives hashes of the rows in order, part by part, where the rows are too many for memory. */
  eachKeys?: (requests: readonly KeyRequest[], take: (keys: RowKeys[]) => Promise<void>) => Promise<void>;
  /** Looks keys up where the rows of either table are too many for memory. */
  findUnmatched?: (
    asked: AskedKeys,
    references: Pick<AskedKeys, "table" | "columns">,
  ) => Promise<UnmatchedKeys>;
  /** Some of the rows, always the same, and derived columns, where the rows are too many for memory. */
  sample?: Table;
  /** The table with all its rows and those columns, or all and derived ones too, where they are not in memory yet. */
  load?: (names?: readonly string[]) => Promise<Table>;
  /**
   * Judges checks where the rows are too many for memory: `rows` then counts them, and the columns and `lines` hold none
   * of them.
   */
  judge?: (checks: readonly Check[], profile: Profile, options: JudgeOptions) => Promise<CheckOutcome[]>;
}

/** Where a row stands, for findings: its file, its line where it has one, and its number from 1 in the file. */
export function placeOfRow(table: Table, row: number): { file: string; line?: number; row: number } {
  const line = table.lines[row];
  return {
    file: table.fileOf?.(row) ?? table.source,
    ...(line !== undefined && { line }),
    row: (table.rowInFile?.(row) ?? row) + 1,
  };
}

/** The column of that name, or undefined. */
export function findColumn(table: Table, name: string): Column | undefined {
  return findNamed(table.columns, name);
}
