import { settledType } from "../tables/column-evidence.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { partitionType } from "../tables/partition-columns.ts";
import { commonType } from "../tables/settle-types.ts";
import type { ColumnType } from "../tables/table.ts";
import type { PartPlan } from "./part-plan.ts";
import type { SeenOfAll } from "./seen-columns.ts";

/** What all parts together say of the columns' types. */
export interface Seen {
  columns: ReadonlyMap<string, SeenOfAll>;
  /** Rows of each file. */
  fileRows: readonly number[];
}

/**
 * The plan with the types that all parts told, and whether they were read by them. Throws UserError where files with
 * types of their own do not fit together.
 */
export function settlePlan(plan: PartPlan, seen: Seen): { plan: PartPlan; isRead: boolean } {
  const own = plan.columns.length - plan.folders;
  const columns = plan.columns.map((column, index): PlannedColumn => {
    const type = index < own ? typeOf(plan, column, seen) : folderType(plan, index - own, seen);
    const isWritten = column.isWritten || (type === "text" && seen.columns.get(column.name)?.hasNumbers);
    return { ...column, type, isWritten: isWritten === true };
  });
  const isRead = columns.every((column, index) => isReadAlike(column, plan.columns[index]!));
  return { plan: { ...plan, columns }, isRead };
}

function typeOf(plan: PartPlan, column: PlannedColumn, { columns }: Seen): ColumnType {
  const { name, isDeclared, type } = column;
  const seen = columns.get(name);
  if (isDeclared || seen === undefined) return type;
  if (seen.cells !== undefined) return settledType(seen.cells);
  const parts = [...seen.types].map(([each, { file, areNumbers }]) => ({
    type: each,
    source: plan.files[file]?.layout.source ?? "",
    order: file,
    isWhole: () => areNumbers,
  }));
  if (parts.length === 0) return type;
  return commonType(
    name,
    parts.sort((a, b) => a.order - b.order),
  );
}

/** Folders say the same of all rows of a file. */
function folderType({ files }: PartPlan, index: number, { fileRows }: Seen): ColumnType {
  return partitionType(
    files.map(({ folders }, file) => ({ text: folders[index], rows: fileRows[file] ?? 0 })),
  );
}

/** Integers are read as numbers are, dates as times. */
function isReadAlike(one: PlannedColumn, other: PlannedColumn): boolean {
  const kindOf = ({ type }: PlannedColumn) =>
    type === "integer" ? "number" : type === "datetime" ? "date" : type;
  return kindOf(one) === kindOf(other) && one.isWritten === (other.isWritten ?? false);
}
