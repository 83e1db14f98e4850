import { UserError } from "../errors.ts";
import { settledType } from "../tables/column-evidence.ts";
import { limits } from "../tables/csv-errors.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { planJsonColumn } from "../tables/json-part.ts";
import { partitionType } from "../tables/partition-columns.ts";
import { withoutKeys } from "../tables/read-json.ts";
import { commonType } from "../tables/settle-types.ts";
import type { ColumnType } from "../tables/table.ts";
import type { PartPlan } from "./part-plan.ts";
import type { SeenOfAll } from "./seen-columns.ts";

/** What all parts together say of the columns' types. */
export interface Seen {
  seen: ReadonlyMap<string, SeenOfAll>;
  /** Rows of each file, and whether columns were seen in it. */
  fileRows: readonly number[];
  fileKeys: readonly boolean[];
}

/**
 * The plan with the types that all parts told, and whether they were read by them. Throws UserError where files with
 * types of their own do not fit together.
 */
export function settlePlan(plan: PartPlan, seen: Seen): { plan: PartPlan; isRead: boolean } {
  const own = plan.columns.slice(0, plan.columns.length - plan.folders);
  const folders = plan.columns
    .slice(own.length)
    .map((column, index) => ({ ...column, type: folderType(plan, index, seen) }));
  const settled =
    plan.format === "json"
      ? settleKeys(plan, own, seen)
      : own.map((column) => settleColumn(plan, column, seen));
  const columns = [...settled, ...folders];
  const isRead =
    columns.length === plan.columns.length &&
    columns.every((column, index) => isReadAlike(column, plan.columns[index]!));
  return { plan: { ...plan, columns }, isRead };
}

function settleColumn(plan: PartPlan, column: PlannedColumn, seen: Seen): PlannedColumn {
  const type = typeOf(plan, column, seen);
  const isWritten = column.isWritten || (type === "text" && seen.seen.get(column.name)?.hasNumbers);
  return { ...column, type, isWritten: isWritten === true };
}

/** The columns of objects, in the order in which their keys come first. */
function settleKeys(
  plan: PartPlan,
  planned: readonly PlannedColumn[],
  { seen, fileRows, fileKeys }: Seen,
): PlannedColumn[] {
  const { declared, files } = plan;
  const bare = files.findIndex((_, file) => fileKeys[file] !== true);
  if (bare >= 0) throw withoutKeys(files[bare]!.layout.source, fileRows[bare] ?? 0);
  if (seen.size > limits.columns) throw tooManyKeys(files[0]!.layout.source);
  const known = new Map(planned.map((column) => [column.name, column]));
  return [...seen].map(([name, { cells, hasNumbers }]) => {
    const before = known.get(name);
    // What is read as it is written does not tell any more.
    if (before?.isWritten || cells === undefined)
      return planJsonColumn(name, "text", { declared, isWritten: true });
    const base = settledType(cells);
    return planJsonColumn(name, base, { declared, isWritten: base === "text" && hasNumbers });
  });
}

function typeOf(plan: PartPlan, column: PlannedColumn, { seen }: Seen): ColumnType {
  const { name, isDeclared, type } = column;
  const found = seen.get(name);
  if (isDeclared || found === undefined) return type;
  if (found.cells !== undefined) return settledType(found.cells);
  const parts = [...found.types].map(([each, { file, areNumbers }]) => ({
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

function tooManyKeys(source: string): UserError {
  return new UserError(`Cannot read "${source}": there are more than 100,000 different keys`, {
    file: source,
    hint: "Keys are columns' names",
  });
}

/** Folders say the same of all rows of a file. */
function folderType({ files }: PartPlan, index: number, { fileRows }: Seen): ColumnType {
  return partitionType(
    files.map(({ folders }, file) => ({ text: folders[index], rows: fileRows[file] ?? 0 })),
  );
}

/** Integers are read as numbers are, dates as times. */
function isReadAlike(one: PlannedColumn, other: PlannedColumn): boolean {
  const kindOf = ({ type, base = type }: PlannedColumn) =>
    base === "integer" ? "number" : base === "datetime" ? "date" : base;
  const areWritten = [one, other].map(({ isWritten = false }) => isWritten);
  return one.name === other.name && kindOf(one) === kindOf(other) && areWritten[0] === areWritten[1];
}
