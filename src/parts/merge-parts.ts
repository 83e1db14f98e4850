import { keptRows } from "../checks/case.ts";
import { type MissingPattern, mergeMissing } from "../profile/count-missing.ts";
import { type MergedColumn, mergeSummary } from "../profile/merge-summaries.ts";
import type { InvalidCell } from "../tables/table.ts";
import { addHashes, createHashLog, type HashLog } from "./hash-log.ts";
import type { PartFailures } from "./judge-part.ts";
import type { FileRange } from "./part-plan.ts";
import type { SampledColumn } from "./sample-rows.ts";
import { addSeen, type SeenOfAll } from "./seen-columns.ts";
import type { PartAnswer } from "./work-part.ts";

/** What all parts so far gave together. Rows count from 0 in all data, lines in each file. */
export interface MergedParts {
  rows: number;
  /** The line on which the next part starts. */
  line: number;
  /** Rows of each file, and whether columns were seen in it. */
  fileRows: number[];
  fileKeys: boolean[];
  /** What the types of columns are to be told from, by their names. */
  seen: Map<string, SeenOfAll>;
  columns: MergedColumn[];
  hashes: HashLog;
  samples: SampledColumn[][];
  missing: MissingPattern[];
  invalid: { cells: InvalidCell[]; count: number }[];
  failures: PartFailures[];
  spans: PartSpan[];
}

/** What a part was read from, so that it can be read again. */
export interface PartSpan {
  range: FileRange;
  /** Index of its first row in all data. */
  row: number;
  rows: number;
}

/** Nothing yet. */
export function noParts(): MergedParts {
  return {
    rows: 0,
    line: 1,
    fileRows: [],
    fileKeys: [],
    seen: new Map(),
    columns: [],
    hashes: createHashLog(),
    samples: [],
    missing: [],
    invalid: [],
    failures: [],
    spans: [],
  };
}

/** Kept of each column's invalid cells. */
const keptInvalid = 1000;

/** Adds what the next part gave, which was read from that range; its lines are those of its file less `line`. */
export function mergePart(merged: MergedParts, part: PartAnswer, range: FileRange, line: number): void {
  const { rows } = merged;
  if (part.rows > 0)
    merged.spans.push({ range: { ...range, from: part.start, isExact: true }, row: rows, rows: part.rows });
  for (const [index, file] of part.files.entries()) {
    const at = range.file + index;
    for (const each of file.seen) addSeen(merged.seen, each, at);
    merged.fileRows[at] = (merged.fileRows[at] ?? 0) + file.rows;
    merged.fileKeys[at] = merged.fileKeys[at] === true || file.seen.length > 0;
  }
  part.summaries.forEach((each, index) => {
    merged.columns[index] = mergeSummary(merged.columns[index], each);
  });
  part.invalid.forEach(({ cells, count }, index) => {
    merged.invalid[index] ??= { cells: [], count: 0 };
    const into = merged.invalid[index];
    into.count += count;
    for (const cell of cells)
      if (into.cells.length < keptInvalid)
        into.cells.push({
          ...cell,
          row: cell.row + rows,
          ...(cell.line !== undefined && { line: cell.line + line }),
        });
  });
  part.failures.forEach((each, index) => {
    merged.failures[index] ??= { asked: 0, considered: 0, failed: 0, first: [] };
    const into = merged.failures[index];
    into.asked += each.asked;
    into.considered += each.considered;
    into.failed += each.failed;
    for (const { row, line: at } of each.first)
      if (into.first.length < keptRows)
        into.first.push({ row: row + rows, line: at === undefined ? undefined : at + line });
  });
  addHashes(merged.hashes, part);
  merged.samples.push(part.sample);
  merged.missing = mergeMissing(merged.missing, part.missing);
  merged.rows += part.rows;
  merged.line += part.lines;
}
