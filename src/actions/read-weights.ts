import { type Place, UserError } from "../errors.ts";
import type { Target } from "../learn/target.ts";
import { formatNumber } from "../number-format.ts";
import type { Split } from "../tables/split.ts";
import { findColumn, type Table } from "../tables/table.ts";

/** A greater weight would leave float32, in which rows are summed up, too little room. */
const greatest = 1e15;

/**
 * The weights of the rows by the column `name`, of those that have a target. Throws UserError where the column is not
 * there or the target itself, is no number, or holds what is no weight: the message has rows, never values.
 */
export function readWeights(
  table: Table,
  name: string,
  { target, targetName, place }: { target: Target; targetName: string; place: Place },
): Float64Array {
  const refuse = (what: string, hint: string): never => {
    throw new UserError(`Cannot train: ${what}`, { ...place, hint });
  };
  const column = findColumn(table, name);
  if (column === undefined)
    return refuse(`"${table.source}" has no column "${name}", which data.weight names`, "Check data.weight");
  if (name === targetName) return refuse("data.weight names the target", "Name another column");
  if (column.kind === "text" || (column.type !== "number" && column.type !== "integer"))
    return refuse(
      `the column of weights "${name}" is ${column.kind === "text" ? "text" : `of the type ${column.type}`}`,
      "Weights are numbers from 0",
    );
  const { values } = column;
  const odd = target.rows.filter((row) => !(values[row]! >= 0 && values[row]! <= greatest));
  if (odd.length > 0)
    return refuse(
      `${formatNumber(odd.length)} rows have no weight from 0 to 1e15 in "${name}", the first of them row ${odd[0]! + 1}`,
      "Fill missing weights, and leave rows out that count for nothing",
    );
  return values;
}

/** Throws UserError where a part of the rows weighs nothing: there would be nothing to learn from, or to judge by. */
export function refuseWeightless(
  weights: Float64Array,
  split: Split,
  { name, place }: { name: string; place: Place },
): void {
  for (const part of ["train", "validation", "test"] as const)
    if (split[part].length > 0 && split[part].every((row) => weights[row] === 0))
      throw new UserError(`Cannot train: every row of the ${part} part has the weight 0 in "${name}"`, {
        ...place,
        hint: "Each part needs a row with a weight above 0",
      });
}
