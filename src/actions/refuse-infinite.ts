import { UserError } from "../errors.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import type { Target } from "../learn/target.ts";
import { placeOfRow, type Table } from "../tables/table.ts";

/**
 * Throws UserError with file and line for the first value of the target or of a feature that no float32 holds, as
 * engines and ONNX compute with them. Missing values pass.
 */
export function refuseInfinite(table: Table, target: Target, targetName: string, plan: FeaturePlan): void {
  if (target.task === "regression")
    refuse(table, `the target "${targetName}"`, target.values, target.rows, "remove the row");
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  for (const feature of plan.features) {
    const column = byName.get(feature.column);
    if (feature.kind !== "number" || column?.kind !== "numeric") continue;
    refuse(table, `column "${column.name}"`, column.values, target.rows, "add the column to data.exclude");
  }
}

function refuse(
  table: Table,
  what: string,
  values: ArrayLike<number>,
  rows: Uint32Array,
  otherwise: string,
): void {
  const row = rows.find(
    (each) => !Number.isNaN(values[each]!) && !Number.isFinite(Math.fround(values[each]!)),
  );
  if (row === undefined) return;
  const { file, line, row: number } = placeOfRow(table, row);
  const place = line === undefined ? `in row ${number}` : `at line ${line}`;
  throw new UserError(`Cannot train: ${what} is no number within ±3.4e38 ${place}`, {
    file,
    line,
    hint: `Correct the value, leave the cell empty, or ${otherwise}`,
  });
}
