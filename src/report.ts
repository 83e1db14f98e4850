/** What an action concludes. `refused` means that it could not judge; it never counts as a pass. */
export type Verdict = (typeof verdicts)[number];

/** Every verdict, in the order in which people are told how many there are of each. */
export const verdicts = ["pass", "fail", "inconclusive", "refused", "skipped"] as const;

/** How bad a finding is. */
export type Severity = "error" | "warning" | "info";

/** A table cell. Numbers are formatted by the renderers; text is data and is escaped by every renderer. */
export type Cell = string | number | boolean | null;

/** A column as it is shown; without `align`, numbers stand right and text left. */
export interface TableColumn {
  label: string;
  align?: "left" | "right";
  /** Significant digits of numbers; default 4 for fractions, all digits for integers. */
  digits?: number;
}

/** A table as data: one cell a column in each row; a cell too few is missing. */
export interface Table {
  title?: string;
  /** Which of several alike it is of: a column, a slice. The page shows those of one group at a time. */
  group?: string;
  columns: TableColumn[];
  rows: Cell[][];
  /** How many rows there were before the table was cut to its first ones. */
  total?: number;
  /** Its rows are examples of many: the first to go when a report must shrink. */
  sample?: boolean;
}

/**
 * A chart as data. `x` holds the categories (bar), the bin edges (histogram, one more than each series'
 * values) or the positions (line, scatter); each series has one value an x. A `matrix` (confusion matrix)
 * has the column labels in `x` and a series a row; an `interval` has categories in `x` and an interval a value.
 */
export interface Chart {
  kind: "bar" | "line" | "scatter" | "histogram" | "matrix" | "interval";
  title: string;
  /** As of a table. */
  group?: string;
  /** Shown on the page alone: a table beside it says elsewhere what it shows. */
  pageOnly?: boolean;
  x: { label: string; values: (string | number)[] };
  y: { label: string };
  series: ChartSeries[];
}

/** Values of a chart under one name. */
export interface ChartSeries {
  label: string;
  values: (number | null)[];
  /** The interval of each value of an `interval` chart; null where there is none. */
  bounds?: ([lower: number, upper: number] | null)[];
}

/** One thing that is wrong or noteworthy, at the place that caused it. Lines, columns and rows count from 1. */
export interface Finding {
  severity: Severity;
  message: string;
  /** Name of the rule or check, stable between runs. */
  rule?: string;
  /** What to do about it; may have several lines, YAML among them. */
  hint?: string;
  file?: string;
  line?: number;
  column?: number;
  /** Data row, counted from 1 without the header. */
  row?: number;
  /** How many times it occurs; the place is that of the first. */
  count?: number;
}

/**
 * A number that matters, for the first lines: `R² 0.823`, note `+0.012, 95 % CI +0.006 … +0.018`. With an empty
 * label it is a remark beside the numbers: `trained in 1.9 s`.
 */
export interface Fact {
  label: string;
  value: string;
  note?: string;
}

/** A part of a report under one title: its text, tables, findings, log and charts. */
export interface Section {
  title: string;
  /** 1 is kept longest when a report must shrink. */
  rank: number;
  /** Shown behind a fold where the surface has one. */
  folded?: boolean;
  /** Shown on the page alone: too much for a comment, a summary and a terminal. */
  pageOnly?: boolean;
  /** Paragraphs, plain text. */
  text?: string[];
  tables?: Table[];
  charts?: Chart[];
  findings?: Finding[];
  /** Lines that a program printed, without their ends, as they stood; the last ones are kept longest. */
  log?: string[];
}

/** The one value that every surface renders: comment, job summary, annotations, HTML, terminal. */
export interface Report {
  schema: "mlops/report@1";
  /** Name of the action that made it, or `run` for the whole pipeline. */
  action: string;
  /** Name of the project. */
  title: string;
  verdict: Verdict;
  /** Fails the step though the verdict is none that does: a gate that must not let the undecided pass. */
  fails?: boolean;
  /** One clause without a full stop: `every gate holds`. */
  headline: string;
  facts: Fact[];
  sections: Section[];
}

/** Whether a report fails its step, and ends a pipeline. */
export function failsStep({ verdict, fails }: Pick<Report, "verdict" | "fails">): boolean {
  return verdict === "fail" || verdict === "refused" || fails === true;
}
