import type { Place } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table as ReportTable } from "../report.ts";
import type { Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";
import type { CheckContext, Judgement } from "./case.ts";
import type { Check } from "./check.ts";
import { type Constraint, constraints } from "./constraints.ts";
import { judges } from "./judges.ts";

/** What one constraint of a check came to. */
export interface CheckOutcome {
  check: Check;
  /** Index of the check in its list. */
  index: number;
  constraint: Constraint;
  /** The check's name, or one made from column and constraint: `median_income.min`. */
  name: string;
  severity: "error" | "warning" | "info";
  passed: boolean;
  /** True where there was nothing to judge by; it has not passed then, and its severity is info. */
  isUnjudged: boolean;
  /** The column that is asked about and is not there. */
  absent?: string;
  /** Cells or rows that the constraint was asked of; columns or pairs where it is about those. */
  considered: number;
  /** What broke the constraint; more than 0 also where it passed because so many are tolerated. */
  failed: number;
  /** Rows that the check asks: all, or those of its `where`. */
  asked: number;
  /** The number that the constraint bounds, where it is one and there are values. */
  measured?: number;
  /** The first 100 failing rows, as indices from 0, with their lines. */
  rows: { row: number; line: number | undefined }[];
  /** What is wrong, without any value of the data; what holds where it passed. */
  message: string;
  /** What was found, for the report. */
  details?: ReportTable;
}

/** Where a part of the configuration stands: `["checks", 0, "pattern"]`; with `offset`, a character of its text. */
export type PlaceOf = (path: readonly PropertyKey[], offset?: number) => Place;

/** What checks are judged with. */
export type JudgeOptions = CheckContext & { placeOf?: PlaceOf };

/**
 * Judges every constraint of every check. Missing cells are left out by all but `required` and `missing`. The table
 * may have derived columns behind those of the profile. Throws UserError for a check that cannot be judged: a pattern
 * that is no RE2 syntax, a bound that does not suit its column, an expression of a column that is not there.
 */
export async function judgeChecks(
  table: Table,
  profile: Profile,
  checks: readonly Check[],
  options: JudgeOptions = {},
): Promise<CheckOutcome[]> {
  if (table.judge !== undefined) return table.judge(checks, profile, options);
  const { placeOf = () => ({}), ...context } = options;
  const outcomes: CheckOutcome[] = [];
  const views = new Map<string, View>();
  for (const [index, check] of checks.entries()) {
    const { where } = check;
    const key = where ?? "";
    const view = views.get(key) ?? (await viewOf(table, where, placeOf(["checks", index, "where"])));
    views.set(key, view);
    for (const constraint of constraints) {
      if (check[constraint] === undefined || check[constraint] === false) continue;
      await context.pause?.();
      const place = placeOf(["checks", index, constraint]);
      const isWhole = where === undefined;
      const judgement = await judges[constraint].judge({
        table: view.table,
        profile,
        isWhole,
        check,
        constraint,
        place,
        placeIn: (offset) => placeOf(["checks", index, constraint], offset),
        context: { ...context, whole: table },
      });
      outcomes.push(outcomeOf(judgement, { check, index, constraint, table, view }));
    }
  }
  return outcomes;
}

/** The rows that a check asks, as a table, and which rows of the whole they are. */
export interface View {
  table: Table;
  rows: ArrayLike<number> | undefined;
}

/** The rows of a table that a condition chooses. */
export async function viewOf(table: Table, where: string | undefined, place: Place): Promise<View> {
  if (where === undefined) return { table, rows: undefined };
  const { evaluateCondition } = await import("./judge-rows.ts");
  const holds = evaluateCondition(table, where, "where", place);
  const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
  return { table: takeRows(table, rows), rows };
}

/** What a judgement on the rows of a view comes to. */
export function outcomeOf(
  judgement: Judgement,
  of: Pick<CheckOutcome, "check" | "index" | "constraint"> & { table: Table; view: View },
): CheckOutcome {
  const { considered, failed, first = [], passed = failed === 0, measured, message, details } = judgement;
  const { isUnjudged = false, absent } = judgement;
  const { check, index, constraint, table, view } = of;
  const asked =
    view.rows === undefined || constraint === "row_count"
      ? ""
      : ` (of ${formatNumber(view.rows.length)} rows where ${check.where})`;
  return {
    check,
    index,
    constraint,
    name: check.name ?? nameOf(check, constraint),
    severity: isUnjudged ? "info" : (check.severity ?? "error"),
    passed,
    isUnjudged,
    ...(absent === undefined ? {} : { absent }),
    considered,
    failed,
    asked: view.table.rows,
    ...(measured === undefined || Number.isNaN(measured) ? {} : { measured }),
    rows: first.map((each) => {
      const row = view.rows?.[each] ?? each;
      return { row, line: table.lines[row] };
    }),
    message: message + asked,
    ...(details === undefined ? {} : { details }),
  };
}

/** `price.min`, `id, day.unique`, `row_count`; an expression or query is its own name. */
function nameOf(check: Check, constraint: Constraint): string {
  const { column, unique, references, expression = "", sql = "" } = check;
  if (constraint === "expression" || constraint === "sql") {
    const text = (constraint === "sql" ? sql : expression).replace(/\s+/g, " ").trim();
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  }
  if (column !== undefined) return `${column}.${constraint}`;
  if (constraint === "references") return `${Object.keys(references?.columns ?? {}).join(", ")}.references`;
  return constraint === "unique" && typeof unique === "object" ? `${unique.join(", ")}.unique` : constraint;
}
