import { keptRows } from "../checks/case.ts";
import { type MissingPattern, mergeMissing } from "../profile/count-missing.ts";
import { type MergedColumn, mergeSummary } from "../profile/merge-summaries.ts";
import { addEvidence, type ColumnEvidence } from "../tables/column-evidence.ts";
import type { PartRange } from "../tables/csv-part.ts";
import type { InvalidCell } from "../tables/table.ts";
import { addHashes, createHashLog, type HashLog } from "./hash-log.ts";
import type { PartFailures } from "./judge-part.ts";
import type { SampledColumn } from "./sample-rows.ts";
import type { PartAnswer } from "./work-part.ts";

/** What all parts so far gave together. Rows count from 0 in the whole file, lines as the file's. */
export interface MergedParts {
  rows: number;
  /** The line on which the next part starts. */
  line: number;
  evidence: ColumnEvidence[];
  /** Columns that are text, other than expected. */
  texts: Set<string>;
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
  range: PartRange;
  /** Index of its first row in the whole file. */
  row: number;
  rows: number;
}

/** Nothing yet, of a file whose rows start on that line. */
export function noParts(line: number): MergedParts {
  return {
    rows: 0,
    line,
    evidence: [],
    texts: new Set(),
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

/** Adds what the next part gave, which was read from that range; its lines are those of the file less `line`. */
export function mergePart(merged: MergedParts, part: PartAnswer, range: PartRange, line: number): void {
  const { rows } = merged;
  if (part.rows > 0)
    merged.spans.push({ range: { ...range, from: part.start, isExact: true }, row: rows, rows: part.rows });
  part.evidence.forEach((each, index) => {
    const into = merged.evidence[index];
    if (into === undefined) merged.evidence[index] = each;
    else addEvidence(into, each);
  });
  for (const name of part.texts) merged.texts.add(name);
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
