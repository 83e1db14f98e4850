import type { DeclaredColumns } from "../tables/cell-rule.ts";
import type { CsvLayout, PartRange, PlannedColumn } from "../tables/csv-part.ts";
import type { TableFormat } from "../tables/file-format.ts";
import type { ParquetLayout } from "../tables/parquet-part.ts";
import { partsOf } from "../tables/plan-csv.ts";

/** How data of one or several files are read part by part. */
export interface PartPlan {
  format: TableFormat;
  /** As they come to be: those of the files, and behind them those that folders make. */
  columns: readonly PlannedColumn[];
  /** How many of the columns folders make. */
  folders: number;
  /** What is declared of columns, for formats whose values say what they are. */
  declared: DeclaredColumns | undefined;
  files: readonly FilePlan[];
}

/** How one of the files is read. */
export interface FilePlan {
  /** Where threads find it. */
  path: string;
  layout: CsvLayout | ParquetLayout;
  /** Of each column of a CSV file its index in the plan, where that is not the same. */
  order: readonly number[] | undefined;
  /** What its folders say of its rows, in the order of the plan's columns. */
  folders: readonly (string | undefined)[];
}

/** A range of one of the plan's files. */
export interface FileRange extends PartRange {
  file: number;
}

/** The parts of all files, in their order: of CSV about `size` bytes each, whatever the number of threads. */
export function partsOfPlan({ files }: PartPlan, size: number): FileRange[] {
  return files.flatMap(({ layout }, file) => {
    const ranges = layout.format === "csv" ? partsOf(layout, size) : partsOfGroups(layout.groups);
    return ranges.map((range, index) => ({ ...range, file, ...(index === 0 && { line: layout.line }) }));
  });
}

/** A part for each row group that has rows. */
function partsOfGroups(groups: readonly number[]): PartRange[] {
  let from = 0;
  return groups.flatMap((rows) => {
    const range = { from, to: from + rows, isExact: true, line: 0 };
    from = range.to;
    return rows > 0 ? [range] : [];
  });
}
