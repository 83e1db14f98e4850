import type { DeclaredColumns } from "../tables/cell-rule.ts";
import type { CsvLayout, PartRange, PlannedColumn } from "../tables/csv-part.ts";
import type { TableFormat } from "../tables/file-format.ts";
import type { JsonLayout } from "../tables/json-part.ts";
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
  layout: CsvLayout | JsonLayout | ParquetLayout;
  /** Of each column of a CSV file its index in the plan, where that is not the same. */
  order: readonly number[] | undefined;
  /** What its folders say of its rows, in the order of the plan's columns. */
  folders: readonly (string | undefined)[];
}

/** A range of one of the plan's files, and the whole of some that follow: small ones are read together. */
export interface FileRange extends PartRange {
  file: number;
  /** How many more files. */
  more?: number;
}

/** The parts of all files, in their order: about `size` bytes each, whatever the number of threads. */
export function partsOfPlan(plan: PartPlan, size: number): FileRange[] {
  const { files } = plan;
  const parts: FileRange[] = [];
  let room = 0;
  for (const [file, { layout }] of files.entries()) {
    const before = parts.at(-1);
    const bytes = layout.bytes * (layout.format === "parquet" ? packed : 1);
    if (before !== undefined && bytes <= room) {
      before.more = (before.more ?? 0) + 1;
      room -= bytes;
      continue;
    }
    const [first, ...others] = rangesOf(layout, size, plan.columns.length);
    if (first === undefined) continue;
    parts.push({ ...first, file, line: layout.line }, ...others.map((range) => ({ ...range, file })));
    room = others.length === 0 ? size - bytes : 0;
  }
  return parts;
}

/** How many times the bytes of a Parquet file its rows may take, about. */
const packed = 8;

/** Cells of a part of JSON at most, about: objects need not have all the keys. */
const mostCells = 1 << 23;

function rangesOf(layout: FilePlan["layout"], size: number, columns: number): PartRange[] {
  if (layout.format === "parquet") return partsOfGroups(layout, size);
  if (layout.format === "csv") return partsOf(layout, size);
  const least = Math.min(size, Math.max(1 << 16, (layout.rowBytes * mostCells) / columns));
  return layout.isList ? partsOfList(layout, least) : partsOf(layout, least);
}

/** Parts of a list between its cuts. */
function partsOfList({ cuts, bytes }: JsonLayout, size: number): PartRange[] {
  const parts: PartRange[] = [{ from: 0, to: bytes, isExact: true }];
  for (let i = 0; i < cuts.length; i += 3) {
    const [from = 0, line = 0, lineStart = 0] = cuts.subarray(i, i + 3);
    const last = parts.at(-1)!;
    if (from - last.from < size) continue;
    last.to = from;
    parts.push({ from, to: bytes, isExact: true, line, lineStart });
  }
  return parts;
}

/** All of a file. */
export function wholeOf(layout: FilePlan["layout"]): PartRange {
  const to = layout.format === "parquet" ? rowsOf(layout) : layout.bytes;
  return { from: layout.start, to, isExact: true, line: layout.line };
}

/** Rows of a Parquet file. */
export function rowsOf({ groups }: ParquetLayout): number {
  return groups.reduce((sum, rows) => sum + rows, 0);
}

/** A part for each row group that has rows; one that takes much more memory than a part of text is divided. */
function partsOfGroups({ groups, sizes }: ParquetLayout, size: number): PartRange[] {
  let start = 0;
  return groups.flatMap((rows, group) => {
    const from = start;
    start += rows;
    const bytes = sizes[group] ?? 0;
    const count =
      bytes > size * 2 * packed ? Math.min(rows, Math.ceil(bytes / (size * 2))) : Math.min(1, rows);
    return Array.from({ length: count }, (_, index) => ({
      from: from + Math.floor((rows * index) / count),
      to: from + Math.floor((rows * (index + 1)) / count),
      isExact: true,
      line: 0,
    }));
  });
}
