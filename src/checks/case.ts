import type { Reference } from "../drift/reference.ts";
import type { Place } from "../errors.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table as ReportTable } from "../report.ts";
import type { Table } from "../tables/table.ts";
import type { Check } from "./check.ts";
import type { Constraint } from "./constraints.ts";
import type { RunQuery } from "./query.ts";

/** The rows to train on and those to test on: row indices of one table, or all rows of two. */
export interface Parts {
  train: { table: Table; rows: Uint32Array };
  test: { table: Table; rows: Uint32Array };
  /** Counts what test rows share, where the rows are not in memory. */
  countShared?(columns: readonly string[]): Promise<SharedRows>;
}

/** Test rows that hold in some columns what a training row holds. */
export interface SharedRows {
  /** Test rows. */
  rows: number;
  /** Those with a value. */
  there: number;
  found: number;
  /** The first of them, as indices from 0. */
  first: readonly number[];
}

/** What checks need to know beside the data. */
export interface CheckContext {
  /** The column that the model predicts, for `leakage`. */
  target?: string | undefined;
  /** Columns that are no features. */
  exclude?: readonly string[] | undefined;
  /** Columns that identify a row, which are no features either. */
  key?: readonly string[] | undefined;
  /** Milliseconds since 1970, for `max_age`. */
  now?: number | undefined;
  /** Runs the queries of `sql`. */
  query?: RunQuery | undefined;
  /** The table with all its rows, where a check asks some of them. */
  whole?: Table | undefined;
  /** Another of the project's sets. Throws UserError, at the place, for one that is not there. */
  loadSet?: ((name: string, place: Place) => Promise<Table>) | undefined;
  /** Earlier data, for `drift`, `row_count.change` and `newer_than_reference`. */
  reference?: Reference | undefined;
  /** Called between steps of long work: lets others run, and throws where it is to stop. */
  pause?: (() => Promise<void>) | undefined;
  /** How the rows are divided, for `overlap` and `time_overlap`. */
  parts?: Parts | undefined;
}

/** One constraint of a check, with all that judging it takes. */
export interface Case {
  /** The rows that are asked, derived columns behind the file's. */
  table: Table;
  /** Of the whole table; its columns are those of the file. */
  profile: Profile;
  /** Whether all rows are asked, so that the profile's counts are theirs. */
  isWhole: boolean;
  check: Check;
  constraint: Constraint;
  /** Where the constraint stands. */
  place: Place;
  /** Where a character of the constraint's text stands, by its offset. */
  placeIn: (offset: number) => Place;
  context: CheckContext;
}

/** What judging a constraint found. */
export interface Judgement {
  /** Cells, rows, columns or pairs that the constraint was asked of. */
  considered: number;
  failed: number;
  /** Rows that the check's condition chooses, where those of the case's table are not in memory. */
  asked?: number;
  /** Indices of the first failing rows in the case's table. */
  first?: readonly number[];
  /** Default: nothing failed. */
  passed?: boolean;
  /** True where there was nothing to judge by: neither a pass nor a failure. */
  isUnjudged?: boolean;
  /** The column that is asked about and is not there. */
  absent?: string;
  /** What was found, for the report. */
  details?: ReportTable;
  /** The number that the constraint bounds, where it is one: a count, a statistic; milliseconds for dates and ages. */
  measured?: number;
  /** What is wrong, without any value of the data; what holds where it passed. */
  message: string;
}

/** How many failing rows are kept. */
export const keptRows = 100;

/** That a constraint could not be judged, and why. */
export function unjudged(message: string): Judgement {
  return { considered: 0, failed: 0, passed: false, isUnjudged: true, message };
}

/** What is said where a constraint compares with earlier data and there are none. */
export const noReference =
  "not judged: there are no earlier data to compare with: data.reference names none, and no earlier run has left a profile";
