import type { Place } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { type Check, type Constraint, constraints } from "./check.ts";
import { describeFailure } from "./describe-failure.ts";
import { findRepeated } from "./find-repeated.ts";
import { type CellTest, testOf } from "./test-of.ts";

/** What one constraint of a check came to. */
export interface CheckOutcome {
  check: Check;
  /** Index of the check in its list. */
  index: number;
  constraint: Constraint;
  /** The check's name, or one made from column and constraint: `median_income.min`. */
  name: string;
  severity: "error" | "warning";
  passed: boolean;
  /** Cells that the constraint was asked of; rows for `row_count`. */
  considered: number;
  failed: number;
  /** The first 100 failing rows, as indices from 0, with their lines. */
  rows: { row: number; line: number | undefined }[];
  /** What is wrong, without any value of the data; what holds where it passed. */
  message: string;
}

/** Where a part of the configuration stands: `["checks", 0, "pattern"]`. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place;

const keptRows = 100;

/**
 * Judges every constraint of every check. Missing cells are left out by all but `required`. Throws UserError for a
 * check that cannot be judged: a pattern that is no RE2 syntax, a bound that does not suit its column.
 */
export async function judgeChecks(
  table: Table,
  profile: Profile,
  checks: readonly Check[],
  placeOf: PlaceOf = () => ({}),
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const [index, check] of checks.entries()) {
    for (const constraint of constraints) {
      if (check[constraint] === undefined || check[constraint] === false) continue;
      const place = placeOf(["checks", index, constraint]);
      outcomes.push(await judge({ table, profile, check, index, constraint, place }));
    }
  }
  return outcomes;
}

interface Case {
  table: Table;
  profile: Profile;
  check: Check;
  index: number;
  constraint: Constraint;
  place: Place;
}

async function judge(of: Case): Promise<CheckOutcome> {
  const { table, check, constraint } = of;
  if (constraint === "row_count") return judgeRowCount(of);
  const name = check.column ?? "";
  const column = findColumn(table, name);
  if (column === undefined) {
    const names = table.columns.map((each) => each.name);
    return outcomeOf(of, {
      considered: 0,
      failed: 1,
      message: `there is no column "${name}"${didYouMean(name, names)}`,
    });
  }
  const found = await failuresOf(of, column);
  return outcomeOf(of, { ...found, message: describeFailure(check, constraint, column, found) });
}

function judgeRowCount(of: Case): CheckOutcome {
  const { min = 0, max = Infinity } = of.check.row_count ?? {};
  const { rows } = of.profile;
  const failed = rows < min || rows > max ? 1 : 0;
  const bound = rows < min ? `at least ${min}` : `at most ${max}`;
  const message = failed ? `the table has ${rows} rows, expected ${bound}` : `the table has ${rows} rows`;
  return outcomeOf(of, { considered: rows, failed, message });
}

interface Failures {
  considered: number;
  failed: number;
  /** Indices of the first failing rows. */
  first: number[];
}

async function failuresOf(of: Case, column: Column): Promise<Failures> {
  const { check, constraint, place, profile } = of;
  if (constraint === "required") return findMissing(column);
  const invalid = column.kind === "numeric" ? column.invalid.map(({ row }) => row) : [];
  const invalidCount = column.kind === "numeric" ? column.invalidCount : 0;
  if (constraint === "unique") {
    const known = profile.columns.find(({ name }) => name === column.name);
    if (known?.distinct === known?.count && known?.distinct_error === undefined && known !== undefined)
      return { considered: known.count, failed: 0, first: [] };
    return testCells(column, findRepeated(column));
  }
  const found = testCells(column, await testOf(check, constraint, column, place));
  if (constraint !== "type" || check.type === "text") return found;
  return {
    considered: found.considered + invalidCount,
    failed: found.failed + invalidCount,
    first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, keptRows),
  };
}

/** Missing cells; a cell that is there but invalid is not missing. */
function findMissing(column: Column): Failures {
  const rows = column.kind === "text" ? column.codes.length : column.values.length;
  const invalid = new Set(column.kind === "numeric" ? column.invalid.map(({ row }) => row) : []);
  const isMissing = (row: number): boolean =>
    column.kind === "text" ? column.codes[row]! < 0 : Number.isNaN(column.values[row]) && !invalid.has(row);
  const first: number[] = [];
  // Invalid cells past those that are kept are found below, and are not missing either.
  let failed = column.kind === "numeric" ? column.invalid.length - column.invalidCount : 0;
  for (let row = 0; row < rows; row++) {
    if (!isMissing(row)) continue;
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
    for (const [row, value] of column.values.entries())
      if (!Number.isNaN(value)) note(row, test.number(value));
    return { considered, failed, first };
  }
  const verdicts = column.dictionary.map((text, code) => test.text(text, code));
  for (const [row, code] of column.codes.entries()) {
    const holds = code < 0 ? undefined : verdicts[code];
    if (holds !== undefined) note(row, holds);
  }
  return { considered, failed, first };
}

function outcomeOf(
  of: Case,
  found: { considered: number; failed: number; first?: readonly number[]; message: string },
): CheckOutcome {
  const { table, check, index, constraint } = of;
  const { considered, failed, first = [], message } = found;
  return {
    check,
    index,
    constraint,
    name: check.name ?? (check.column === undefined ? constraint : `${check.column}.${constraint}`),
    severity: check.severity ?? "error",
    passed: failed === 0,
    considered,
    failed,
    rows: first.map((row) => ({ row, line: table.lines[row] })),
    message,
  };
}
