import type { DriftMethod } from "../drift/drift-method.ts";
import type { ColumnType } from "../tables/table.ts";

/** Both bounds belong to the range. */
export interface NumberRange {
  min?: number | undefined;
  max?: number | undefined;
}

/** A count (`20`), or a share of what is asked about as a percentage (`5%`). */
export type Amount = number | string;

/** How many there may be; both bounds belong to the range. */
export interface AmountRange {
  min?: Amount | undefined;
  max?: Amount | undefined;
}

/** A number; an ISO 8601 date or time for a column of dates. */
export type Bound = number | string;

/** How many rows there may be, and by how much their number may differ from the reference's. */
export interface RowCount extends NumberRange {
  change?: { max: Amount } | undefined;
  /** One of `data.sets` that has as many rows. */
  same_as?: string | undefined;
}

/** How far a distribution may be from the reference's. */
export interface DriftLimits {
  /** Default: psi. */
  method?: DriftMethod | undefined;
  /** Largest effect that holds, whatever its p-value; `evidently` has its own. */
  max?: number | undefined;
  /** Largest p-value that is more than chance. Default: 0.05. */
  alpha?: number | undefined;
  /** What has fewer rows on either side is not compared. Default: 100. */
  min_rows?: number | undefined;
}

/** How often the most frequent value may occur, and which it may be. */
export interface MostFrequent extends AmountRange {
  enum?: Values | undefined;
}

/** Which different values a column must have. */
export interface ValueList {
  /** All of these, among others. */
  include?: Values | undefined;
  /** These and no others. */
  exact?: Values | undefined;
}

/** What a table's columns must be, by name. */
export interface ColumnList {
  /** All of these, in any order and among others. */
  include?: readonly string[] | undefined;
  /** These and no others, in any order. */
  exact?: readonly string[] | undefined;
  /** These and no others, in this order. */
  ordered?: readonly string[] | undefined;
  count?: NumberRange | undefined;
}

/** The texts that `format` knows. */
export const formatNames = [
  "email",
  "url",
  "hostname",
  "uuid",
  "ip",
  "ipv4",
  "ipv6",
  "date",
  "datetime",
  "time",
  "json",
] as const;

/** A text that `format` knows. */
export type FormatName = (typeof formatNames)[number];

/** Where a key must be found. */
export interface References {
  /** One of `data.sets`; default: the same table. */
  set?: string | undefined;
  /** The column there; default: that of the check. */
  column?: string | undefined;
  /** Of a key of several columns: those there by those here. */
  columns?: Readonly<Record<string, string>> | undefined;
}

type Values = readonly (string | number | boolean)[];

/**
 * One entry of `checks:` in mlops.yml: one or more constraints on a `column`, or on the whole table where none is
 * named. Missing cells break `required` and `missing` and no other constraint.
 */
export interface Check {
  // The whole table.
  row_count?: RowCount | undefined;
  columns?: ColumnList | undefined;
  duplicate_rows?: AmountRange | undefined;
  /** A SQL condition on each row; it holds where it is NULL. */
  expression?: string | undefined;
  /** A SELECT over the table `data`; each row that it returns is a failure. */
  sql?: string | undefined;
  /** How long `sql` may take: `60s`. */
  timeout?: string | undefined;
  /** The absolute Pearson correlation of each pair of numeric columns. */
  correlation?: { max: number } | undefined;
  /** How well each column alone predicts the target, from 0 to 1. */
  leakage?: { max: number } | undefined;

  /** How far a column, or each of the features, may be from the reference. */
  drift?: DriftLimits | undefined;
  /** How many test rows have the features of a training row, or its value of one column. */
  overlap?: { max: Amount } | undefined;

  /** Each key is found in another set. */
  references?: References | undefined;

  column?: string | undefined;
  // Each cell of a column.
  type?: ColumnType | undefined;
  required?: boolean | undefined;
  /** The names of several columns where no `column` is named. */
  unique?: boolean | readonly string[] | undefined;
  min?: Bound | undefined;
  max?: Bound | undefined;
  exclusive_min?: Bound | undefined;
  exclusive_max?: Bound | undefined;
  /** RE2 syntax, matched anywhere in the text. */
  pattern?: string | undefined;
  not_pattern?: string | undefined;
  any_pattern?: readonly string[] | undefined;
  enum?: Values | undefined;
  not_enum?: Values | undefined;
  /** In Unicode characters. */
  min_length?: number | undefined;
  max_length?: number | undefined;
  /** A name, or a format of dates as `strptime` reads it. */
  format?: string | undefined;
  /** A JSON Schema that each text, as JSON, must hold. */
  json_schema?: unknown;
  increasing?: boolean | "strict" | undefined;
  decreasing?: boolean | "strict" | undefined;
  /** Standard deviations from the mean. */
  zscore?: { max: number } | undefined;
  /** Interquartile ranges beyond the quartiles. */
  iqr?: { max: number } | undefined;
  // A column as a whole.
  missing?: AmountRange | undefined;
  distinct?: AmountRange | undefined;
  most_frequent?: MostFrequent | undefined;
  values?: ValueList | undefined;
  balance?: AmountRange | undefined;
  mean?: NumberRange | undefined;
  median?: NumberRange | undefined;
  sum?: NumberRange | undefined;
  std?: NumberRange | undefined;
  min_value?: { min?: Bound | undefined; max?: Bound | undefined } | undefined;
  max_value?: { min?: Bound | undefined; max?: Bound | undefined } | undefined;
  /** By probability: `{ "0.95": { max: 3 } }`. */
  quantiles?: Readonly<Record<string, NumberRange>> | undefined;
  /** How long ago the newest date may be: `7d`. */
  max_age?: string | undefined;
  /** Whether the newest date must be later than the reference's. */
  newer_than_reference?: boolean | undefined;
  /** How many training rows are later than the first test row. */
  time_overlap?: { max: Amount } | undefined;

  /** Which of `data.sets` is asked; default: those that a model is trained and tested on. */
  set?: string | undefined;
  /** The rows that are asked, as a SQL condition. */
  where?: string | undefined;
  /** The share of cells or rows that must hold: `0.95` or `95%`. */
  mostly?: Amount | undefined;
  /** The cells or rows that may break the constraint. */
  max_failed?: Amount | undefined;
  severity?: "error" | "warning" | "info" | undefined;
  name?: string | undefined;
  description?: string | undefined;
  owner?: string | undefined;
}
