import { type Column, findColumn } from "../tables/table.ts";
import type { Case, Judgement } from "./case.ts";
import type { CellConstraint, Constraint } from "./constraints.ts";
import { judgeCells } from "./judge-cells.ts";
import { judgeColumns } from "./judge-columns.ts";
import { judgeBalance, judgeDistinct, judgeFrequent, judgeMissing } from "./judge-counts.ts";
import { judgeRows } from "./judge-row-count.ts";
import { judgeAge, judgeExtreme, judgeQuantiles, judgeStatistic } from "./judge-statistic.ts";

/**
 * By what a constraint is judged where the rows are not in memory: what breaks it, counted in each part and added up; keys
 * that rows repeat; all cells of the columns that it is about; some of the rows; or something that asks for the rows
 * itself, part by part.
 */
export type JudgedBy = "parts" | "keys" | "columns" | "sample" | "itself";

/** How a constraint is judged. */
interface Judge {
  by: JudgedBy;
  judge(of: Case): Judgement | Promise<Judgement>;
}

type Answer = Judgement | Promise<Judgement>;

// Most checks do without these: row checks bring the expression language.
const rowChecks = (): Promise<typeof import("./judge-rows.ts")> => import("./judge-rows.ts");
const comparisons = (): Promise<typeof import("./judge-comparison.ts")> => import("./judge-comparison.ts");
const overlaps = (): Promise<typeof import("./judge-overlap.ts")> => import("./judge-overlap.ts");

/** How each constraint is judged. */
export const judges: Readonly<Record<Constraint, Judge>> = {
  row_count: { by: "parts", judge: judgeRows },
  columns: { by: "itself", judge: judgeColumns },
  duplicate_rows: { by: "keys", judge: async (of) => (await rowChecks()).judgeDuplicates(of) },
  expression: { by: "parts", judge: async (of) => (await rowChecks()).judgeExpression(of) },
  sql: { by: "itself", judge: async (of) => (await import("./judge-sql.ts")).judgeSql(of) },
  correlation: {
    by: "sample",
    judge: async (of) => (await import("./judge-correlation.ts")).judgeCorrelation(of),
  },
  leakage: { by: "sample", judge: async (of) => (await import("./judge-leakage.ts")).judgeLeakage(of) },
  most_frequent: ofEither(
    "columns",
    async (of) => (await import("./judge-constant.ts")).judgeConstant(of),
    judgeFrequent,
  ),
  drift: { by: "sample", judge: async (of) => (await import("./judge-drift.ts")).judgeDrift(of) },
  overlap: { by: "itself", judge: async (of) => (await overlaps()).judgeOverlap(of) },
  references: {
    by: "itself",
    judge: async (of) => (await import("./judge-references.ts")).judgeReferences(of),
  },
  type: ofCells("parts", "type"),
  required: ofCells("parts", "required"),
  unique: {
    by: "keys",
    judge: async (of) => {
      const { unique } = of.check;
      if (typeof unique === "object") return (await rowChecks()).judgeUniqueKey(of, unique);
      return ofCells("keys", "unique").judge(of);
    },
  },
  min: ofCells("parts", "min"),
  max: ofCells("parts", "max"),
  exclusive_min: ofCells("parts", "exclusive_min"),
  exclusive_max: ofCells("parts", "exclusive_max"),
  pattern: ofCells("parts", "pattern"),
  not_pattern: ofCells("parts", "not_pattern"),
  any_pattern: ofCells("parts", "any_pattern"),
  enum: ofCells("parts", "enum"),
  not_enum: ofCells("parts", "not_enum"),
  min_length: ofCells("parts", "min_length"),
  max_length: ofCells("parts", "max_length"),
  format: ofCells("parts", "format"),
  json_schema: ofCells("parts", "json_schema"),
  increasing: ofCells("columns", "increasing"),
  decreasing: ofCells("columns", "decreasing"),
  zscore: ofCells("columns", "zscore"),
  iqr: ofCells("columns", "iqr"),
  missing: ofColumn("parts", judgeMissing),
  distinct: ofColumn("keys", judgeDistinct),
  balance: ofColumn("columns", judgeBalance),
  values: ofColumn("columns", async (of, column) =>
    (await import("./judge-values.ts")).judgeValues(of, column),
  ),
  mean: ofColumn("columns", (of, column) => judgeStatistic(of, "mean", column)),
  median: ofColumn("columns", (of, column) => judgeStatistic(of, "median", column)),
  sum: ofColumn("columns", (of, column) => judgeStatistic(of, "sum", column)),
  std: ofColumn("columns", (of, column) => judgeStatistic(of, "std", column)),
  min_value: ofColumn("columns", (of, column) => judgeExtreme(of, "min_value", column)),
  max_value: ofColumn("columns", (of, column) => judgeExtreme(of, "max_value", column)),
  quantiles: ofColumn("columns", judgeQuantiles),
  max_age: ofColumn("columns", judgeAge),
  newer_than_reference: ofColumn("columns", async (of, column) =>
    (await comparisons()).judgeNewer(of, column),
  ),
  time_overlap: ofColumn("itself", async (of, column) => (await overlaps()).judgeTimeOverlap(of, column)),
};

function ofCells(by: JudgedBy, constraint: CellConstraint): Judge {
  return ofColumn(by, (of, column) => judgeCells(of, constraint, column));
}

/** A constraint on the check's column, which breaks it when it is not there. */
function ofColumn(by: JudgedBy, judge: (of: Case, column: Column) => Answer): Judge {
  return {
    by,
    async judge(of) {
      const { table, check } = of;
      const name = check.column ?? "";
      const column = findColumn(table, name);
      return column === undefined ? (await rowChecks()).noColumn(table, name) : judge(of, column);
    },
  };
}

/** A constraint on the check's column where it names one, and else on the table. */
function ofEither(
  by: JudgedBy,
  judgeTable: (of: Case) => Answer,
  judgeColumn: (of: Case, column: Column) => Answer,
): Judge {
  const { judge } = ofColumn(by, judgeColumn);
  return { by, judge: (of) => (of.check.column === undefined ? judgeTable(of) : judge(of)) };
}
