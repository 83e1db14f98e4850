import { rowsOfInvalid } from "../tables/invalid-rows.ts";
import type { Column } from "../tables/table.ts";
import { describeTolerance, isTolerated } from "./amount.ts";
import { type Case, type Judgement, keptRows } from "./case.ts";
import type { CellConstraint, Check } from "./check.ts";
import { describeFailure } from "./describe-failure.ts";
import { type CellTest, testOf } from "./test-of.ts";

/** Judges a constraint that each cell of a column holds or breaks. Missing cells break `required` alone. */
export async function judgeCells(of: Case, constraint: CellConstraint, column: Column): Promise<Judgement> {
  return cellJudgement(of.check, constraint, column, await failuresOf(of, constraint, column));
}

/** The judgement on a constraint's cells, once they are counted. */
export function cellJudgement(
  check: Check,
  constraint: CellConstraint,
  column: Pick<Column, "name">,
  found: Failures,
): Judgement {
  const passed = isTolerated(check, found.considered, found.failed);
  const tolerance = found.failed === 0 ? "" : describeTolerance(check);
  return { ...found, passed, message: describeFailure(check, constraint, column, found) + tolerance };
}

/** Cells that were asked, and those that failed with the first rows of theirs. */
export interface Failures {
  considered: number;
  failed: number;
  first: number[];
}

/** Counts the cells that break a constraint. */
export async function failuresOf(
  of: Pick<Case, "check" | "place" | "profile" | "isWhole">,
  constraint: CellConstraint,
  column: Column,
): Promise<Failures> {
  const { check, place, profile } = of;
  if (constraint === "required") return findMissing(column);
  if (constraint === "unique" && of.isWhole) {
    const known = profile.columns.find(({ name }) => name === column.name);
    if (known !== undefined && known.distinct === known.count && known.distinct_error === undefined)
      return { considered: known.count, failed: 0, first: [] };
  }
  const found = testCells(column, await testOf(check, constraint, column, place));
  if (constraint !== "type" || check.type === "text" || column.kind === "text") return found;
  const invalid = rowsOfInvalid(column).subarray(0, keptRows);
  return {
    considered: found.considered + column.invalidCount,
    failed: found.failed + column.invalidCount,
    first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, keptRows),
  };
}

/** Missing cells; a cell that is there but invalid is not missing. */
export function findMissing(column: Column): Failures {
  const rows = column.kind === "text" ? column.codes.length : column.values.length;
  const invalid = column.kind === "numeric" ? rowsOfInvalid(column) : new Uint32Array(0);
  const first: number[] = [];
  let failed = 0;
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (row === invalid[at]) {
      at++;
      continue;
    }
    if (column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row])) continue;
    failed++;
    if (first.length < keptRows) first.push(row);
  }
  return { considered: rows, failed, first };
}

/** Applies a test to all values that are there; a text is tested once however often it occurs. */
function testCells(column: Column, test: CellTest): Failures {
  const first: number[] = [];
  let considered = 0;
  let failed = 0;
  const note = (row: number, holds: boolean): void => {
    considered++;
    if (holds) return;
    failed++;
    if (first.length < keptRows) first.push(row);
  };
  if (column.kind === "numeric") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (!Number.isNaN(value)) note(row, test.number(value));
    }
    return { considered, failed, first };
  }
  const verdicts = column.dictionary.map((text, code) => test.text(text, code));
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) {
    const holds = verdicts[codes[row]!];
    if (holds !== undefined) note(row, holds);
  }
  return { considered, failed, first };
}
