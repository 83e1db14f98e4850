import { type Place, UserError } from "../errors.ts";
import { compileExpression } from "../expression/compile-expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { didYouMean } from "../nearest.ts";
import { counted, formatNumber } from "../number-format.ts";
import { hashContent } from "../profile/hash-content.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { describeTolerance, isTolerated } from "./amount.ts";
import { type Case, type Judgement, keptRows } from "./case.ts";
import type { Check } from "./check.ts";
import { codesOf, densify, pairCodes } from "./dense-codes.ts";
import type { Failures } from "./judge-cells.ts";
import { verdict } from "./judge-counts.ts";

/** For each row 1 where the condition holds, 0 where not, NaN where it is NULL. Throws UserError. */
export function evaluateCondition(table: Table, text: string, key: string, place: Place): Float64Array {
  const compiled = compileExpression(parseExpression(text, place), table.columns);
  const column = compiled.type === "boolean" ? compiled.evaluate(table) : undefined;
  if (column?.kind === "numeric") return column.values;
  throw new UserError(
    `Cannot check "${text}": ${key} is a condition, the expression gives values of type ${compiled.type}`,
    { ...place, hint: "Compare it with something, for example x > 0" },
  );
}

/** Judges a row expression; rows where it is NULL hold, as in SQL's CHECK, and are not considered. */
export function judgeExpression(of: Case): Judgement {
  return expressionJudgement(of.check, failuresOfExpression(of));
}

/** Counts the rows that break a row expression. */
export function failuresOfExpression({
  table,
  check,
  place,
}: Pick<Case, "table" | "check" | "place">): Failures {
  const values = evaluateCondition(table, check.expression ?? "", "expression", place);
  const rows = failing(table.rows, (row) => values[row] === 0);
  const considered = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return { considered, ...rows };
}

/** The judgement on a row expression, once its rows are counted. */
export function expressionJudgement(check: Check, { considered, ...rows }: Failures): Judgement {
  return judged(
    { check },
    considered,
    rows,
    "hold the expression",
    "break the expression",
    "breaks the expression",
  );
}

/** Judges that no combination of several columns' values occurs twice; rows that miss all of them are left out. */
export function judgeUniqueKey(of: Case, names: readonly string[]): Judgement {
  const { table } = of;
  const missing = names.find((name) => findColumn(table, name) === undefined);
  if (missing !== undefined) return noColumn(table, missing);
  const columns = names.flatMap((name) => findColumn(table, name) ?? []);
  const codes = columns.map(codesOf);
  const isAsked = (row: number): boolean => codes.some((each) => each.codes[row]! >= 0);
  const key = codes.reduce(pairCodes);
  const counts = new Uint32Array(key.size);
  for (let row = 0; row < table.rows; row++) if (isAsked(row)) counts[key.codes[row]!]!++;
  const rows = failing(table.rows, (row) => isAsked(row) && counts[key.codes[row]!]! > 1);
  let considered = 0;
  for (let row = 0; row < table.rows; row++) if (isAsked(row)) considered++;
  const distinct = counts.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
  return uniqueKeyJudgement(of.check, names, { considered, ...rows, distinct });
}

/** The judgement on combinations of several columns' values, once they are counted. */
export function uniqueKeyJudgement(
  check: Check,
  names: readonly string[],
  { considered, distinct, ...rows }: Failures & { distinct: number },
): Judgement {
  const list = names.map((name) => `"${name}"`).join(", ");
  return {
    ...judged(
      { check },
      considered,
      rows,
      `are unique by ${list}`,
      `share their ${list} with another`,
      `shares its ${list}`,
    ),
    measured: distinct,
  };
}

/** Judges how many rows repeat an earlier one in all columns of the file. */
export function judgeDuplicates(of: Case): Judgement {
  const { table, profile, check, isWhole } = of;
  const { duplicate_rows: known, duplicate_rows_estimated: isEstimated } = profile;
  const rows = isWhole && known === 0 && !isEstimated ? { failed: 0, first: [] } : findDuplicates(of);
  return duplicatesJudgement(check, table.rows, rows);
}

/** The judgement on rows that repeat an earlier one, once they are counted. */
export function duplicatesJudgement(
  check: Check,
  considered: number,
  rows: Pick<Failures, "failed" | "first">,
): Judgement {
  const judgement = verdict(rows.failed, considered, check.duplicate_rows ?? {}, {
    considered,
    what: `${counted(rows.failed, "row")} of ${formatNumber(considered)} ${rows.failed === 1 ? "repeats" : "repeat"} an earlier one`,
  });
  return judgement.failed === 0
    ? judgement
    : { ...judgement, ...rows, failed: Math.max(1, rows.failed), passed: false };
}

function findDuplicates({ table, profile }: Case): { failed: number; first: number[] } {
  const columns = profile.columns.flatMap(({ name }) => findColumn(table, name) ?? []);
  const { high, low } = hashContent({ rows: table.rows, columns });
  const { codes, size } = pairCodes(densify(Float64Array.from(high)), densify(Float64Array.from(low)));
  const seen = new Uint8Array(size);
  return failing(table.rows, (row) => {
    const code = codes[row]!;
    if (seen[code] === 1) return true;
    seen[code] = 1;
    return false;
  });
}

/** A judgement on a column that is not there. */
export function noColumn(table: Table, name: string): Judgement {
  const names = table.columns.map((each) => each.name);
  return {
    considered: 0,
    failed: 1,
    passed: false,
    absent: name,
    message: `there is no column "${name}"${didYouMean(name, names)}`,
  };
}

function failing(rows: number, fails: (row: number) => boolean): { failed: number; first: number[] } {
  const first: number[] = [];
  let failed = 0;
  for (let row = 0; row < rows; row++) {
    if (!fails(row)) continue;
    failed++;
    if (first.length < keptRows) first.push(row);
  }
  return { failed, first };
}

function judged(
  of: Pick<Case, "check">,
  considered: number,
  rows: { failed: number; first: number[] },
  holding: string,
  breaking: string,
  breaksOne: string,
): Judgement {
  const asked = formatNumber(considered);
  if (rows.failed === 0) return { considered, ...rows, message: `all ${asked} rows ${holding}` };
  const message = `${formatNumber(rows.failed)} of ${asked} rows ${rows.failed === 1 ? breaksOne : breaking}`;
  return {
    considered,
    ...rows,
    passed: isTolerated(of.check, considered, rows.failed),
    message: message + describeTolerance(of.check),
  };
}
