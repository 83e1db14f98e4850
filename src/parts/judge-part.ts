import type { Case } from "../checks/case.ts";
import type { Check } from "../checks/check.ts";
import { type CellConstraint, type Constraint, cellConstraints } from "../checks/constraints.ts";
import { type Failures, failuresOf, findMissing } from "../checks/judge-cells.ts";
import { evaluateCondition, failuresOfExpression } from "../checks/judge-rows.ts";
import { type CellTest, testOf } from "../checks/test-of.ts";
import type { Place } from "../errors.ts";
import type { ColumnProfile } from "../profile/profile-schema.ts";
import { type Column, type ColumnType, findColumn, type Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";

/** One constraint of a check that each part of the data is asked apart. */
export interface PartCheck {
  check: Check;
  constraint: Constraint;
  place: Place;
}

/** What a part answered: rows from 0 and lines as the part's table has them. */
export interface PartFailures {
  /** Rows of the part that the check asks. */
  asked: number;
  considered: number;
  failed: number;
  first: { row: number; line: number | undefined }[];
}

/**
 * Counts what breaks each check in a part; its derived columns stand behind its own. What is known of its columns spares
 * looking at their cells.
 */
export async function judgePart(
  table: Table,
  checks: readonly PartCheck[],
  known: readonly ColumnProfile[] = [],
): Promise<PartFailures[]> {
  const views = new Map<string, View>();
  const judged: PartFailures[] = [];
  for (const each of checks) {
    const { where } = each.check;
    const view = views.get(where ?? "") ?? viewOf(table, where, each.place);
    views.set(where ?? "", view);
    const found = await countFailures(view.table, each, where === undefined ? known : []);
    judged.push({
      asked: view.table.rows,
      considered: found.considered,
      failed: found.failed,
      first: found.first.map((row) => {
        const of = view.rows?.[row] ?? row;
        return { row: of, line: table.lines[of] };
      }),
    });
  }
  return judged;
}

interface View {
  table: Table;
  rows: Uint32Array | undefined;
}

function viewOf(table: Table, where: string | undefined, place: Place): View {
  if (where === undefined) return { table, rows: undefined };
  const holds = evaluateCondition(table, where, "where", place);
  const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
  return { table: takeRows(table, rows), rows };
}

/** The tests of checks on cells, made once for all parts. */
const tests = new WeakMap<PartCheck, { type: ColumnType; test: CellTest }>();

async function knownTest(
  of: PartCheck,
  constraint: CellConstraint,
  column: Column,
): Promise<CellTest | undefined> {
  if (constraint === "required") return undefined;
  const known = tests.get(of);
  if (known?.type === column.type) return known.test;
  const test = await testOf(of.check, constraint, column, of.place);
  tests.set(of, { type: column.type, test });
  return test;
}

async function countFailures(
  table: Table,
  asked: PartCheck,
  known: readonly ColumnProfile[],
): Promise<Failures> {
  const { check, constraint, place } = asked;
  if (constraint === "row_count") return { considered: table.rows, failed: 0, first: [] };
  if (constraint === "expression") return failuresOfExpression({ table, check, place });
  const column = findColumn(table, check.column ?? "");
  if (column === undefined) return { considered: 0, failed: 0, first: [] };
  if (constraint === "missing")
    return findMissing(
      column,
      known.find(({ name }) => name === column.name),
    );
  const of: Pick<Case, "check" | "place" | "profile" | "isWhole"> = {
    check,
    place,
    isWhole: true,
    profile: {
      schema: "mlops/profile@1",
      rows: table.rows,
      bytes: 0,
      digest: "",
      duplicate_rows: 0,
      columns: [...known],
    },
  };
  const cell = cellConstraints.find((each) => each === constraint);
  if (cell === undefined) throw new Error(`"${constraint}" cannot be counted part by part`);
  return failuresOf(of, cell, column, await knownTest(asked, cell, column));
}
