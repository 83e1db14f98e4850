import { declareColumn } from "./declare-columns.ts";
import { countPresent } from "./infer-type.ts";
import type { Column, ColumnType } from "./table.ts";

/** Types that columns had in earlier data, by name. */
export type HeldTypes = Readonly<Record<string, ColumnType>>;

/** A column that is of another type than it was. */
export interface TypeChange {
  name: string;
  was: ColumnType;
  is: ColumnType;
  /** Cells that are not of the type that it had, and the first of their rows, where that is known. */
  count?: number;
  row?: number;
  /** Its line, where the table's `lines` do not tell. */
  line?: number;
  /** Where it was of that type; undefined for the reference. */
  source?: string;
}

/**
 * Columns of the types that they had: up to 1 % of the cells (always one) that do not fit are invalid cells, and do not
 * change the type. With more of them the column is left as it is, and the change is told.
 */
export function holdTypes(
  columns: readonly Column[],
  held: HeldTypes,
): { columns: Column[]; changes: TypeChange[] } {
  const changes: TypeChange[] = [];
  const holding = columns.map((column): Column => {
    const was = Object.hasOwn(held, column.name) ? held[column.name] : undefined;
    if (was === undefined || was === column.type) return column;
    const kept = declareColumn(column, { type: was });
    if (kept.kind === "text") changes.push({ name: column.name, was, is: column.type });
    else {
      const { invalidCount: count, invalid } = kept;
      if (isHeldDespite(count, countPresent(kept.values))) return kept;
      const row = invalid[0]?.row ?? 0;
      changes.push({ name: column.name, was, is: column.type, count, row });
    }
    return column;
  });
  return { columns: holding, changes };
}

/** Whether a column keeps its type although some cells do not fit beside those that do. */
export function isHeldDespite(misfits: number, fitting: number): boolean {
  const most = Math.max(1, Math.floor((fitting + misfits) / 100));
  return misfits === 0 || (misfits <= most && fitting > 0);
}

/** Changes of types where only the types are known, and how many values there are: without any, there is no change. */
export function changedTypes(
  columns: readonly { name: string; type: ColumnType; count?: number }[],
  held: HeldTypes,
): TypeChange[] {
  return columns.flatMap(({ name, type: is, count }): TypeChange[] => {
    const was = Object.hasOwn(held, name) ? held[name] : undefined;
    const isHeld = count === 0 || was === undefined || was === is || isWithin(is, was);
    return isHeld ? [] : [{ name, was, is }];
  });
}

/** Every integer is a number, every date a datetime. */
function isWithin(type: ColumnType, other: ColumnType): boolean {
  return (type === "integer" && other === "number") || (type === "date" && other === "datetime");
}
