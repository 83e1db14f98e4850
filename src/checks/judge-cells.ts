import type { ColumnProfile } from "../profile/profile-schema.ts";
import { rowsOfInvalid } from "../tables/invalid-rows.ts";
import type { Column, TextColumn, TextEntries } from "../tables/table.ts";
import { describeTolerance, isTolerated } from "./amount.ts";
import { type Case, type Judgement, keptRows } from "./case.ts";
import type { Check } from "./check.ts";
import type { CellConstraint } from "./constraints.ts";
import { describeFailure } from "./describe-failure.ts";
import { allHold, knownColumn } from "./known-cells.ts";
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

/** Counts the cells that break a constraint; `known` is its test, where it was made before for a column of this type. */
export async function failuresOf(
  of: Pick<Case, "check" | "place" | "profile" | "isWhole">,
  constraint: CellConstraint,
  column: Column,
  known?: CellTest,
): Promise<Failures> {
  const { check, place } = of;
  const told = knownColumn(of, column.name);
  if (constraint === "required") return findMissing(column, told);
  const isUnique = told?.distinct === told?.count && told?.distinct_error === undefined;
  if (constraint === "unique" && told !== undefined && isUnique)
    return { considered: told.count, failed: 0, first: [] };
  const test = known ?? (await testOf(check, constraint, column, place));
  const found =
    told !== undefined && allHold(told, constraint, column, { check, test })
      ? { considered: told.count, failed: 0, first: [] }
      : testCells(column, test, told);
  if (constraint !== "type" || check.type === "text" || column.kind === "text") return found;
  const invalid = rowsOfInvalid(column).subarray(0, keptRows);
  return {
    considered: found.considered + column.invalidCount,
    failed: found.failed + column.invalidCount,
    first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, keptRows),
  };
}

/** Missing cells; a cell that is there but invalid is not missing. `known` is the profile of these very rows. */
export function findMissing(column: Column, known?: ColumnProfile): Failures {
  const rows = column.kind === "text" ? column.codes.length : column.values.length;
  if (known?.missing === 0) return { considered: rows, failed: 0, first: [] };
  const invalid = new Set(column.kind === "numeric" ? rowsOfInvalid(column) : []);
  const first: number[] = [];
  // Where their number is known, the first ones are enough.
  const most = known === undefined ? Infinity : keptRows;
  let failed = 0;
  for (let row = -1; failed < most; ) {
    row = column.kind === "text" ? nextNegative(column.codes, row + 1) : nextNaN(column.values, row + 1);
    if (row === rows) break;
    if (invalid.has(row)) continue;
    failed++;
    if (first.length < keptRows) first.push(row);
  }
  return { considered: rows, failed: known?.missing ?? failed, first };
}

function nextNegative(codes: Int32Array, from: number): number {
  let row = from;
  while (row < codes.length && codes[row]! >= 0) row++;
  return row;
}

function nextNaN(values: Float64Array, from: number): number {
  let row = from;
  while (row < values.length && !Number.isNaN(values[row])) row++;
  return row;
}

/**
 * Applies a test to all values that are there; a text is tested once however often it occurs. `known` is the profile of
 * these very rows.
 */
function testCells(column: Column, test: CellTest, known?: ColumnProfile): Failures {
  const first: number[] = [];
  let considered = 0;
  let failed = 0;
  const fail = (row: number): void => {
    failed++;
    if (first.length < keptRows) first.push(row);
  };
  if (column.kind === "numeric") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) continue;
      considered++;
      if (!test.number(value)) fail(row);
    }
    return { considered, failed, first };
  }
  const verdicts = verdictsOf(column, test);
  if (known !== undefined && verdicts.every((holds) => holds === true))
    return { considered: known.count, failed, first };
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    const holds = verdicts[code];
    if (holds === undefined) continue;
    considered++;
    if (!holds) fail(row);
  }
  return { considered, failed, first };
}

type Verdicts = ReturnType<CellTest["text"]>[];

const judged = new WeakMap<CellTest, { texts: readonly string[] | TextEntries; verdicts: Verdicts }>();

/** The test's verdict on each text; where the dictionary has grown since the test saw it, on those that are new. */
function verdictsOf(column: TextColumn, test: CellTest): Verdicts {
  const { entries } = column;
  // Most readers have the bytes alone until somebody asks for the texts.
  const isByBytes = entries !== undefined && test.bytes !== undefined;
  const texts = isByBytes ? entries : column.dictionary;
  const before = judged.get(test);
  const verdicts = before?.texts === texts ? before.verdicts : [];
  judged.set(test, { texts, verdicts });
  if (!isByBytes)
    for (let code = verdicts.length; code < column.dictionary.length; code++)
      verdicts.push(test.text(column.dictionary[code]!, code));
  else
    for (let code = verdicts.length; code < entries.size; code++)
      verdicts.push(test.bytes?.(entries.bytes, entries.offsets[code]!, entries.offsets[code + 1]!));
  return verdicts;
}
